import { z } from "zod";

/** Renames the columns of a row for the code: `cree_le` is `creeLe`. */
export function nameAsCode(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const colonne in row) named[nomDe(colonne)] = row[colonne];
  return named;
}

/** Bounded by the number of columns in the queries. */
const noms = new Map<string, string>();

function nomDe(colonne: string): string {
  let nom = noms.get(colonne);
  if (nom === undefined) {
    nom = colonne.replace(/_([a-z0-9])/g, (_, lettre: string) => lettre.toUpperCase());
    noms.set(colonne, nom);
  }
  return nom;
}

/** The engine's name of a column: `creeLe` is `cree_le`, and a number between two words is a word. */
export function colonneOf(nom: string): string {
  return nom.replace(/[A-Z]|\d+(?=[A-Z])/g, (mot) => `_${mot.toLowerCase()}`);
}

/** Columns to select for a row: every field of its schema, « r.cree_le, r.nom ». */
export function colonnesOf({ shape }: { readonly shape: object }, alias?: string): string {
  const noms = Object.keys(shape).map(colonneOf);
  return (alias === undefined ? noms : noms.map((nom) => `${alias}.${nom}`)).join(", ");
}

/** A row nested as JSON in another: its columns have the engine's names too. */
export function imbriquee<T>(ligne: z.ZodType<T>) {
  return z.preprocess((valeur) => (isRow(valeur) ? nameAsCode(valeur) : valeur), ligne);
}

function isRow(valeur: unknown): valeur is Readonly<Record<string, unknown>> {
  return typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
}
