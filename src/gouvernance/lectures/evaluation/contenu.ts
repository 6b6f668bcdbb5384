import type { Rapport } from "#bilan/lectures/rapport/ports.ts";
import type { MemoireAnalyses } from "#observatoire/lectures/desequilibre/analyse.ts";
import type { DiffusionPublique } from "#observatoire/lectures/diffusion/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { CelluleEvaluation, ContenuPartie, TableauEvaluation } from "./evaluation.ts";

/** Data of all parts. `rapports`: frozen report of each year, in order; never empty. */
export type Matiere = {
  readonly epci: string;
  readonly annees: readonly number[];
  readonly rapports: readonly Rapport[];
  /** ISO day of the reading of what is not frozen. */
  readonly aujourdhui: string;
  /** Smallest count of households that may be public. */
  readonly seuil: number;
  /** Last public release: the only source of the public form on leases. */
  readonly diffusee: DiffusionPublique | null;
  readonly memoire: MemoireAnalyses;
};

/** A part for the partners, and for the public. */
export type PartieLue = { readonly interne: ContenuPartie; readonly publique: ContenuPartie };

/** Throws what its source throws: a refusal becomes a sentence of the part. */
export type Lecteur = (base: Base, matiere: Matiere) => Promise<PartieLue>;

export function contenu(phrases: readonly string[], tableaux: readonly TableauEvaluation[] = []): ContenuPartie {
  return { lue: true, phrases, tableaux };
}

export function absente(phrase: string): ContenuPartie {
  return { lue: false, phrases: [phrase], tableaux: [] };
}

export async function lireOuDire(lecteur: Lecteur, base: Base, matiere: Matiere): Promise<PartieLue> {
  try {
    return await lecteur(base, matiere);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return {
      interne: absente(`Cette partie n’a pas pu être lue : ${error.message}`),
      publique: absente("Cette partie n’a pas pu être lue."),
    };
  }
}

export function texte(value: string): CelluleEvaluation {
  return { texte: value, verdict: null };
}

export function juge(value: string, verdict: Verdict): CelluleEvaluation {
  return { texte: value, verdict };
}

type Entete = string | { readonly nombre: string };

/** `colonnes`: a title, or `{ nombre: title }` for figures. */
export function tableau(
  titre: string,
  colonnes: readonly Entete[],
  lignes: TableauEvaluation["lignes"],
  fin: Partial<Pick<TableauEvaluation, "total" | "note">> = {},
): TableauEvaluation {
  return {
    titre,
    colonnes: colonnes.map((colonne) =>
      typeof colonne === "string" ? { titre: colonne, nombre: false } : { titre: colonne.nombre, nombre: true },
    ),
    lignes,
    total: fin.total ?? null,
    note: fin.note ?? null,
  };
}
