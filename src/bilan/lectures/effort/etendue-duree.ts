import { type DureeObjectif, fenetreOf, monthOf, yearOf } from "#donnees/regles/convention/duree-objectif.ts";
import { findManquants, sayEnCours, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { type Etendue, readEtendue } from "#engagements/lectures/effort/etendue.ts";
import { addDays, lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { type Periode, toTrimestre } from "#socle/regles/shared/periode.ts";

/** Quarters of each year that meets a period. */
export type TrimestresParAnnee = ReadonlyMap<number, readonly TrimestrePublie[]>;

/** Last month of each year, 1 to 12, with a lease signed here that no file has yet; a year without any may be absent. */
export type ProvisoiresParAnnee = ReadonlyMap<number, number>;

export function yearsOf({ du, au }: DureeObjectif): readonly number[] {
  return Array.from({ length: yearOf(au) - yearOf(du) + 1 }, (_, rank) => yearOf(du) + rank);
}

/**
 * How far a period is counted, as `readEtendue` for a year; months are numbered from January of its first year. `jusque`: last day considered; later
 * publications are ignored.
 */
export function readEtendueDuree(
  duree: DureeObjectif,
  { trimestres, provisoires }: { readonly trimestres: TrimestresParAnnee; readonly provisoires: ProvisoiresParAnnee },
  jusque: string,
): Etendue {
  const annees = periodesOf(duree).map((periode) =>
    readPartie(
      periode,
      { trimestres: trimestres.get(periode.annee), provisoire: provisoires.get(periode.annee) },
      jusque,
    ),
  );
  const compteJusque = Math.max(0, ...annees.map((one) => countedUntil(one, yearOf(duree.du))));
  const last = annees.findLast(({ periode, mois }) => mois >= periode.premierMois);
  if (!last) return { ...RIEN, compteJusque, arreteAu: addDays(duree.du, -1) };
  const { periode, lue, mois } = last;
  const isItsLast = mois === lue.dernierMois;
  const dernierMois = (periode.annee - yearOf(duree.du)) * 12 + mois;
  const missing = annees.flatMap((one) => one.manquants.map(({ trimestre }) => one.periode.annee * 4 + trimestre));
  return {
    dernierMois,
    compteJusque: Math.max(dernierMois, compteJusque),
    arreteAu: isItsLast ? lue.arreteAu : lastDayOfMonth(periode.annee, mois),
    entame: isItsLast && lue.entame,
    acheve: missing.length === 0 && dernierMois === fenetreOf(duree).dernierMois,
    lacune: missing.some((trimestre) => trimestre < periode.annee * 4 + Math.ceil(mois / 3)),
    enCours: annees.map((one) => sayEnCours(one.periode, one.manquants)).find((said) => said !== null) ?? null,
  };
}

const RIEN = { dernierMois: 0, entame: false, acheve: false, lacune: false, enCours: null };

/** The months of the period, by year. */
function periodesOf({ du, au }: DureeObjectif): readonly Periode[] {
  return yearsOf({ du, au }).map((annee) => {
    const premierMois = annee === yearOf(du) ? monthOf(du) : 1;
    const dernierMois = annee === yearOf(au) ? monthOf(au) : 12;
    const trimestre = dernierMois - premierMois === 2 ? toTrimestre(dernierMois / 3) : undefined;
    return { annee, code: trimestre === undefined ? "annee" : `T${trimestre}`, premierMois, dernierMois };
  });
}

type Lu = { readonly trimestres: readonly TrimestrePublie[] | undefined; readonly provisoire: number | undefined };

/** `mois`: last known month of the period; before the first one when there is none. */
function readPartie(periode: Periode, { trimestres = [], provisoire = 0 }: Lu, jusque: string) {
  const { annee, dernierMois } = periode;
  const demande = yearOf(jusque) > annee ? 12 : yearOf(jusque) < annee ? 0 : monthOf(jusque);
  const lue = readEtendue({ annee, demande, provisoire }, trimestres);
  return { periode, lue, mois: Math.min(dernierMois, lue.dernierMois), manquants: findManquants(periode, trimestres) };
}

/** Last month of which leases of this part count, from January of the first year; 0: none. */
function countedUntil({ periode, lue }: ReturnType<typeof readPartie>, premiere: number): number {
  const { annee, premierMois, dernierMois } = periode;
  return lue.compteJusque < premierMois ? 0 : (annee - premiere) * 12 + Math.min(dernierMois, lue.compteJusque);
}
