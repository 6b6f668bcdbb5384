import { foldEntete } from "../decode/entete.ts";
import type { Objet } from "./contour.ts";

/** Properties of a feature as texts, under folded names: « CODE_QP » and « code_qp » are one. null and objects are left out. */
export type Proprietes = ReadonlyMap<string, string>;

export function readProprietes(properties: Objet, colonnes: Readonly<Record<string, string>> = {}): Proprietes {
  const renames = new Map(Object.entries(colonnes).map(([theirs, ours]) => [foldEntete(theirs), foldEntete(ours)]));
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(properties)) {
    const texte = toTexte(value);
    const plie = foldEntete(name);
    if (texte !== "") read.set(renames.get(plie) ?? plie, texte);
  }
  return read;
}

function toTexte(value: unknown): string {
  if (typeof value === "string") return value.trim().normalize("NFC");
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value)
    ? value.filter((item) => typeof item === "string" || typeof item === "number").join(",")
    : "";
}

export function findPropriete(proprietes: Proprietes, noms: readonly string[]): string | null {
  for (const nom of noms) {
    const found = proprietes.get(foldEntete(nom));
    if (found !== undefined) return found;
  }
  return null;
}

/** « true », « oui », 1. */
export function isOui(texte: string | null): boolean {
  return texte !== null && /^(?:true|oui|1)$/i.test(texte);
}
