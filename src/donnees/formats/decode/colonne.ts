import { refusals } from "../refusals.ts";
import { type Contexte, Defaut, isEmpty, type Lecteur } from "../values/defaut.ts";
import { unwrap } from "../values/texte.ts";
import { cleanCell, type Genre } from "./caracteres.ts";
import type { Encodage } from "./encodage.ts";
import { type Entete, findColonne } from "./entete.ts";
import type { LigneEnCours } from "./ligne.ts";

export type Definition<T> = {
  /** Names of the column, the preferred first. */
  readonly noms: readonly string[];
  readonly genre: Genre;
  readonly lecteur: (contexte: Contexte) => Lecteur<T>;
  /** Without this column, the file is refused. */
  readonly obligatoire?: boolean;
  /** An empty cell rejects the line. */
  readonly requis?: boolean;
  /** Absent from most files: it does not count in recognising one. */
  readonly rare?: boolean;
};

/** Both `obligatoire` and `requis`. */
export function requise<T>(noms: readonly string[], genre: Genre, lecteur: Definition<T>["lecteur"]): Definition<T> {
  return { noms, genre, lecteur, obligatoire: true, requis: true };
}

type Definitions = Readonly<Record<string, Definition<unknown>>>;
export type Colonnes<D extends Definitions> = {
  readonly [K in keyof D]: D[K] extends Definition<infer T> ? Colonne<T> : never;
};

/** Parsed cells cached per column: codes, years, dates and names of programmes repeat. Beyond, cells are parsed each time. */
const CACHE_MAX = 5_000;

/** V8 makes longer substrings views on their whole block: caching one would keep 64 KiB. */
const VUE_MIN = 13;

/** Excel's form of a long identifier: its last digits are lost. */
const SCIENTIFIQUE = /^\d+(?:[.,]\d+)?E\+?\d{1,3}$/i;
const SCIENTIFIQUE_SURE = /[.,+]/;

/** A column of the file; `index` is -1 when the file lacks it, and every cell is then null. */
export class Colonne<T> {
  readonly index: number;
  /** As written in the file. */
  readonly entete: string;
  readonly genre: Genre;
  readonly #lecteur: Lecteur<T>;
  readonly #encodage: Encodage;
  readonly #requis: boolean;
  readonly #lues = new Map<string, T | null | Defaut<T>>();
  /** Cached answers to cells of one ASCII character, by its code: most RPLS columns are such codes. */
  readonly #courtes: (T | null | Defaut<T> | undefined)[] = new Array(128).fill(undefined);
  #dernier = "";
  #derniereLue: T | null | Defaut<T> = null;

  constructor(index: number, entete: string, definition: Definition<T>, contexte: Contexte) {
    this.index = index;
    this.entete = entete;
    this.genre = definition.genre;
    this.#lecteur = definition.lecteur(contexte);
    this.#encodage = contexte.encodage;
    this.#requis = definition.requis ?? false;
  }

  get presente(): boolean {
    return this.index >= 0;
  }

  read(ligne: LigneEnCours): T | null {
    if (this.index < 0) return null;
    const texte = ligne.cells[this.index];
    if (texte === undefined || texte === "") return this.#requis ? this.#missing(ligne) : null;
    // Neighbouring lines are of one building: the same cell twice running skips the look-up.
    const lu = texte === this.#dernier ? this.#derniereLue : this.#readOther(texte, ligne);
    if (lu instanceof Defaut) {
      ligne.signalDefaut(lu, this.entete, this.genre === "secret" ? "" : texte);
      return lu.valeur;
    }
    return lu === null && this.#requis ? this.#missing(ligne) : lu;
  }

  #readOther(texte: string, ligne: LigneEnCours): T | null | Defaut<T> {
    // Identifiers do not repeat: caching them would only fill the memory.
    if (this.genre === "identifiant" || this.genre === "secret") return this.#readIdentifiant(unwrap(texte), ligne);
    const isShort = texte.length === 1;
    const known = isShort ? this.#courtes[texte.charCodeAt(0)] : this.#lues.get(texte);
    const lu = known === undefined ? this.#readNew(texte) : known;
    if (isShort && texte < "\u0080") this.#courtes[texte.charCodeAt(0)] = lu;
    this.#dernier = texte;
    this.#derniereLue = lu;
    return lu;
  }

  #readIdentifiant(texte: string, ligne: LigneEnCours): T | null | Defaut<T> {
    if (SCIENTIFIQUE.test(texte) && SCIENTIFIQUE_SURE.test(texte)) {
      throw refusals.identifiantPerdu(this.entete, ligne.numero);
    }
    return isEmpty(texte) ? null : this.#readClean(texte);
  }

  /** Checks characters first (encoding, invisible ones), then the value. Of two defects, returns the one that rejects the line. */
  #readClean(texte: string): T | null | Defaut<T> {
    const clean = cleanCell(texte, this.genre, this.#encodage);
    if (!(clean instanceof Defaut)) return this.#lecteur(clean);
    if (clean.gravite === "LIG") return new Defaut<T>("LIG", clean.code, clean.message);
    const lu = this.#lecteur(clean.valeur ?? texte);
    if (!(lu instanceof Defaut)) return new Defaut<T>("AVE", clean.code, clean.message, lu);
    return lu.gravite === "LIG" ? lu : new Defaut<T>("AVE", clean.code, clean.message, lu.valeur);
  }

  #readNew(texte: string): T | null | Defaut<T> {
    const isKept = this.#lues.size < CACHE_MAX;
    const own = isKept && texte.length >= VUE_MIN ? Buffer.from(texte, "utf16le").toString("utf16le") : texte;
    const nu = unwrap(own);
    const lu = nu === "" ? null : this.#readClean(nu);
    if (isKept) this.#lues.set(own, lu);
    return lu;
  }

  #missing(ligne: LigneEnCours): null {
    ligne.reject(
      "valeur-absente",
      this.entete,
      "",
      `La colonne « ${this.entete} » est vide : elle est indispensable. Complétez cette cellule.`,
    );
    return null;
  }
}

/** Finds each column in the header. The result has the same keys as the definitions. */
export function openColonnes<D extends Definitions>(definitions: D, entete: Entete, contexte: Contexte): Colonnes<D> {
  const entries = Object.entries(definitions).map(([key, definition]) => {
    const index = findColonne(entete, definition.noms);
    return [key, new Colonne(index, entete.cells[index] ?? definition.noms[0] ?? key, definition, contexte)];
  });
  // Object.fromEntries forgets the keys' types; they are the definitions' own.
  return Object.fromEntries(entries) as Colonnes<D>;
}

/** Names of the required columns that are missing. */
export function findAbsentes(definitions: Definitions, entete: Entete): readonly string[] {
  return Object.values(definitions)
    .filter((definition) => definition.obligatoire && findColonne(entete, definition.noms) < 0)
    .map((definition) => definition.noms[0] ?? "");
}

/** Our name for a header; null when the profile does not read it. */
export function nameOf(definitions: Definitions, entete: Entete, index: number): string | null {
  const found = Object.values(definitions).find((definition) => findColonne(entete, definition.noms) === index);
  return found?.noms[0] ?? null;
}

/** Headers of a file that has all of these columns, but for those that most files do without. */
export function headersOf(definitions: Definitions): readonly string[] {
  return Object.values(definitions).flatMap(({ noms: [prefere], rare }) =>
    prefere === undefined || rare ? [] : [prefere],
  );
}
