import { compareCles, eligiblesOf, type LotPlan, type MenageLot } from "./lot.ts";
import type { CriterePlan, ParametresPlan } from "./parametres-plan.ts";

/** What a household adds to the value of a proposal. An unknown value adds nothing: such households come last, and are counted. */
export function scoreOf(menage: MenageLot, critere: CriterePlan): number {
  return readCritere(menage, critere) ?? 0;
}

/** Order of the households: the criterion, then the other one, then the reference. Unknown comes after known. A total order, without ties. */
export function compareMenages(critere: CriterePlan): (a: MenageLot, b: MenageLot) => number {
  const autre = critere === "attente" ? "points" : "attente";
  return (a, b) =>
    compareKnown(readCritere(a, critere), readCritere(b, critere)) ||
    compareKnown(readCritere(a, autre), readCritere(b, autre)) ||
    compareCles(a.reference, b.reference);
}

function readCritere(menage: MenageLot, critere: CriterePlan): number | null {
  return critere === "attente" ? menage.attenteMois : menage.points;
}

function compareKnown(a: number | null, b: number | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return b - a;
}

/** Rank of each household in the order, from 0. */
function placesOf(lot: LotPlan, critere: CriterePlan): readonly number[] {
  const compare = compareMenages(critere);
  const places = new Array<number>(lot.menages.length).fill(0);
  const sorted = lot.menages.map((menage, rank) => ({ menage, rank })).sort((a, b) => compare(a.menage, b.menage));
  for (const [place, { rank }] of sorted.entries()) places[rank] = place;
  return places;
}

/** A batch with its eligible households sorted, dwelling by dwelling. */
export type LotOrdonne = {
  readonly lot: LotPlan;
  readonly critere: CriterePlan;
  readonly places: readonly number[];
  /** All of them. */
  readonly eligibles: readonly (readonly number[])[];
  /** Those allowed by the bound on ranks: the first `rangMax`. */
  readonly admis: readonly (readonly number[])[];
};

export function rangerLot(lot: LotPlan, { critere, rangMax }: Pick<ParametresPlan, "critere" | "rangMax">): LotOrdonne {
  const places = placesOf(lot, critere);
  const eligibles = eligiblesOf(lot).map((menages) => menages.toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0)));
  const admis = rangMax === null ? eligibles : eligibles.map((menages) => menages.slice(0, rangMax));
  return { lot, critere, places, eligibles, admis };
}
