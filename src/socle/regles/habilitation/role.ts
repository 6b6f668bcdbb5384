import { type LigneRole, MATRICE } from "./matrice-table.ts";

/** Has a line in the matrix, but no cell. */
export const ADMINISTRATEUR = "administrateur";

type RoleEcrit = keyof typeof MATRICE;

/**
 * The roles of the matrix. « public »: a visitor who is not logged in; « demandeur » and « tiers » (a helper with a dated written mandate): persons
 * outside the organisations. All others are held through a habilitation.
 */
export type Role = Exclude<RoleEcrit, typeof ADMINISTRATEUR>;

/** The roles that a habilitation may carry. */
export type RoleHabilite = {
  [R in RoleEcrit]: (typeof MATRICE)[R]["organisations"] extends readonly [] ? never : R;
}[RoleEcrit];

// TypeScript types `Object.keys` as string[]; a literal has no other keys, and keeps their order.
const ECRITS = Object.keys(MATRICE) as RoleEcrit[];
const isHabilite = (role: RoleEcrit): role is RoleHabilite => MATRICE[role].organisations.length > 0;

export const ROLES: readonly Role[] = ECRITS.filter((role) => role !== ADMINISTRATEUR);
export const ROLES_HABILITES: readonly RoleHabilite[] = ECRITS.filter(isHabilite);

const LIGNES: Readonly<Record<RoleEcrit, LigneRole>> = MATRICE;

export const ORGANISATIONS_DU_ROLE = colonneOf(({ organisations }) => organisations);
export const LIBELLE_ROLE = colonneOf(({ libelle }) => libelle);

function colonneOf<T>(read: (ligne: LigneRole) => T): Readonly<Record<RoleEcrit, T>> {
  // One entry per written role: the record is complete.
  return Object.fromEntries(ECRITS.map((role) => [role, read(LIGNES[role])])) as Record<RoleEcrit, T>;
}
