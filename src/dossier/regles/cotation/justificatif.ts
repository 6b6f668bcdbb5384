import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import type { CodeFait } from "./fait.ts";

/** Facts that an accepted piece proves. A kind absent from this table proves no fact that a rule reads. */
const FAITS_JUSTIFIES: Readonly<Partial<Record<NaturePiece, readonly CodeFait[]>>> = {
  "avis-imposition": ["quartile", "plafond"],
  filiation: ["enfants-mineurs", "personnes"],
  "situation-familiale": ["parent-isole"],
  "situation-professionnelle": ["salarie", "action-logement", "profession"],
  salaires: ["salarie"],
  "bail-quittance": ["taux-effort", "logement", "suroccupation", "sous-occupation"],
  hebergement: ["logement"],
  structure: ["logement"],
  "sans-abri": ["logement"],
  propriete: ["proprietaire-ailleurs"],
  conge: ["motif"],
  mobilite: ["mobilite-professionnelle"],
  handicap: ["handicap", "prioritaire"],
  violences: ["violences", "prioritaire"],
  protection: ["violences", "prioritaire"],
  dalo: ["dalo", "prioritaire"],
};

export function faitsJustifies(natures: readonly string[]): readonly CodeFait[] {
  const connues: Readonly<Record<string, readonly CodeFait[]>> = FAITS_JUSTIFIES;
  return [...new Set(natures.flatMap((nature) => connues[nature] ?? []))];
}
