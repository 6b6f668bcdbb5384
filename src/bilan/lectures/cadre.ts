import { countRejetees, findManquants, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { REGLE_EN_QPV, TAUX_MINIMAL_EN_QPV } from "#droit/regles/en-qpv.ts";
import { REGLE_HORS_QPV, TAUX_MINIMAL_HORS_QPV } from "#droit/regles/hors-qpv.ts";
import { findValeur, hasValeur, type Parametre, valeursOf } from "#droit/regles/parametre.ts";
import { type LectureRessourcesNulles, RESSOURCES_NULLES } from "#droit/regles/quartile.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import type { Situes } from "./cible-en-parts.ts";

export type Plancher = { readonly valeur: Valeur<number>; readonly retrospectif: boolean };

/** What judges a bilan: legal floors and reading of 0 € on the last day of the period, and the convention's targets. */
export type Cadre = {
  readonly periode: Periode;
  readonly horsQpv: { readonly regle: string; readonly plancher: Plancher };
  readonly qpv: { readonly regle: string; readonly plancher: Plancher };
  readonly nulles: Valeur<LectureRessourcesNulles>;
  readonly objectifs: readonly ObjectifRetenu[];
  /** Published quarters of the year: a period with an incomplete quarter is not judged, and lines that were not read widen the bounds. null: nothing is counted, or from no file with a period. */
  readonly trimestres: readonly TrimestrePublie[] | null;
  /** Leases with their days, for objectives in parts. */
  readonly situes: Situes;
};

/** `trimestres` is never left out: a reader that forgot it would ignore what was not read. */
export function buildCadre(
  periode: Periode,
  objectifs: readonly ObjectifRetenu[],
  trimestres: Cadre["trimestres"],
  situes: Situes = null,
): Cadre {
  const date = lastDayOfMonth(periode.annee, periode.dernierMois);
  return {
    periode,
    trimestres,
    situes,
    horsQpv: { regle: REGLE_HORS_QPV, plancher: findPlancher(TAUX_MINIMAL_HORS_QPV, date) },
    qpv: { regle: REGLE_EN_QPV, plancher: findPlancher(TAUX_MINIMAL_EN_QPV, date) },
    nulles: nullesOf(periode),
    // A convention signed in October sets the whole year: its objective counts if it is in force before the year ends.
    objectifs: objectifs.filter((objectif) => objectif.depuis <= `${periode.annee}-12-31`),
  };
}

/** How a lease at 0 € is counted on the last day of the period. */
export function nullesOf({ annee, dernierMois }: Periode): Cadre["nulles"] {
  return findValeur(RESSOURCES_NULLES, lastDayOfMonth(annee, dernierMois));
}

/** Lines of the files of the period that were not read: perhaps leases of any part of it. */
export function countNonLues({ periode, trimestres }: Pick<Cadre, "periode" | "trimestres">): number {
  return trimestres === null ? 0 : countRejetees(periode, trimestres);
}

/** An unfinished period has a present situation, but no verdict. */
export function isEnCours({ periode, trimestres }: Cadre): boolean {
  return trimestres !== null && findManquants(periode, trimestres).length > 0;
}

/**
 * Before the law (29 January 2017) there is no floor. The signed document measures 2016 against the coming one, for comparison: so do we, with «
 * comparaison rétrospective » beside the figure. After the first text, nothing is assumed.
 */
function findPlancher(parametre: Parametre<number>, date: string): Plancher {
  const [first] = valeursOf(parametre);
  if (first && !hasValeur(parametre, date) && date < first.depuis) return { valeur: first, retrospectif: true };
  return { valeur: findValeur(parametre, date), retrospectif: false };
}
