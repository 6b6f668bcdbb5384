import type { Acteur, HabilitationActive } from "./acteur.ts";
import { droitsOf } from "./matrice.ts";
import type { Action, Ressource } from "./ressource.ts";
import { ADMINISTRATEUR, type Role, type RoleHabilite } from "./role.ts";

/**
 * May this person do the action on some rows of the resource in this territory? Which rows, and how much of each, is for the queries:
 * a yes here opens the route, never the row.
 */
export function peut(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  const here = rolesIn(acteur, epci).some((role) => allows(role, ressource, action));
  return here || acteur.habilitations.some(({ role }) => allowsEverywhere(role, ressource, action));
}

function allows(role: Role, ressource: Ressource, action: Action): boolean {
  return droitsOf(role, ressource).some(({ actions }) => actions.includes(action));
}

/** « tout » knows no territory: held somewhere, it is held in all. */
function allowsEverywhere(role: RoleHabilite, ressource: Ressource, action: Action): boolean {
  if (role === ADMINISTRATEUR) return false;
  return droitsOf(role, ressource).some(({ actions, portee }) => portee === "tout" && actions.includes(action));
}

/** May they do it on every row of the territory, and not only on their organisation's, their guichet's or their own? */
export function peutPartout(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  return rolesIn(acteur, epci).some((role) =>
    droitsOf(role, ressource).some(
      ({ actions, portee }) => actions.includes(action) && (portee === "territoire" || portee === "tout"),
    ),
  );
}

/** The same, of the rows themselves, names aside: a right to sums over the territory opens none of its lines. */
export function peutLignesPartout(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  return rolesIn(acteur, epci).some((role) =>
    droitsOf(role, ressource).some(
      ({ actions, portee, niveau }) =>
        actions.includes(action) && niveau !== "agregat" && (portee === "territoire" || portee === "tout"),
    ),
  );
}

/** On some rows of the territory, and not on sums alone. */
export function peutLignes(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  return rolesIn(acteur, epci).some((role) =>
    droitsOf(role, ressource).some(({ actions, niveau }) => actions.includes(action) && niveau !== "agregat"),
  );
}

/** Roles held in the territory. Everyone has what the public has. */
function rolesIn(acteur: Acteur, epci: string): readonly Role[] {
  const habilites = habilitationsIn(acteur, epci)
    .map(({ role }) => role)
    .filter((role) => role !== ADMINISTRATEUR);
  const liens = acteur.demandeurs.map(({ lien }): Role => (lien === "titulaire" ? "demandeur" : "tiers"));
  return [...new Set<Role>(["public", ...liens, ...habilites])];
}

export function habilitationsIn(acteur: Acteur, epci: string): readonly HabilitationActive[] {
  return acteur.habilitations.filter((habilitation) => habilitation.epci === epci);
}

/** Runs the platform: opens territories, names the first managers. */
export function isAdministrateur(acteur: Acteur): boolean {
  return acteur.habilitations.some(({ role }) => role === ADMINISTRATEUR);
}

/** Whether anything at all is open to them there for an organisation: a household has its own pages, elsewhere. */
export function isMember(acteur: Acteur, epci: string): boolean {
  return habilitationsIn(acteur, epci).some(({ role }) => role !== ADMINISTRATEUR);
}

/** Those of their habilitations in the territory that allow the action on some rows. */
export function habilitationsFor(
  acteur: Acteur,
  ressource: Ressource,
  action: Action,
  epci: string,
): readonly HabilitationActive[] {
  return habilitationsIn(acteur, epci).filter(({ role }) => role !== ADMINISTRATEUR && allows(role, ressource, action));
}

/** In whose name they do it: the first of their habilitations in the territory that allows the action; null when none does. */
export function habilitationFor(
  acteur: Acteur,
  ressource: Ressource,
  action: Action,
  epci: string,
): HabilitationActive | null {
  return habilitationsFor(acteur, ressource, action, epci)[0] ?? null;
}
