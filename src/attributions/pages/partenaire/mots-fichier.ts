import type { Effet } from "../../regles/partenaire/ligne.ts";

export type ColonneModele = { readonly nom: string; readonly dit: string; readonly requise: boolean };

/** A column of the model: its header, what goes under it, whether every line needs it. */
export const colonne = (nom: string, dit: string, requise = false): ColonneModele => ({ nom, dit, requise });

/** Words of one kind of partner's file: notices of a bailleur, households of a réservataire. */
export type MotsFichier = {
  readonly racine: string;
  readonly titre: string;
  readonly chapo: string;
  readonly colonnes: readonly ColonneModele[];
  /** What the import does and does not do. */
  readonly regles: readonly string[];
  readonly effets: Readonly<Record<Effet, { readonly un: string; readonly plusieurs: string; readonly titre: string }>>;
  /** What a line is about: « Logement », « Ligne ». */
  readonly quoi: string;
  /** Says that the file is the whole list, so that who is not in it leaves; null: a file only adds. */
  readonly complete: string | null;
  readonly retour: { readonly chemin: string; readonly libelle: string };
};
