import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import type { Verdict } from "../bilan/bilan.ts";
import type { MemoireAnalyses } from "../desequilibre/analyse.ts";
import type { DiffusionPublique } from "../diffusion/ports.ts";
import type { Rapport } from "../rapport/ports.ts";
import type { CelluleEvaluation, ContenuPartie, TableauEvaluation } from "./evaluation.ts";

/** What every part is made from. `rapports`: the frozen report of each year, in their order; never empty. */
export type Matiere = {
  readonly epci: string;
  readonly annees: readonly number[];
  readonly rapports: readonly Rapport[];
  /** ISO day on which what no report has frozen is read. */
  readonly aujourdhui: string;
  /** First count of households that everyone may read. */
  readonly seuil: number;
  /** The last public release: what the version for everyone may say of leases. */
  readonly diffusee: DiffusionPublique | null;
  readonly memoire: MemoireAnalyses;
};

/** A part as the partners read it, and as everyone does. */
export type PartieLue = { readonly interne: ContenuPartie; readonly publique: ContenuPartie };

/** Throws what its source throws: a refusal becomes a sentence of the part. */
export type Lecteur = (base: Base, matiere: Matiere) => Promise<PartieLue>;

export function contenu(phrases: readonly string[], tableaux: readonly TableauEvaluation[] = []): ContenuPartie {
  return { lue: true, phrases, tableaux };
}

/** One sentence instead of figures. */
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

/** `colonnes`: a title, or `{ nombre: title }` for one of figures. */
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
