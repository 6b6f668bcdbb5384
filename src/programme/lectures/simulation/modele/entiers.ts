import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { computeFlux, countNeufs } from "../../../regles/simulation/flux.ts";
import type { HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";

/** Counts of households and dwellings of a year, as integers for the draws. */
export type AnneeEntiere = { readonly relogements: number; readonly neufs: number; readonly plai: number };

const RIEN: AnneeEntiere = { relogements: 0, neufs: 0, plai: 0 };

/**
 * Rounds the yearly flows by the largest remainder over all years of the programme, simulated or not: the rehoused add up to the occupied
 * dwellings, and the rebuilt to the rate of reconstruction (rounded once). A year absent from `years` has no flow.
 */
export function roundFlux(h: HypothesesSimulation): (annee: number) => AnneeEntiere {
  const years = [
    ...h.groupes.flatMap(({ annee }) => [annee, annee + h.etalement.length]),
    ...h.calendrierNeufs.map(({ annee }) => annee),
  ];
  if (years.length === 0) return () => RIEN;
  const debut = Math.min(...years);
  const flux = computeFlux({ ...h, horizon: { debut, fin: Math.max(...years) } });
  const relogements = spread(
    flux.map((annee) => annee.relogements),
    h.groupes.reduce((total, { occupes }) => total + occupes, 0),
  );
  const neufs = spread(
    flux.map((annee) => annee.neufs),
    Math.round(countNeufs(h)),
  );
  const total = neufs.reduce((sum, count) => sum + count, 0);
  const plai = spread(neufs, Math.round(h.leviers.partPlai * total));
  return (annee) => {
    const i = annee - debut;
    return { relogements: relogements[i] ?? 0, neufs: neufs[i] ?? 0, plai: plai[i] ?? 0 };
  };
}

/** Share of one bailleur in the new dwellings of each year, and in their PLAI; what no bailleur takes is left out. */
export function shareNeufs(annee: AnneeEntiere, parts: readonly number[], rang: number): AnneeEntiere {
  const left = Math.max(0, 1 - parts.reduce((sum, part) => sum + part, 0));
  const neufs = spread([...parts, left], annee.neufs);
  const plai = spread(neufs, annee.plai);
  return { ...annee, neufs: neufs[rang] ?? 0, plai: plai[rang] ?? 0 };
}

/** Splits the leases of a year between the bailleurs, as in the year of reference; what none of them signs is left out. */
export function shareAttributions(h: HypothesesSimulation): number[] {
  const parts = h.bailleurs.map(({ attributions }) => attributions);
  const left = h.reference.attributions - parts.reduce((sum, part) => sum + part, 0);
  return spread([...parts, left], h.attributionsAnnuelles.horsQpv).slice(0, parts.length);
}

function spread(weights: readonly number[], total: number): number[] {
  return weights.some((weight) => weight > 0) ? apportion(weights, total) : weights.map(() => 0);
}
