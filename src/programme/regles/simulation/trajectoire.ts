import { computeFlux, type FluxAnnee } from "./flux.ts";
import type { HypothesesSimulation, Leviers, ParcSimule, ParcsSimules } from "./hypotheses.ts";
import { advanceParc, type ParcAnnee } from "./parc.ts";

/** Expected leases of a year below which there is none. */
const RIEN = 1e-9;

/** Subject of a simulation: the whole territory, or one bailleur with its shares of the programme. */
export type SujetSimule = {
  /** SIREN; null: the territory. */
  readonly bailleur: string | null;
  readonly reference: { readonly attributions: number; readonly q1: number };
  /** Leases wanted in a year; `qpv` null: unknown. */
  readonly attributions: { readonly horsQpv: number; readonly qpv: number | null };
  readonly partRelogements: number;
  readonly partNeufs: number;
  readonly parc: ParcsSimules;
};

/** A simulated year without chance. Fractions of leases are expectations. */
export type AnneeTrajectoire = FluxAnnee & {
  /** Households rehoused by this subject, hors QPV. */
  readonly relogementsHorsQpv: number;
  /** Leases hors QPV, rehousing included, new dwellings excluded: the wanted ones, or what the stock allows. */
  readonly ordinaires: number;
  /** Gain of the first quartile among ordinary attributions since the year of reference. */
  readonly gain: number;
  /** Rate hors QPV; null: no attribution. */
  readonly taux: number | null;
};

export type Trajectoire = {
  readonly annees: readonly AnneeTrajectoire[];
  /** Mean of the yearly rates of the period, without the years without attribution. null: no rate. */
  readonly periode: number | null;
  /** null: the stock or the yearly leases of that side are unknown. */
  readonly parcs: { readonly qpv: readonly ParcAnnee[] | null; readonly horsQpv: readonly ParcAnnee[] | null };
};

export function territoireSujet(h: HypothesesSimulation): SujetSimule {
  return {
    bailleur: null,
    reference: h.reference,
    attributions: h.attributionsAnnuelles,
    partRelogements: 1,
    partNeufs: 1,
    parc: h.parc,
  };
}

/** The model without chance, in closed form: expectations of every year. Cost: years × groups. */
export function computeTrajectoire(h: HypothesesSimulation, sujet: SujetSimule): Trajectoire {
  const flux = computeFlux(h, sujet.bailleur).map((annee) => ({ ...annee, neufs: annee.neufs * sujet.partNeufs }));
  const { qpv } = sujet.attributions;
  const parcQpv = qpv === null ? null : walkParc(sujet.parc.qpv, flux, () => qpv, { demolitions: true });
  const horsQpv = walkParc(sujet.parc.horsQpv, flux, ({ neufs }) => sujet.attributions.horsQpv + neufs, {
    demolitions: false,
  });
  const annees = flux.map((annee, rang) => describeAnnee(h, sujet, annee, horsQpv?.[rang]));
  const taux = annees.flatMap(({ annee, taux }) =>
    taux !== null && annee >= h.periode.debut && annee <= h.periode.fin ? [taux] : [],
  );
  const periode = taux.length === 0 ? null : taux.reduce((total, value) => total + value, 0) / taux.length;
  return { annees, periode, parcs: { qpv: parcQpv, horsQpv } };
}

/** Buildings to demolish are in QPV; rebuilt dwellings are hors QPV, and let besides the yearly leases. */
function walkParc(
  parc: ParcSimule | null,
  flux: readonly FluxAnnee[],
  demande: (annee: FluxAnnee) => number,
  { demolitions }: { readonly demolitions: boolean },
): ParcAnnee[] | null {
  if (parc === null) return null;
  const annees: ParcAnnee[] = [];
  for (const annee of flux) {
    const autres = parc.neufs.reduce((total, neufs) => total + (neufs.annee === annee.annee ? neufs.logements : 0), 0);
    annees.push(
      advanceParc(annees.at(-1) ?? parc, parc.rotation, {
        annee: annee.annee,
        demande: demande(annee),
        demolis: demolitions ? annee.demolis : 0,
        occupesDemolis: demolitions ? annee.occupesDemolis : 0,
        neufs: demolitions ? autres : autres + annee.neufs,
      }),
    );
  }
  return annees;
}

function describeAnnee(
  h: HypothesesSimulation,
  sujet: SujetSimule,
  annee: FluxAnnee,
  parc: ParcAnnee | undefined,
): AnneeTrajectoire {
  const ordinaires = parc ? Math.max(0, parc.entrees - annee.neufs) : sujet.attributions.horsQpv;
  const relogementsHorsQpv = annee.relogements * sujet.partRelogements * h.leviers.partHorsQpv;
  const gain = h.leviers.gainAnnuel * (annee.annee - h.reference.annee);
  const taux = computeTaux({ ordinaires, relogementsHorsQpv, neufs: annee.neufs, gain }, sujet.reference, h.leviers);
  return { ...annee, relogementsHorsQpv, ordinaires, gain, taux };
}

/**
 * All rehoused households count, whatever their quartile; the others at the rate of reference plus the gain; new PLAI at their own share, the other
 * new dwellings at the rate of reference. When more are rehoused than leases wanted, the leases are those of the rehoused.
 */
function computeTaux(
  annee: Pick<AnneeTrajectoire, "ordinaires" | "relogementsHorsQpv" | "neufs" | "gain">,
  reference: SujetSimule["reference"],
  { partPlai, partPlaiQ1 }: Leviers,
): number | null {
  const { relogementsHorsQpv: reloges, neufs } = annee;
  const autres = Math.max(0, annee.ordinaires - reloges);
  const total = reloges + autres + neufs;
  if (total < RIEN || reference.attributions === 0) return null;
  const p0 = reference.q1 / reference.attributions;
  const p = Math.min(1, Math.max(0, p0 + annee.gain));
  return (reloges + autres * p + neufs * (partPlai * partPlaiQ1 + (1 - partPlai) * p0)) / total;
}
