import type { AttributionRow, DemandeRow } from "#donnees/formats/rows.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type ChampsDe, listAbsents, nameAbsents } from "../absents.ts";

/** A field, or alternatives of which one is enough. */
type Champ<Row> = keyof Row | readonly (keyof Row)[];

/** Fields of the stock needed by each table, by the end of its code. */
const TABLES: readonly (readonly [string, readonly Champ<DemandeRow>[]])[] = [
  ["-origine", ["origine"]],
  ["-mutations-communes", ["origine"]],
  ["-typologies", ["typologie"]],
  ["-motifs-refus", ["refusMotif"]],
  ["-motifs", ["motifDemande"]],
  ["-ages", ["age"]],
  ["-plafonds", ["positionPlafond"]],
  ["-quartiles", [["revenuMensuel", "quartileDeclare"]]],
  ["-propositions", ["propositions"]],
  ["-refus", ["refusPar"]],
  ["-sans-suite", ["propositions"]],
];

/** By row: the publics, the lists of the watch. */
const LIGNES: Readonly<Record<string, readonly Champ<DemandeRow>[]>> = {
  prioritaire: ["prioritaire"],
  dalo: ["dalo"],
  salarie: ["salarie"],
  "qpv-actuel": ["qpvActuel"],
  "refus-repetes": ["refusPar"],
  "mutation-bloquee": ["origine"],
  "sans-suite": ["propositions"],
};

export const champsStock: ChampsDe = ({ figure, ligne }) =>
  LIGNES[ligne] ?? TABLES.find(([fin]) => figure.endsWith(fin))?.[1] ?? [];

const RESSOURCES: Champ<AttributionRow> = ["revenuMensuel", "quartileDeclare"];

/** Fields of the published leases needed by each table, by the beginning of its code. */
const BAUX: readonly (readonly [string, readonly Champ<AttributionRow>[]])[] = [
  ["salaries-logement", ["salarie"]],
  ["delai-demande-bail", ["delaiJours"]],
  ["attributions-quartiles", [RESSOURCES]],
  ["attributions-par-", [RESSOURCES]],
  ["segregation-", [RESSOURCES]],
  ["pack-", [RESSOURCES]],
];

const champsBaux: ChampsDe = ({ figure }) => BAUX.find(([debut]) => figure.startsWith(debut))?.[1] ?? [];

/** Marks the unknowns due to a column that every published file of leases lacks. */
export async function nameAbsentsBaux(
  { lots }: Pick<Base, "lots">,
  epci: string,
  figures: readonly Figure[],
): Promise<readonly Figure[]> {
  const absents = listAbsents(await lots.champsAbsents(epci), "sne-attributions");
  return figures.map((figure) => nameAbsents(figure, absents, champsBaux));
}
