import type { Feuille } from "#socle/regles/table/feuille.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import type { AlerteMenage } from "./fiche-alertes.ts";

/** A household in a list, in words. */
export type LigneMenage = {
  readonly id: number;
  readonly reference: string;
  readonly operation: { readonly id: number; readonly nom: string };
  /** null: the reader may not read the names. */
  readonly nom: string | null;
  readonly etat: EtatRelogement;
  readonly souhait: string;
  readonly offres: string;
  /** Reste à charge today, euros a month; null: unknown. */
  readonly avant: number | null;
  /** Reste à charge of the accepted offer, else of the last one without a reply; null: none, or unknown. */
  readonly apres: number | null;
  /** true: an offer is accepted or waits for a reply, so a null `apres` is unknown, not absent. */
  readonly compare: boolean;
  readonly etape: string;
  readonly alertes: readonly { readonly code: AlerteMenage; readonly mot: string }[];
};

/** The same before its names are opened. */
export type LigneSansNom = Omit<LigneMenage, "nom">;

/** A cut of the list, and how many files it holds. Both null: all of them. */
export type VueMenages = {
  readonly etat: EtatRelogement | null;
  readonly alerte: AlerteMenage | null;
  readonly libelle: string;
  readonly compte: number;
};

export type OptionFiltre = { readonly code: string; readonly libelle: string };

export type ListeMenages = {
  readonly lignes: readonly LigneMenage[];
  /** Count of the files that the reader may read, before the filters. */
  readonly total: number;
  /** Of the lines; null: they are all there. */
  readonly feuille: Feuille | null;
  readonly phrase: string;
  /** Of the building that is asked for. */
  readonly vues: readonly VueMenages[];
  readonly immeubles: readonly OptionFiltre[];
  readonly etats: readonly OptionFiltre[];
};
