import type { Contingent, Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/** A freed dwelling of the batch, with what the objectives read. `id` is stable, and breaks ties. `bailleur`: a SIREN. */
export type LogementLot = {
  readonly id: string;
  readonly bailleur: string;
  readonly zone: Situation;
  readonly contingent: Contingent;
};

/** An eligible household of the batch. No name, no reason of priority. */
export type MenageLot = {
  /** Stable: it breaks ties. */
  readonly reference: string;
  readonly quartile: Quartile;
  readonly reloge: Reponse;
  readonly prioritaire: Reponse;
  /** Whole months since the registration of the demande; null: its day is unknown, which is not 0. */
  readonly attenteMois: number | null;
  /** Certain points of the cotation, the lower bound; null: not scored. */
  readonly points: number | null;
};

/** Ranks, from 0, in the two lists of the batch: this household may be proposed this dwelling. */
export type PaireLot = readonly [logement: number, menage: number];

export type LotPlan = {
  readonly logements: readonly LogementLot[];
  readonly menages: readonly MenageLot[];
  readonly paires: readonly PaireLot[];
};

/** For each dwelling, the rank of the proposed household; null: none. */
export type Affectation = readonly (number | null)[];

/** Maximum pairs, from the measures of the solver in this process; a larger territory splits by week or by secteur. */
export const PAIRES_MAX = 120_000;

/**
 * The batch sorted by identifiers: the proposal does not depend on the order of the rows of the database.
 * Throws `lot-trop-grand`, and an Error for a batch that its caller built wrongly.
 */
export function ordonnerLot(lot: LotPlan): LotPlan {
  if (lot.paires.length > PAIRES_MAX) {
    throw new Refus(
      "lot-trop-grand",
      `Ce lot a ${lot.paires.length.toLocaleString("fr-FR")} rapprochements possibles, plus que les ${PAIRES_MAX.toLocaleString("fr-FR")} qui se calculent en une fois. Choisissez moins de logements : par semaine, ou par secteur.`,
      { paires: lot.paires.length },
    );
  }
  const logements = sortRanks(lot.logements.map(({ id }) => id));
  const menages = sortRanks(lot.menages.map(({ reference }) => reference));
  const paires = lot.paires.map(
    ([logement, menage]): PaireLot => [placeOf(logements.places, logement), placeOf(menages.places, menage)],
  );
  return {
    logements: logements.ranks.flatMap((rank) => lot.logements[rank] ?? []),
    menages: menages.ranks.flatMap((rank) => lot.menages[rank] ?? []),
    paires: paires.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
  };
}

function sortRanks(cles: readonly string[]) {
  if (new Set(cles).size < cles.length) throw new Error("Two dwellings, or two households, have the same identifier.");
  const ranks = cles.map((_, rank) => rank).toSorted((a, b) => compareCles(cles[a] ?? "", cles[b] ?? ""));
  const places = new Array<number>(cles.length).fill(0);
  for (const [place, rank] of ranks.entries()) places[rank] = place;
  return { ranks, places };
}

function placeOf(places: readonly number[], rank: number): number {
  const place = places[rank];
  if (place === undefined) throw new Error(`The batch has no rank ${rank}.`);
  return place;
}

/** By code unit: no locale may change the order. */
export function compareCles(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Eligible households of each dwelling, as ranks. */
export function eligiblesOf(lot: LotPlan): readonly (readonly number[])[] {
  const eligibles = lot.logements.map((): number[] => []);
  for (const [logement, menage] of lot.paires) eligibles[logement]?.push(menage);
  return eligibles;
}
