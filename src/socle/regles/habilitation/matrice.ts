import { type LigneRole, MATRICE } from "./matrice-table.ts";
import { type Action, type Niveau, PORTEES, type Portee, RESSOURCES, type Ressource } from "./ressource.ts";
import { ROLES, type Role } from "./role.ts";

/** One right of a cell: actions, rows, level. */
export type Droit = { readonly actions: readonly Action[]; readonly portee: Portee; readonly niveau: Niveau };

const LETTRES: Readonly<Record<string, Action>> = {
  l: "lire",
  c: "creer",
  m: "modifier",
  v: "valider",
  x: "exporter",
  s: "supprimer",
};

export function droitsOf(role: Role, ressource: Ressource): readonly Droit[] {
  return DROITS.get(`${role}/${ressource}`) ?? [];
}

/** The roles that may do an action on a resource, each with its rows and level. The rows of several rights add up. */
export function rolesFor(
  ressource: Ressource,
  action: Action,
): readonly { readonly role: Role; readonly portee: Portee; readonly niveau: Niveau }[] {
  return ROLES.flatMap((role) =>
    droitsOf(role, ressource)
      .filter(({ actions }) => actions.includes(action))
      .map(({ portee, niveau }) => ({ role, portee, niveau })),
  );
}

function parseCellule(cellule: string): Droit[] {
  return cellule.split(" ").map((texte) => {
    const found = /^(?:(pseudonyme|agregat)~)?([lcmvxs]+):([a-z]+)$/.exec(texte);
    const portee = PORTEES.find((candidate) => candidate === found?.[3]);
    if (!found || !portee) throw new Error(`Matrix: « ${texte} » is not a right.`);
    const actions = [...(found[2] ?? "")].map((lettre) => LETTRES[lettre]).filter((action) => action !== undefined);
    return { actions, portee, niveau: niveauOf(found[1]) };
  });
}

function niveauOf(ecrit: string | undefined): Niveau {
  return ecrit === "pseudonyme" || ecrit === "agregat" ? ecrit : "nominatif";
}

const DROITS: ReadonlyMap<string, readonly Droit[]> = new Map(
  ROLES.flatMap((role) => {
    const { droits }: LigneRole = MATRICE[role];
    return RESSOURCES.flatMap((ressource) => {
      const cellule = droits[ressource];
      return cellule === undefined ? [] : [[`${role}/${ressource}`, parseCellule(cellule)] as const];
    });
  }),
);
