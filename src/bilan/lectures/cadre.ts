import { findManquants, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
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

/** What a bilan is judged by: legal floors and reading of 0 €, at the last day of the period, and the convention's targets. */
export type Cadre = {
  readonly periode: Periode;
  readonly horsQpv: { readonly regle: string; readonly plancher: Plancher };
  readonly qpv: { readonly regle: string; readonly plancher: Plancher };
  readonly nulles: Valeur<LectureRessourcesNulles>;
  readonly objectifs: readonly ObjectifRetenu[];
  /** What is published of the year: a period of which a quarter is not whole is not judged. null: what is counted is no period of a file. */
  readonly trimestres: readonly TrimestrePublie[] | null;
  /** Leases by their days, for objectives in parts. */
  readonly situes: Situes;
};

export function buildCadre(
  periode: Periode,
  objectifs: readonly ObjectifRetenu[],
  trimestres: Cadre["trimestres"] = null,
  situes: Situes = null,
): Cadre {
  const date = lastDayOfMonth(periode.annee, periode.dernierMois);
  return {
    periode,
    trimestres,
    situes,
    horsQpv: { regle: REGLE_HORS_QPV, plancher: findPlancher(TAUX_MINIMAL_HORS_QPV, date) },
    qpv: { regle: REGLE_EN_QPV, plancher: findPlancher(TAUX_MINIMAL_EN_QPV, date) },
    nulles: findValeur(RESSOURCES_NULLES, date),
    // A convention signed in October sets the whole year's objective: what counts is that it is in force before the year ends.
    objectifs: objectifs.filter((objectif) => objectif.depuis <= `${periode.annee}-12-31`),
  };
}

/** Nothing is judged before the end: what is counted is where things stand. */
export function isEnCours({ periode, trimestres }: Cadre): boolean {
  return trimestres !== null && findManquants(periode, trimestres).length > 0;
}

/**
 * Before the law (29 January 2017) there is no floor. The signed document measures 2016 against the coming one, to situate it:
 * so do we, and say « comparaison rétrospective » wherever the figure is shown. After the first text, nothing is ever assumed.
 */
function findPlancher(parametre: Parametre<number>, date: string): Plancher {
  const [first] = valeursOf(parametre);
  if (first && !hasValeur(parametre, date) && date < first.depuis) return { valeur: first, retrospectif: true };
  return { valeur: findValeur(parametre, date), retrospectif: false };
}
