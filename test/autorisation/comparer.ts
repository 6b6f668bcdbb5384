import type { Action, Ressource } from "#socle/regles/habilitation/ressource.ts";
import { ROLES, type Role } from "#socle/regles/habilitation/role.ts";
import type { Commande, TableDroits } from "#socle/sql/droits/table.ts";
import { TABLES_DROITS } from "#socle/sql/droits/tables.ts";
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
  "droit_etat",
  "droit_jeu",
  "droit_saisie",
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

type Choix = {
  readonly roles?: readonly Role[];
  /** Stops at the first difference. */
  readonly premier?: boolean;
  /** Looks only at these: by the command, and by what is promised. */
  readonly si?: (commande: Commande, attendu: readonly Relation[]) => boolean;
};

/** Differences between the rows given and the rows promised, and how many expectations were looked at. */
export async function compare(
  sonde: Sonde,
  monde: Monde,
  table: TableDroits,
  { roles = ROLES, premier = false, si = () => true }: Choix = {},
): Promise<{ readonly verifies: number; readonly ecarts: readonly Ecart[] }> {
  const ecarts: Ecart[] = [];
  let verifies = 0;
  const all = roles.flatMap((role) =>
    ESSAIS.map(([action, commande]) => {
      const declared = { ressource: ressourceOf(table), action };
      return { role, action, commande, declared, attendu: expectedOf(table, role, commande, declared) };
    }),
  );
  for (const { role, action, commande, declared, attendu } of all.filter((one) => si(one.commande, one.attendu))) {
    const vu = await sonde.reach(table.table, commande, acteurOf(role, monde), declared);
    verifies += 3;
    if (vu.join() !== attendu.join()) ecarts.push({ table: table.table, role, action, vu, attendu });
    if (premier && ecarts.length > 0) break;
  }
  return { verifies, ecarts };
}
