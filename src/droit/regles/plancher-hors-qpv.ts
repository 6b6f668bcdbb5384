import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { capitalize, formatJour, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { TAUX_MINIMAL_HORS_QPV } from "./hors-qpv.ts";
import { findValeur, hasValeur, parametre, valeursOf } from "./parametre.ts";
import { leTexte } from "./texte.ts";

export type PlancherHorsQpv = {
  /** Between 0 and 1. */
  readonly taux: number;
  /** First day of the text that sets this rate. */
  readonly depuis: string;
  /** Name of that text without its article: « loi ELAN »; null: it has no name of its own. */
  readonly texte: string | null;
  readonly source: string;
  readonly confiance: Confiance;
  /** Whether the conférence's orientations may set another rate, with the préfet's agreement. */
  readonly adaptable: boolean;
};

/**
 * CCH, art. L. 441-1, as the signed convention quotes it (2017) : « Ce taux peut être, le cas échéant, adapté, compte tenu de la situation
 * locale […]. Il est révisé tous les trois ans […]. À défaut d’un tel objectif fixé, c’est le taux de 25 % qui s’applique. »
 * Loi n° 2018-1021 du 23 novembre 2018 (ELAN) : the adaptation is gone, 25 % everywhere.
 */
export const ADAPTATION_LOCALE_HORS_QPV = parametre.ouiNon("adaptation-locale-hors-qpv");

/** The floor on that day; null before the law of 27 January 2017, which created it. */
export function findPlancherHorsQpv(date: string): PlancherHorsQpv | null {
  if (!hasValeur(TAUX_MINIMAL_HORS_QPV, date)) return null;
  const { valeur, depuis, texte, source, confiance } = findValeur(TAUX_MINIMAL_HORS_QPV, date);
  const adaptable = hasValeur(ADAPTATION_LOCALE_HORS_QPV, date) && findValeur(ADAPTATION_LOCALE_HORS_QPV, date).valeur;
  return { taux: valeur, depuis, texte, source, confiance, adaptable };
}

/** The last text up to that day that ended the local adaptation; null: none. */
export function findFinAdaptation(date: string): { readonly depuis: string; readonly texte: string | null } | null {
  const known = valeursOf(ADAPTATION_LOCALE_HORS_QPV);
  return known.findLast(({ depuis, valeur }, rank) => depuis <= date && !valeur && known[rank - 1]?.valeur) ?? null;
}

/** A rate that a version sets for the whole EPCI and a year, between 0 and 1. */
export type TauxEcrit = { readonly annee: number; readonly taux: number };

/** Written rates under the floor of their year. */
export function findSousPlancher(ecrits: readonly TauxEcrit[]): readonly TauxEcrit[] {
  return ecrits.filter(({ annee, taux }) => taux < (findPlancherHorsQpv(`${annee}-12-31`)?.taux ?? 0));
}

/**
 * Permanent mention beside rates under the floor that were legal when signed: once the adaptation ended, they exempt from nothing. null when there is
 * nothing to say on `jour`, or when they never were legal (a blocking control).
 */
export function describeDerogation(ecrits: readonly TauxEcrit[], signeeLe: string | null, jour: string): string | null {
  const under = findSousPlancher(ecrits);
  const now = findPlancherHorsQpv(jour);
  if (under.length === 0 || signeeLe === null || now === null || now.adaptable) return null;
  if (!findPlancherHorsQpv(signeeLe)?.adaptable) return null;
  const written = joinFrench(under.map(({ annee, taux }) => `${formatTauxCourt(taux)} pour ${annee}`));
  const [these, exempt] = under.length > 1 ? ["ces taux écrits", "ne dispensent"] : ["ce taux écrit", "ne dispense"];
  const fin = findFinAdaptation(jour);
  if (fin === null) return null;
  return (
    `La convention écrit ${written}. ${capitalize(leTexte(fin.texte))} a supprimé l’adaptation locale le ${formatJour(fin.depuis)} : ` +
    `depuis ce jour, ${these} ${exempt} plus du plancher de ${sayPlancher(now, fin.depuis)}, qui est jugé à part.`
  );
}

/** « 25 % », or, once another text has changed the rate: « 30 % (depuis le 1er janvier 2027, loi n° …) ». */
function sayPlancher({ taux, depuis, texte }: PlancherHorsQpv, since: string): string {
  if (depuis <= since) return formatTauxCourt(taux);
  return `${formatTauxCourt(taux)} (depuis le ${formatJour(depuis)}${texte === null ? "" : `, ${texte}`})`;
}
