import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/**
 * A reason is about a building and figures: words about a person need a confirmation before they are kept for good. Refuses `liste-sans-motif`,
 * `texte-longueur`, `texte-nir`, `motif-a-relire`.
 */
export function cleanMotif(texte: string, relu: boolean): string {
  const motif = texte.trim().replaceAll("\r\n", "\n");
  if (motif.length < 5) throw new Refus("liste-sans-motif", "Motif : dites pourquoi, en cinq caractères au moins.");
  relireTexte(motif, "Motif :", { relu, aRelire: "motif-a-relire" });
  return motif;
}
