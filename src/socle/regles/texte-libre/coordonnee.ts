import type { Extrait } from "./extrait.ts";

const TELEPHONE = /(?<![\d+])(?:(?:\+|00)33[\s.-]?(?:\(0\)[\s.-]?)?|0)[1-9](?:[\s.\-_]{0,2}\d{2}){4}(?!\d)/g;
const COURRIEL =
  /[\p{L}\d._%+-]{1,64}(?:@|\s?\((?:at|arobase)\)\s?|\[at\])[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/giu;
const IBAN = /(?<![A-Za-z\d])([A-Z]{2})\d{2}(?:[\s.-]?[A-Z\d]){11,30}/gi;
const CARTE = /(?<!\d)(?:\d{4}[\s.-]?){3}\d{1,7}(?!\d)/g;

/** IBAN length by country (registry of ISO 13616), for the SEPA countries. */
const LONGUEUR_IBAN: ReadonlyMap<string, number> = new Map(
  Object.entries({
    AD: 24,
    AT: 20,
    BE: 16,
    BG: 22,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
    ES: 24,
    FI: 18,
    FR: 27,
    GB: 22,
    GI: 23,
    GR: 27,
    HR: 21,
    HU: 28,
    IE: 22,
    IS: 26,
    IT: 27,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    MC: 27,
    MT: 31,
    NL: 18,
    NO: 15,
    PL: 28,
    PT: 25,
    RO: 24,
    SE: 24,
    SI: 19,
    SK: 24,
    SM: 27,
  }),
);

/** National or international French numbers, whatever the spacing. */
export function findTelephones(texte: string): readonly Extrait[] {
  return extraits(texte, TELEPHONE);
}

export function findCourriels(texte: string): readonly Extrait[] {
  return extraits(texte, COURRIEL);
}

/** IBAN by their check digits (ISO 13616), cards by Luhn's key. RIB are not searched: nothing tells one from another number. */
export function findBanques(texte: string): readonly Extrait[] {
  return [...findIbans(texte), ...findCartes(texte)];
}

function findIbans(texte: string): Extrait[] {
  return [...texte.matchAll(IBAN)].flatMap(({ 0: found, 1: pays = "", index }) => {
    const written = takeCharacters(found, LONGUEUR_IBAN.get(pays.toUpperCase()) ?? 0);
    const fin = index + written.length;
    const isWhole = written !== "" && !/[A-Za-z\d]/.test(texte.charAt(fin));
    return isWhole && hasIbanKey(written) ? [{ debut: index, fin }] : [];
  });
}

/** The beginning of `written` that holds `count` letters and digits; empty when there are fewer, or when `count` is 0. */
function takeCharacters(written: string, count: number): string {
  let seen = 0;
  for (let i = 0; i < written.length && count > 0; i++) {
    if (/[A-Za-z\d]/.test(written.charAt(i)) && ++seen === count) return written.slice(0, i + 1);
  }
  return "";
}

function hasIbanKey(written: string): boolean {
  const iban = written.replace(/[^A-Za-z\d]/g, "").toUpperCase();
  let remainder = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(char, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

/** Sixteen digits, together or by groups of four, whose first digit is that of a card network. */
function findCartes(texte: string): Extrait[] {
  return extraits(texte, CARTE).filter(({ debut, fin }) => {
    const digits = texte.slice(debut, fin).replace(/\D/g, "");
    return digits.length === 16 && /^[2-6]/.test(digits) && luhn(digits) % 10 === 0;
  });
}

function luhn(digits: string): number {
  return [...digits].reverse().reduce((sum, char, i) => {
    const digit = Number(char) * (i % 2 === 1 ? 2 : 1);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}

function extraits(texte: string, motif: RegExp): Extrait[] {
  return [...texte.matchAll(motif)].map(({ 0: found, index }) => ({ debut: index, fin: index + found.length }));
}
