import { frenchNombre, quote } from "../french.ts";
import { isEmpty, type Lecteur, reject } from "./defaut.ts";

export type Bornes = { readonly min: number; readonly max: number };

const SIMPLE = /^-?\d+(?:\.\d*)?$/;
const UN_SEPARATEUR = /^(-?)(\d{1,3})[.,](\d{3})$/;
const MILLIERS_POINT = /^-?\d{1,3}(?:\.\d{3})+,\d+$/;
const MILLIERS_VIRGULE = /^-?\d{1,3}(?:,\d{3})+\.\d+$/;
const SCIENTIFIQUE = /^-?\d+(?:[.,]\d+)?e[+-]?\d+$/i;

/**
 * A number in French form: comma or point, spaces (U+00A0, U+202F) between thousands, « € » after, R's 1.1144e+006. « 1,234 » may be 1.234 or 1234:
 * when both fit the bounds, the line is rejected.
 */
export function decimal(bornes: Bornes, { absent = [] as readonly number[] } = {}): Lecteur<number> {
  return (texte) => {
    if (isEmpty(texte)) return null;
    const nu = strip(texte);
    const ambigu = UN_SEPARATEUR.exec(nu);
    if (ambigu) return readAmbiguous(ambigu, texte, bornes);
    const valeur = toNumber(nu);
    if (valeur === null)
      return reject("nombre-invalide", `${quote(texte)} n’est pas un nombre. Corrigez cette cellule.`);
    if (absent.includes(valeur)) return null;
    return within(valeur, texte, bornes);
  };
}

/** As `decimal`, rounded to the unit: RPLS has whole euros and square metres, SNE sometimes has cents. */
export function entier(bornes: Bornes, options: { absent?: readonly number[] } = {}): Lecteur<number> {
  const read = decimal(bornes, options);
  return (texte) => {
    const lu = read(texte);
    return typeof lu === "number" ? Math.round(lu) : lu;
  };
}

function strip(texte: string): string {
  return SIMPLE.test(texte) ? texte : texte.replace(/[\s\u00a0\u202f€]+/g, "").replace(/(?<=\d)(?:EUR|euros?)$/i, "");
}

function toNumber(nu: string): number | null {
  if (SIMPLE.test(nu)) return Number(nu);
  if (/^-?\d*,\d+$/.test(nu) || SCIENTIFIQUE.test(nu)) return Number(nu.replace(",", "."));
  if (MILLIERS_POINT.test(nu)) return Number(nu.replaceAll(".", "").replace(",", "."));
  if (MILLIERS_VIRGULE.test(nu)) return Number(nu.replaceAll(",", ""));
  if (/^-?\d{1,3}(?:[.,]\d{3}){2,}$/.test(nu)) return Number(nu.replace(/[.,]/g, ""));
  return null;
}

function readAmbiguous([, signe, avant, apres]: RegExpExecArray, texte: string, bornes: Bornes) {
  const decimale = Number(`${signe}${avant}.${apres}`);
  const milliers = Number(`${signe}${avant}${apres}`);
  // « 0,345 » and « 012,345 » have no thousands.
  const groupe = !avant?.startsWith("0") && fits(milliers, bornes);
  if (groupe && fits(decimale, bornes)) {
    return reject<number>(
      "nombre-ambigu",
      `${quote(texte)} peut se lire ${frenchNombre(decimale)} ou ${milliers}. Écrivez le nombre sans séparateur de milliers.`,
    );
  }
  return within(groupe ? milliers : decimale, texte, bornes);
}

function fits(valeur: number, { min, max }: Bornes): boolean {
  return valeur >= min && valeur <= max;
}

function within(valeur: number, texte: string, bornes: Bornes) {
  if (fits(valeur, bornes)) return valeur;
  return reject<number>(
    "nombre-hors-bornes",
    `${quote(texte)} n’est pas plausible : un nombre de ${bornes.min} à ${bornes.max} est attendu. Corrigez cette cellule.`,
  );
}

/** A year; 0 and 9999 mean « not said ». Later than today's year is refused. */
export function annee({ min, aujourdhui }: { readonly min: number; readonly aujourdhui: string }): Lecteur<number> {
  const max = Number(aujourdhui.slice(0, 4));
  return (texte) => {
    if (isEmpty(texte)) return null;
    const found = /^(\d{4})(?:\.0)?$/.exec(texte);
    const valeur = Number(found?.[1] ?? texte);
    if (valeur === 0 || valeur === 9999) return null;
    if (!found)
      return reject(
        "annee-invalide",
        `${quote(texte)} n’est pas une année sur quatre chiffres. Corrigez cette cellule.`,
      );
    if (valeur > max) return reject("date-future", `L’année ${valeur} est dans le futur. Corrigez cette cellule.`);
    if (valeur < min)
      return reject("date-ancienne", `L’année ${valeur} est antérieure à ${min}. Corrigez cette cellule.`);
    return valeur;
  };
}
