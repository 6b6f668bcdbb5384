import type { LogementRow } from "#donnees/formats/rows.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type ChampsDe, listAbsents, nameAbsents } from "../absents.ts";

type Champ = keyof LogementRow | readonly (keyof LogementRow)[];

/** Either column gives the duration. */
const DUREE: readonly Champ[] = ["mode", ["disponibleDepuis", "dureeVacance"]];
const MODE: readonly Champ[] = ["mode"];
const BAIL: readonly Champ[] = ["mode", "bailDepuis"];
const LOYER: readonly Champ[] = ["loyer", "surface"];
const CONSTRUCTION: readonly Champ[] = ["construction"];

/** Fields needed by each column, wherever the stock is shown: tables, rents, map, second axis of imbalances. */
const COLONNES: Readonly<Record<string, readonly Champ[]>> = {
  vacance: MODE,
  vacance_plus_3_mois: DUREE,
  vacants: MODE,
  vacants_plus_3_mois: DUREE,
  vacants_sur_parc: MODE,
  vides: MODE,
  loues: MODE,
  loues_ou_proposes: MODE,
  mobilite: BAIL,
  rotation: BAIL,
  liberes: BAIL,
  loyer_m2: LOYER,
  moyenne: LOYER,
  mediane: LOYER,
  quartile_1: LOYER,
  quartile_3: LOYER,
  loyer_nul: LOYER,
  ecart_interquartile: LOYER,
  part_bas_loyers: LOYER,
  part_bas_loyers_document: LOYER,
  accessibles: LOYER,
  part_accessibles: LOYER,
  ensemble: LOYER,
  construction: CONSTRUCTION,
  annee_moyenne: CONSTRUCTION,
  recents: CONSTRUCTION,
  part_recents: CONSTRUCTION,
  part_pli: ["financement"],
  part_collectif: ["typeConstruction"],
  part_individuel: ["typeConstruction"],
  bailleur: ["bailleur"],
};

/** Columns by class, zone or size, which share a prefix. */
const DEBUTS: readonly (readonly [string, readonly Champ[]])[] = [
  ["vacance_", MODE],
  ["classe_", LOYER],
  ["zone_", LOYER],
  ["pieces_", LOYER],
];

/** Rows of the second axis of imbalances. */
const LIGNES: Readonly<Record<string, readonly Champ[]>> = {
  "vacance-commerciale": MODE,
  "vacance-technique": MODE,
  mobilite: BAIL,
};

/** Figures whose columns all need the same fields: distributions, whose columns are the values of one, and tables of rents. */
const FIGURES: readonly (readonly [string, readonly Champ[]])[] = [
  ["type-par-", ["typeConstruction"]],
  ["typologie-par-", ["pieces"]],
  ["surface-par-", ["surface"]],
  ["periode-de-construction-par-", CONSTRUCTION],
  ["financement-par-", ["financement"]],
  ["etiquette-energie-par-", ["dpeEnergie"]],
  ["vacance-du-parc-recent", ["mode", "construction", "typeConstruction"]],
  ["mixite-des-loyers", LOYER],
  ["revision-des-loyers", LOYER],
  ["loyers-des-bailleurs", ["mode", ...LOYER]],
];

export const champsRpls: ChampsDe = ({ figure, colonne, ligne }) =>
  COLONNES[colonne] ??
  LIGNES[ligne] ??
  [
    ...FIGURES.filter(([debut]) => figure.startsWith(debut)),
    ...DEBUTS.filter(([debut]) => colonne.startsWith(debut)),
  ][0]?.[1] ??
  [];

/** Marks the unknowns due to a column that the vintage's file lacks; null: any vintage. */
export async function nameAbsentsRpls(
  { lots }: Pick<Base, "lots">,
  { epci, millesime }: { readonly epci: string; readonly millesime: string | null },
  figures: readonly Figure[],
): Promise<readonly Figure[]> {
  const absents = listAbsents(await lots.champsAbsents(epci), "rpls", millesime ?? undefined);
  return figures.map((figure) => nameAbsents(figure, absents, champsRpls));
}
