import type { Encodage } from "../decode/encodage.ts";
import { french } from "../french.ts";
import type { Gravite } from "../lecture.ts";

/** A reader's answer for a wrong cell; with AVE, `valeur` replaces the cell. */
export class Defaut<T> {
  readonly gravite: Gravite;
  readonly code: string;
  readonly message: string;
  readonly valeur: T | null;

  constructor(gravite: Gravite, code: string, message: string, valeur: T | null = null) {
    this.gravite = gravite;
    this.code = code;
    this.message = french(message);
    this.valeur = valeur;
  }
}

export function reject<T>(code: string, message: string): Defaut<T> {
  return new Defaut<T>("LIG", code, message);
}

/** The line is kept with `valeur` (null: the cell is unusable). */
export function warn<T>(code: string, message: string, valeur: T | null = null): Defaut<T> {
  return new Defaut<T>("AVE", code, message, valeur);
}

/** Reads a non-empty cell. Must be pure: its answers are cached. */
export type Lecteur<T> = (texte: string) => T | null | Defaut<T>;

export type Contexte = {
  /** ISO day; later dates are refused. */
  readonly aujourdhui: string;
  /** True when the workbook counts days from 1904 (old Excel for Mac) instead of 1900. */
  readonly depuis1904: boolean;
  readonly encodage: Encodage;
  /** Of a département of the territory; absent: any code may be one. */
  readonly isCommune?: (code: string) => boolean;
};

/** Spellings of « nothing » in real files: R's NA, the dictionary's NC (« non conforme »), SQL's NULL. */
const VIDES = new Set(["", "NA", "N/A", "NA/NA", "NC", "NR", "NULL", "#N/A", "-", "NONDOC"]);

export function isEmpty(texte: string): boolean {
  const first = texte.charCodeAt(0);
  // No spelling of « nothing » starts with a digit: most cells end here.
  if (first >= 48 && first <= 57) return false;
  return texte.length < 8 && VIDES.has(texte.toUpperCase());
}
