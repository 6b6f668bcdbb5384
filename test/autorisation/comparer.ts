import type { Action, Ressource } from "#domain/habilitation/ressource.ts";
import { ROLES, type Role } from "#domain/habilitation/role.ts";
import type { Commande, TableDroits } from "#storage/droits/table.ts";
import { TABLES_DROITS } from "#storage/droits/tables.ts";
import { expectedOf } from "./attendu.ts";
import { acteurOf, type Monde, type Relation } from "./monde.ts";
import type { Sonde } from "./sql.ts";

/** Commands of the application that each action of the matrix stands for. */
export const ESSAIS: readonly (readonly [Action, Commande])[] = [
  ["lire", "select"],
  ["exporter", "select"],
  ["creer", "insert"],
  ["modifier", "update"],
  ["valider", "update"],
  ["supprimer", "delete"],
];

/** Directories, parameters and the login's own tables, whose rows are not of the three relations: they have tests of their own. */
const A_PART = [
  "territoire",
  "territoire_commune",
  "organisation",
  "compte",
  "nominatif.lien",
  "convocation",
  "mission_relogement",
  "reunion_convoque",
  "reglage",
  "duree_conservation",
];
export const TABLES = TABLES_DROITS.filter(({ table }) => !A_PART.includes(table) && !table.startsWith("acces."));

/** The resource that a route on this table would declare. */
export function ressourceOf(table: TableDroits): Ressource {
  return Object.values(table.ouvertures)[0]?.[0]?.ressource ?? "lot";
}

export type Ecart = {
  readonly table: string;
  readonly role: string;
  readonly action: Action;
  readonly vu: readonly Relation[];
  readonly attendu: readonly Relation[];
};

/** Differences between the rows given and the rows promised, and how many expectations were looked at. Stops at the first when asked. */
export async function compare(
  sonde: Sonde,
  monde: Monde,
  table: TableDroits,
  { roles = ROLES, premier = false }: { readonly roles?: readonly Role[]; readonly premier?: boolean } = {},
): Promise<{ readonly verifies: number; readonly ecarts: readonly Ecart[] }> {
  const ecarts: Ecart[] = [];
  let verifies = 0;
  for (const role of roles) {
    for (const [action, commande] of ESSAIS) {
      const declared = { ressource: ressourceOf(table), action };
      const vu = await sonde.reach(table.table, commande, acteurOf(role, monde), declared);
      const attendu = expectedOf(table, role, commande, declared);
      verifies += 3;
      if (vu.join() !== attendu.join()) ecarts.push({ table: table.table, role, action, vu, attendu });
      if (premier && ecarts.length > 0) return { verifies, ecarts };
    }
  }
  return { verifies, ecarts };
}
