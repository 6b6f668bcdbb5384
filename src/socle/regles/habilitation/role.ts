import { type LigneRole, MATRICE } from "./matrice-table.ts";

/** Outside the matrix: it has a line there, and no cell. */
export const ADMINISTRATEUR = "administrateur";

type RoleEcrit = keyof typeof MATRICE;

/**
 * The roles of the matrix. « public » is whoever has not said who they are; « demandeur » and « tiers » (a helper with a dated
 * written mandate) are persons outside the organisations; all others are held through a habilitation.
 */
export type Role = Exclude<RoleEcrit, typeof ADMINISTRATEUR>;

/** What a habilitation may carry. */
export type RoleHabilite = {
  [R in RoleEcrit]: (typeof MATRICE)[R]["organisations"] extends readonly [] ? never : R;
}[RoleEcrit];

// The keys of this literal are all its keys, in the order in which they are written.
const ECRITS = Object.keys(MATRICE) as RoleEcrit[];
const isHabilite = (role: RoleEcrit): role is RoleHabilite => MATRICE[role].organisations.length > 0;

export const ROLES: readonly Role[] = ECRITS.filter((role) => role !== ADMINISTRATEUR);
export const ROLES_HABILITES: readonly RoleHabilite[] = ECRITS.filter(isHabilite);

const LIGNES: Readonly<Record<RoleEcrit, LigneRole>> = MATRICE;

/** The organisations in which a role makes sense. */
export const ORGANISATIONS_DU_ROLE = colonneOf(({ organisations }) => organisations);
export const LIBELLE_ROLE = colonneOf(({ libelle }) => libelle);

function colonneOf<T>(read: (ligne: LigneRole) => T): Readonly<Record<RoleEcrit, T>> {
  // One entry a role written.
  return Object.fromEntries(ECRITS.map((role) => [role, read(LIGNES[role])])) as Record<RoleEcrit, T>;
}
