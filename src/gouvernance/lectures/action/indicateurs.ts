import type { IndicateurAction } from "../../regles/action/indicateur.ts";

/** `ferme`: not for this person. `refus`: a rule that computes it refused, and said why. */
export type EtatIndicateur = "lu" | "inconnu" | "ferme" | "refus";

/** A live figure beside an action, as every page and document shows it. */
export type IndicateurLu = {
  readonly code: IndicateurAction;
  readonly libelle: string;
  readonly etat: EtatIndicateur;
  /** The figure in a sentence, or why there is none. */
  readonly phrase: string;
  /** null unless it is read; rates between 0 and 1. */
  readonly valeur: number | null;
  readonly genre: "nombre" | "taux" | null;
  /** Out of how many; null for a count of its own, or a rate. */
  readonly sur: number | null;
  /** Address of the page that shows it whole, under the territory; null when it is not for this person. */
  readonly chemin: string | null;
};
