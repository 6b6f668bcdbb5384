/**
 * Kind of a refusal for the person who asked; the status of the answer is only read from it (`statut.ts`). `saisie`: understood, and refused with its
 * reason; `illisible`: not understood; `absent`: missing or not theirs, told alike; `conflit`: valid in itself, but not in the present state.
 */
export type GenreRefus =
  | "saisie"
  | "illisible"
  | "a-connecter"
  | "interdit"
  | "absent"
  | "methode"
  | "conflit"
  | "trop-grand"
  | "hote"
  | "trop-souvent"
  | "plus-tard";

type Details = Readonly<Record<string, unknown>>;

/**
 * A refusal that the user can understand and act on: `code` is stable and tested, `message` is French and shown as is. A defect of our own code is
 * never a Refus: it throws a plain Error and ends as a 500.
 */
export class Refus extends Error {
  override readonly name = "Refus";
  readonly code: string;
  readonly details: Details;
  readonly genre: GenreRefus;

  constructor(code: string, message: string, details: Details = {}, genre: GenreRefus = "saisie") {
    super(message);
    this.code = code;
    this.details = details;
    this.genre = genre;
  }

  /** A copy with another message, or more details. */
  with({ message = this.message, details = {} }: { readonly message?: string; readonly details?: Details }): Refus {
    return new Refus(this.code, message, { ...this.details, ...details }, this.genre);
  }

  /** True when the refusal is about the actor or their rights: no correction of the form can help. */
  get horsDePortee(): boolean {
    return this.genre === "a-connecter" || this.genre === "interdit" || this.genre === "absent";
  }
}

const refuse =
  (genre: GenreRefus) =>
  (code: string, message: string, details?: Details): Refus =>
    new Refus(code, message, details, genre);

export const introuvable = refuse("absent");
export const interdit = refuse("interdit");
export const conflit = refuse("conflit");
export const illisible = refuse("illisible");
export const nonConnecte = refuse("a-connecter");
export const tropGrand = refuse("trop-grand");
export const tropSouvent = refuse("trop-souvent");
export const plusTard = refuse("plus-tard");

export function pageIntrouvable(message = "Cette page n’existe pas, ou n’existe plus. Vérifiez l’adresse."): Refus {
  return introuvable("page-introuvable", message);
}
