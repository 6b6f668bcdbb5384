import { findManquants, sayEnCours, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";

/** How far a year is counted, and whether it is complete. */
export type Etendue = {
  /** Last counted month, 1 to 12; 0 before the first lease. */
  readonly dernierMois: number;
  /** Last month of which leases are counted: `dernierMois`, or a later one with leases signed here that no file has yet. */
  readonly compteJusque: number;
  /** Last counted day, never after the file's. */
  readonly arreteAu: string;
  /** The last counted month was not over when its file was imported. */
  readonly entame: boolean;
  /** The four quarters are whole, and all counted. */
  readonly acheve: boolean;
  /** An earlier quarter than the last counted is not whole: the missing leases, hence the situation on that day, are unknown. */
  readonly lacune: boolean;
  /** One sentence naming the incomplete quarters; null when all are whole, or when nothing is counted. */
  readonly enCours: string | null;
};

/**
 * `demande`: last month asked for; null: all published ones. A month is known by the file of its quarter, with or without a lease: a lease may be
 * dated after its file. `provisoire`: last month with a lease signed here that no file has yet; 0: none.
 */
export function readEtendue(
  {
    annee,
    demande,
    provisoire = 0,
  }: { readonly annee: number; readonly demande: number | null; readonly provisoire?: number },
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
    compteJusque: Math.max(dernierMois, Math.min(demande ?? 12, provisoire)),
    arreteAu: entame ? deposeLe : fin,
    entame,
    acheve: manquants.length === 0 && dernierMois === 12,
    lacune: manquants.some(({ trimestre }) => trimestre < dernierTrimestre),
    enCours: dernierMois === 0 ? null : sayEnCours(periode, manquants),
  };
}

/** Last known month of an unfinished quarter: the month of its file's import; 0 when nothing is published. */
function lastTold(annee: number, { trimestre, present, deposeLe }: TrimestrePublie): number {
  if (!present || deposeLe === null || deposeLe < `${annee}-${String(trimestre * 3 - 2).padStart(2, "0")}-01`) return 0;
  return deposeLe > lastDayOfMonth(annee, trimestre * 3) ? trimestre * 3 : Number(deposeLe.slice(5, 7));
}

/** Months of an objective, both included, from January of its first year: 1 to 12 for a year, more for the next ones. */
export type Fenetre = { readonly premierMois: number; readonly dernierMois: number };
export const ANNEE_ENTIERE: Fenetre = { premierMois: 1, dernierMois: 12 };

/** A month with leases to come. `part`: share of its days, above 0, up to 1. */
export type MoisRestant = { readonly mois: number; readonly part: number };

/** Months still to come: the rest of the current one, then the others; empty for a past year. */
export function monthsToCome(
  { dernierMois, arreteAu, entame, acheve }: Etendue,
  fenetre: Fenetre = ANNEE_ENTIERE,
): readonly MoisRestant[] {
  if (acheve) return [];
  const after = Math.max(dernierMois, fenetre.premierMois - 1);
  const suivants = monthsBetween(after + 1, fenetre.dernierMois).map((mois) => ({ mois, part: 1 }));
  return entame ? [{ mois: dernierMois, part: shareToCome(arreteAu) }, ...suivants] : suivants;
}

/** As `monthsToCome`, for expectations from former years: empty when counted months have unknown gaps. */
export function monthsToExpect(etendue: Etendue): readonly MoisRestant[] {
  return etendue.lacune ? [] : monthsToCome(etendue);
}

/** The file's day itself is not over: it counts as to come. */
function shareToCome(jour: string): number {
  const jours = Number(lastDayOfMonth(Number(jour.slice(0, 4)), Number(jour.slice(5, 7))).slice(8));
  return (jours - Number(jour.slice(8)) + 1) / jours;
}

function monthsBetween(premier: number, dernier: number): readonly number[] {
  return Array.from({ length: Math.max(0, dernier - premier + 1) }, (_, rank) => premier + rank);
}
