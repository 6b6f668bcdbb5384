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

export type OptionFiltre = { readonly code: string; readonly libelle: string };

export type ListeMenages = {
  readonly lignes: readonly LigneMenage[];
  /** Files that this person reads, before the filters. */
  readonly total: number;
  readonly page: { readonly numero: number; readonly pages: number };
  readonly phrase: string;
  readonly immeubles: readonly OptionFiltre[];
  readonly etats: readonly OptionFiltre[];
  readonly alertes: readonly OptionFiltre[];
};
