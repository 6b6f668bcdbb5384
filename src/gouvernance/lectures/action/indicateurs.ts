import type { IndicateurAction } from "../../regles/action/indicateur.ts";

/** `ferme`: closed to the reader. `refus`: the rule that computes it refused, and said why. */
export type EtatIndicateur = "lu" | "inconnu" | "ferme" | "refus";

/** A live figure beside an action, for every page and document. */
export type IndicateurLu = {
  readonly code: IndicateurAction;
  readonly libelle: string;
  readonly etat: EtatIndicateur;
  /** The figure in a sentence, or the reason why there is none. */
  readonly phrase: string;
  /** null unless `etat` is « lu »; rates between 0 and 1. */
  readonly valeur: number | null;
  readonly genre: "nombre" | "taux" | null;
  /** Total of which `valeur` is a part; null: no part, or a rate. */
  readonly sur: number | null;
  /** Path, under the territory, of the page of the figure; null: closed to the reader. */
  readonly chemin: string | null;
};
