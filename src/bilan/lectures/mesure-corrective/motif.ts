import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/**
 * A reason is about figures and acts: words about a person need a confirmation before they are kept for good. Refuses `mesure-sans-motif`,
 * `texte-longueur`, `texte-nir`, `motif-a-relire`.
 */
export function cleanMotif(texte: string, champ: string, relu: boolean): string {
  const motif = texte.trim().replaceAll("\r\n", "\n");
  if (motif.length < 5) {
    throw new Refus("mesure-sans-motif", `${champ} : dites pourquoi, en cinq caractères au moins.`);
  }
  relireTexte(motif, `${champ} :`, { relu, aRelire: "motif-a-relire" });
  return motif;
}
