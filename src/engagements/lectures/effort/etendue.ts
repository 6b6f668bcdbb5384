import { findManquants, sayEnCours, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";

/** How much of a year is counted, and whether that is all of it. */
export type Etendue = {
  /** Last month counted, 1 to 12; 0 before the first lease. */
  readonly dernierMois: number;
  /** Last day counted: never later than the file that tells it. */
  readonly arreteAu: string;
  /** The last month counted was not over when its file was taken in. */
  readonly entame: boolean;
  /** The four quarters are whole, and all of them are counted. */
  readonly acheve: boolean;
  /** A quarter before the last one counted is not whole: nobody knows how many leases are missing, nor where things stand that day. */
  readonly lacune: boolean;
  /** Which quarters are not whole, in one sentence; null when all are, or when nothing is counted. */
  readonly enCours: string | null;
};

/**
 * `demande`: the last month that a person asks for; null: all that is told. A month is told by the file of its quarter, whether it has a lease
 * or not, and no lease tells a month: one may be dated after its file.
 */
export function readEtendue(
  { annee, demande }: { readonly annee: number; readonly demande: number | null },
  trimestres: readonly TrimestrePublie[],
): Etendue {
  const periode = yearPeriode(annee);
  const manquants = findManquants(periode, trimestres);
  const dits = trimestres.map((one) => lastTold(annee, one));
  const dernierMois = Math.min(demande ?? 12, Math.max(0, ...dits));
  const dernierTrimestre = Math.ceil(dernierMois / 3);
  const deposeLe = trimestres.find(({ trimestre }) => trimestre === dernierTrimestre)?.deposeLe ?? null;
  const fin = dernierMois === 0 ? `${annee - 1}-12-31` : lastDayOfMonth(annee, dernierMois);
  const entame = dernierMois > 0 && deposeLe !== null && deposeLe <= fin;
  return {
    dernierMois,
    arreteAu: entame ? deposeLe : fin,
    entame,
    acheve: manquants.length === 0 && dernierMois === 12,
    lacune: manquants.some(({ trimestre }) => trimestre < dernierTrimestre),
    enCours: dernierMois === 0 ? null : sayEnCours(periode, manquants),
  };
}

/** Of a quarter that was not over, the month of the day its file was taken in; 0 when nothing of it is told. */
function lastTold(annee: number, { trimestre, present, deposeLe }: TrimestrePublie): number {
  if (!present || deposeLe === null || deposeLe < `${annee}-${String(trimestre * 3 - 2).padStart(2, "0")}-01`) return 0;
  return deposeLe > lastDayOfMonth(annee, trimestre * 3) ? trimestre * 3 : Number(deposeLe.slice(5, 7));
}

/** Months that an objective bears on, counted from January of its first year, both included: 1 to 12 for a year, beyond for those that follow. */
export type Fenetre = { readonly premierMois: number; readonly dernierMois: number };
export const ANNEE_ENTIERE: Fenetre = { premierMois: 1, dernierMois: 12 };

/** A month of which leases are to come. `part`: of its days, above 0, up to 1. */
export type MoisRestant = { readonly mois: number; readonly part: number };

/** What is to come of a year: what is left of a month under way, then the others; nothing of one that is over. */
export function monthsToCome(
  { dernierMois, arreteAu, entame, acheve }: Etendue,
  fenetre: Fenetre = ANNEE_ENTIERE,
): readonly MoisRestant[] {
  if (acheve) return [];
  const after = Math.max(dernierMois, fenetre.premierMois - 1);
  const suivants = monthsBetween(after + 1, fenetre.dernierMois).map((mois) => ({ mois, part: 1 }));
  return entame ? [{ mois: dernierMois, part: shareToCome(arreteAu) }, ...suivants] : suivants;
}

/** The same, for what former years can be asked of: nothing when nobody knows what is missing of the months counted. */
export function monthsToExpect(etendue: Etendue): readonly MoisRestant[] {
  return etendue.lacune ? [] : monthsToCome(etendue);
}

/** From the day of the file, which is not over either. */
function shareToCome(jour: string): number {
  const jours = Number(lastDayOfMonth(Number(jour.slice(0, 4)), Number(jour.slice(5, 7))).slice(8));
  return (jours - Number(jour.slice(8)) + 1) / jours;
}

function monthsBetween(premier: number, dernier: number): readonly number[] {
  return Array.from({ length: Math.max(0, dernier - premier + 1) }, (_, rank) => premier + rank);
}
