import { quote } from "../french.ts";
import { type Contexte, type Defaut, isEmpty, type Lecteur, reject } from "./defaut.ts";

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?$/;
const FRANCAISE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const COURTE = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const MOIS = /^(\d{1,2})[/.-](\d{4})$/;
const MOIS_ISO = /^(\d{4})-(\d{2})$/;
const SERIE = /^\d{4,5}(?:[.,]\d+)?$/;
const DEBUT = 1850;
/** « Never » in every date format: a bailleur's software has no empty date. */
const JAMAIS = "1900-01-01";

/**
 * A day as "YYYY-MM-DD". Reads jj/mm/aaaa, jj-mm-aaaa hh:mm:ss, aaaa-mm-jj hh:mm:ss and a spreadsheet's serial number. The French order is never
 * swapped: 03/13/2018 is rejected, not read as 13 March.
 */
export function jour(contexte: Contexte, { future = false } = {}): Lecteur<string> {
  return (texte) => {
    if (isEmpty(texte)) return null;
    const lu = readDay(texte, contexte);
    if (lu === JAMAIS) return null;
    if (typeof lu !== "string") return lu;
    if (!future && lu > contexte.aujourdhui) {
      return reject("date-future", `La date ${quote(texte)} est dans le futur. Corrigez cette cellule.`);
    }
    if (Number(lu.slice(0, 4)) < DEBUT) {
      return reject("date-ancienne", `La date ${quote(texte)} est antérieure à ${DEBUT}. Corrigez cette cellule.`);
    }
    return lu;
  };
}

/** A month as "YYYY-MM": mm/aaaa, or the month of a whole date. 01/1900 and 99/9999 mean « not done ». */
export function mois(contexte: Contexte): Lecteur<string> {
  const readJour = jour(contexte);
  return (texte) => {
    if (isEmpty(texte) || texte === "99/9999") return null;
    const court = MOIS.exec(texte);
    const iso = MOIS_ISO.exec(texte);
    const [annee, rang] = court ? [court[2], court[1]] : [iso?.[1], iso?.[2]];
    const lu = readJour(annee && rang ? `${annee}-${rang.padStart(2, "0")}-01` : texte);
    return typeof lu === "string" ? lu.slice(0, 7) : lu;
  };
}

function readDay(texte: string, { depuis1904 }: Contexte): string | Defaut<string> {
  const iso = ISO.exec(texte);
  if (iso) return toDay(iso[1], iso[2], iso[3], texte);
  const francaise = FRANCAISE.exec(texte);
  if (francaise) return toDay(francaise[3], francaise[2], francaise[1], texte);
  if (COURTE.test(texte)) {
    return reject("date-annee-courte", `L’année de ${quote(texte)} est sur deux chiffres. Écrivez-la sur quatre.`);
  }
  if (SERIE.test(texte)) return fromSerial(Number(texte.replace(",", ".")), depuis1904, texte);
  return invalid(texte);
}

function toDay(annee: string | undefined, mois: string | undefined, jour: string | undefined, texte: string) {
  const [a, m, j] = [Number(annee), Number(mois), Number(jour)];
  if (m >= 1 && m <= 12 && j >= 1 && j <= daysIn(a, m)) {
    return `${annee}-${String(m).padStart(2, "0")}-${String(j).padStart(2, "0")}`;
  }
  if (m > 12 && m <= 31 && j <= 12) {
    return reject<string>(
      "date-invalide",
      `La date ${quote(texte)} n’existe pas : elle semble écrite mois/jour. Écrivez jour/mois/année.`,
    );
  }
  return invalid(texte);
}

function daysIn(annee: number, mois: number): number {
  if (mois !== 2) return [4, 6, 9, 11].includes(mois) ? 30 : 31;
  return (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0 ? 29 : 28;
}

function invalid(texte: string): Defaut<string> {
  return reject(
    "date-invalide",
    `${quote(texte)} n’est pas une date. Écrivez jour/mois/année, par exemple 05/10/2018.`,
  );
}

function fromSerial(serie: number, depuis1904: boolean, texte: string): string | Defaut<string> {
  return dayOfSerie(serie, depuis1904) ?? invalid(texte);
}

/**
 * ISO day of a spreadsheet's serial number; null outside 1 March 1900 – 2099. Serial 25569 is 1 January 1970 in the 1900 system; the 1904 system
 * starts 1 462 days later. Before 1 March 1900, serials are ambiguous.
 */
export function dayOfSerie(serie: number, depuis1904: boolean): string | null {
  const days = Math.floor(serie) + (depuis1904 ? 1462 : 0);
  if (days < 61 || days > 73_050) return null;
  // The only use of Date: calendar arithmetic on a given day, never the clock.
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
}
