import type { Acteur, HabilitationActive } from "./acteur.ts";
import { type Droit, droitsOf } from "./matrice.ts";
import type { Action, Portee, Ressource } from "./ressource.ts";
import { ADMINISTRATEUR, type Role, type RoleHabilite } from "./role.ts";

/**
 * Whether the actor may do the action on some rows of the resource in this territory. Queries decide which rows, and how much of each: true opens the
 * route, never the row.
 */
export function peut(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  const here = rolesIn(acteur, epci).some((role) => allows(role, ressource, action));
  return here || acteur.habilitations.some(({ role }) => allowsEverywhere(role, ressource, action));
}

function allows(role: Role, ressource: Ressource, action: Action): boolean {
  return droitsOf(role, ressource).some(({ actions }) => actions.includes(action));
}

/** The rows « tout » ignore territories: such a right held in one territory is held in all. */
function allowsEverywhere(role: RoleHabilite, ressource: Ressource, action: Action): boolean {
  if (role === ADMINISTRATEUR) return false;
  return droitsOf(role, ressource).some(({ actions, portee }) => portee === "tout" && actions.includes(action));
}

const PARTOUT: readonly Portee[] = ["territoire", "tout"];

/** Whether the right covers every row of the territory, not only the rows of their organisation or guichet, or their own. */
export function peutPartout(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  return peutAinsi(acteur, { ressource, action, epci }, ({ portee }) => PARTOUT.includes(portee));
}

/** Like `peutPartout`, but for the rows themselves (names aside): a right to sums opens no row. */
export function peutLignesPartout(acteur: Acteur, ressource: Ressource, action: Action, epci: string): boolean {
  const such = ({ portee, niveau }: Droit) => niveau !== "agregat" && PARTOUT.includes(portee);
  return peutAinsi(acteur, { ressource, action, epci }, such);
}

/** Whether one of the rights held in the territory to do the action is such a one. */
export function peutAinsi(
  acteur: Acteur,
  { ressource, action, epci }: { readonly ressource: Ressource; readonly action: Action; readonly epci: string },
  such: (droit: Droit) => boolean,
): boolean {
  return rolesIn(acteur, epci).some((role) =>
    droitsOf(role, ressource).some((droit) => droit.actions.includes(action) && such(droit)),
  );
}

/** Roles held in the territory; everyone also has the public's. */
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

export function isAdministrateur(acteur: Acteur): boolean {
  return acteur.habilitations.some(({ role }) => role === ADMINISTRATEUR);
}

/** Whether the actor holds any role for an organisation in the territory. A household has other pages. */
export function isMember(acteur: Acteur, epci: string): boolean {
  return habilitationsIn(acteur, epci).some(({ role }) => role !== ADMINISTRATEUR);
}

/** The actor's habilitations in the territory that allow the action on some rows. */
export function habilitationsFor(
  acteur: Acteur,
  ressource: Ressource,
  action: Action,
  epci: string,
): readonly HabilitationActive[] {
  return habilitationsIn(acteur, epci).filter(({ role }) => role !== ADMINISTRATEUR && allows(role, ressource, action));
}

/** The organisation in whose name they act: their first habilitation in the territory that allows the action; null when none does. */
export function habilitationFor(
  acteur: Acteur,
  ressource: Ressource,
  action: Action,
  epci: string,
): HabilitationActive | null {
  return habilitationsFor(acteur, ressource, action, epci)[0] ?? null;
}
