import { isSiren, isSiret } from "#socle/regles/shared/siren.ts";
import { quote } from "../french.ts";
import { type Contexte, type Defaut, isEmpty, type Lecteur, reject, warn } from "./defaut.ts";

/**
 * A closed list: written code → our value. « 0 » means « non renseigné » in the RPLS dictionary unless the list defines it. An unknown code rejects
 * the line, or empties the cell when `gravite` is AVE (columns that no rule reads). `dits`: the codes and what each means.
 */
export function oneOf<T>(
  codes: ReadonlyMap<string, T | null>,
  { gravite = "LIG", dits = listOf(codes) }: { readonly gravite?: "LIG" | "AVE"; readonly dits?: string } = {},
): Lecteur<T> {
  return (texte): T | null | Defaut<T> => {
    const code = foldCode(texte);
    const found = codes.get(code);
    if (found !== undefined) return found;
    if (isEmpty(texte) || code === "0") return null;
    const message = `Le code ${quote(texte)} n’est pas dans la liste de ce millésime (attendu : ${dits}).`;
    return gravite === "LIG"
      ? reject("code-inconnu", `${message} Corrigez cette cellule.`)
      : warn("code-inconnu", `${message} La cellule est laissée vide.`);
  };
}

function listOf(codes: ReadonlyMap<string, unknown>): string {
  const keys = [...codes.keys()].filter((key) => key.length <= 6);
  return keys.length > 20 ? `${keys.slice(0, 20).join(", ")}…` : keys.join(", ");
}

/** Upper case without accents; pandas writes 2.0 for 2. */
export function foldCode(texte: string): string {
  return texte
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/^(\d+)\.0$/, "$1")
    .replace(/[’']/g, "'")
    .toUpperCase()
    .trim();
}

const COMMUNE = /^(?:\d{5}|2[AB]\d{3})$/;

/** INSEE code, of a file whose territory is not known. */
export const codeCommune: Lecteur<string> = readCommune({});

export function readCommune(connu: Pick<Contexte, "isCommune">): Lecteur<string> {
  return (texte) => {
    if (isEmpty(texte)) return null;
    const code = texte.toUpperCase().replace(/\.0$/, "");
    if (COMMUNE.test(code) && code !== "00000" && code !== "99999") return code;
    if (/^[1-9]\d{3}$/.test(code)) return restoreZero(code, texte, connu);
    return reject(
      "code-commune",
      `${quote(texte)} n’est pas un code commune INSEE (cinq chiffres, ou 2A et 2B suivis de trois chiffres). Corrigez cette cellule.`,
    );
  };
}

/**
 * Spreadsheets drop the leading zero: the published Cannes file has 6029 for 06029. But 5164 is as well 51649 cut short: it is restored, with a warning,
 * only when that may be a commune of the territory's départements.
 */
export function restoreZero(code: string, ecrit: string, { isCommune }: Pick<Contexte, "isCommune">): Defaut<string> {
  const entier = `0${code}`;
  if (isCommune === undefined || isCommune(entier)) {
    return warn("zero-perdu", `Le code commune ${quote(ecrit)} a perdu son zéro de tête : lu ${entier}.`, entier);
  }
  return reject(
    "code-commune",
    `${quote(ecrit)} n’a que quatre chiffres, et ${entier} n’est pas une commune de ce département. Écrivez les cinq chiffres du code commune INSEE.`,
  );
}

/** Postal code: descriptive, so a lost zero is restored silently, and anything else is dropped with a warning. */
export const codePostal: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = texte.replace(/\.0$/, "");
  if (/^\d{4,5}$/.test(code)) return code.padStart(5, "0");
  return warn("code-postal", `${quote(texte)} n’est pas un code postal : la cellule est laissée vide.`);
};

/** The SIREN of a bailleur, written as a SIREN or as the SIRET of an establishment. */
export const sirenBailleur: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  const digits = texte.replace(/[\s\u00a0\u202f.-]/g, "").replace(/^(\d+)\.0$/, "$1");
  if (isSiren(digits)) return digits;
  if (isSiret(digits)) return digits.slice(0, 9);
  return reject(
    "siren-invalide",
    `${quote(texte)} n’est pas un SIREN ou un SIRET valide (clé fausse). Corrigez cette cellule.`,
  );
};
