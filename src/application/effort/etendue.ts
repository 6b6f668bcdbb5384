import { findManquants, sayEnCours, type TrimestrePublie } from "#domain/attribution/trimestre-publie.ts";
import { lastDayOfMonth } from "#domain/shared/calendrier.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import { monthsAfter } from "./serie.ts";

/** How much of a year is counted, and whether that is all of it. */
export type Etendue = {
  /** Last month counted, 1 to 12; 0 before the first lease. */
  readonly dernierMois: number;
  /** Last day counted: never later than the file that tells it. */
  readonly arreteAu: string;
  /** The four quarters are whole, and all of them are counted. */
  readonly acheve: boolean;
  /** A quarter before the last one counted is not whole: nobody knows how many leases are missing, nor where things stand that day. */
  readonly lacune: boolean;
  /** Which quarters are not whole, in one sentence; null when all are, or when nothing is counted. */
  readonly enCours: string | null;
};

/** `demande`: the last month that a person asks for. `dernierBail`: that of the last lease published, 0 without any. */
export function readEtendue(
  {
    annee,
    demande,
    dernierBail,
  }: { readonly annee: number; readonly demande: number | null; readonly dernierBail: number },
  trimestres: readonly TrimestrePublie[],
): Etendue {
  const periode = yearPeriode(annee);
  const manquants = findManquants(periode, trimestres);
  const entiers = ([1, 2, 3, 4] as const).filter((one) => manquants.every(({ trimestre }) => trimestre !== one));
  // A whole quarter is counted to its end, whatever the month of its last lease.
  const dernierMois = Math.min(demande ?? 12, Math.max(dernierBail, ...entiers.map((trimestre) => trimestre * 3)));
  const dernierTrimestre = Math.ceil(dernierMois / 3);
  const deposeLe = trimestres.find(({ trimestre }) => trimestre === dernierTrimestre)?.deposeLe ?? null;
  return {
    dernierMois,
    arreteAu: dernierMois === 0 ? `${annee - 1}-12-31` : earliest(lastDayOfMonth(annee, dernierMois), deposeLe),
    acheve: manquants.length === 0 && dernierMois === 12,
    lacune: manquants.some(({ trimestre }) => trimestre < dernierTrimestre),
    enCours: dernierMois === 0 ? null : sayEnCours(periode, manquants),
  };
}

function earliest(fin: string, deposeLe: string | null): string {
  return deposeLe !== null && deposeLe < fin ? deposeLe : fin;
}

/** The months whose leases are to come: after a December that is not over, what is left of it. */
export function monthsToCome({ dernierMois, acheve }: Etendue): readonly number[] {
  if (acheve) return [];
  return dernierMois === 12 ? [12] : monthsAfter(dernierMois);
}

/** The months that former years can be asked of: none when nobody knows what is missing of the months counted. */
export function monthsToExpect({ dernierMois, lacune }: Etendue): readonly number[] {
  return lacune ? [] : monthsAfter(dernierMois);
}
