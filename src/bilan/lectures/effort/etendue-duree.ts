import { type DureeObjectif, fenetreOf, monthOf, yearOf } from "#donnees/regles/convention/duree-objectif.ts";
import { findManquants, sayEnCours, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { type Etendue, readEtendue } from "#engagements/lectures/effort/etendue.ts";
import { addDays, lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { type Periode, toTrimestre } from "#socle/regles/shared/periode.ts";

/** Quarters of each year that meets a period. */
export type TrimestresParAnnee = ReadonlyMap<number, readonly TrimestrePublie[]>;

export function yearsOf({ du, au }: DureeObjectif): readonly number[] {
  return Array.from({ length: yearOf(au) - yearOf(du) + 1 }, (_, rank) => yearOf(du) + rank);
}

/**
 * How far a period is counted, as `readEtendue` for a year; months are numbered from January of its first year. `jusque`: last day considered; later
 * publications are ignored.
 */
export function readEtendueDuree(duree: DureeObjectif, trimestres: TrimestresParAnnee, jusque: string): Etendue {
  const annees = periodesOf(duree).map((periode) => readPartie(periode, trimestres.get(periode.annee) ?? [], jusque));
  const last = annees.findLast(({ periode, mois }) => mois >= periode.premierMois);
  if (!last) return { ...RIEN, arreteAu: addDays(duree.du, -1) };
  const { periode, lue, mois } = last;
  const isItsLast = mois === lue.dernierMois;
  const dernierMois = (periode.annee - yearOf(duree.du)) * 12 + mois;
  const missing = annees.flatMap((one) => one.manquants.map(({ trimestre }) => one.periode.annee * 4 + trimestre));
  return {
    dernierMois,
    compteJusque: dernierMois,
    arreteAu: isItsLast ? lue.arreteAu : lastDayOfMonth(periode.annee, mois),
    entame: isItsLast && lue.entame,
    acheve: missing.length === 0 && dernierMois === fenetreOf(duree).dernierMois,
    lacune: missing.some((trimestre) => trimestre < periode.annee * 4 + Math.ceil(mois / 3)),
    enCours: annees.map((one) => sayEnCours(one.periode, one.manquants)).find((said) => said !== null) ?? null,
  };
}

const RIEN = { dernierMois: 0, compteJusque: 0, entame: false, acheve: false, lacune: false, enCours: null };

/** The months of the period, by year. */
function periodesOf({ du, au }: DureeObjectif): readonly Periode[] {
  return yearsOf({ du, au }).map((annee) => {
    const premierMois = annee === yearOf(du) ? monthOf(du) : 1;
    const dernierMois = annee === yearOf(au) ? monthOf(au) : 12;
    const trimestre = dernierMois - premierMois === 2 ? toTrimestre(dernierMois / 3) : undefined;
    return { annee, code: trimestre === undefined ? "annee" : `T${trimestre}`, premierMois, dernierMois };
  });
}

/** `mois`: last known month of the period; before the first one when there is none. */
function readPartie(periode: Periode, trimestres: readonly TrimestrePublie[], jusque: string) {
  const { annee, dernierMois } = periode;
  const demande = yearOf(jusque) > annee ? 12 : yearOf(jusque) < annee ? 0 : monthOf(jusque);
  const lue = readEtendue({ annee, demande }, trimestres);
  return { periode, lue, mois: Math.min(dernierMois, lue.dernierMois), manquants: findManquants(periode, trimestres) };
}
