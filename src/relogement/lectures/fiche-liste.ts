import type { EtatRelogement } from "../regles/etat.ts";
import type { AlerteMenage } from "./fiche-alertes.ts";

/** A household in a list, worded. */
export type LigneMenage = {
  readonly id: number;
  readonly reference: string;
  readonly operation: { readonly id: number; readonly nom: string };
  /** null: not for this person. */
  readonly nom: string | null;
  readonly etat: EtatRelogement;
  readonly souhait: string;
  readonly offres: string;
  /** Euros a month; null: not known. */
  readonly avant: number | null;
  /** Of the offer accepted, else awaited; null: none, or not known. */
  readonly apres: number | null;
  /** An offer is accepted or awaited: an unknown `apres` is then an unknown, not an absence. */
  readonly compare: boolean;
  readonly etape: string;
  readonly alertes: readonly { readonly code: AlerteMenage; readonly mot: string }[];
};

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
  /** Files that this person reads, before the filters. */
  readonly total: number;
  readonly page: { readonly numero: number; readonly pages: number };
  readonly phrase: string;
  /** Of the building that is asked for. */
  readonly vues: readonly VueMenages[];
  readonly immeubles: readonly OptionFiltre[];
  readonly etats: readonly OptionFiltre[];
};
