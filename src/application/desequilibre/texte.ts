import { Refus } from "#domain/shared/refus.ts";
import { verifyTexteLibre } from "#domain/texte-libre/verify-texte-libre.ts";

/**
 * A reason speaks of a building and of figures: a word about a person is shown before it is kept for good.
 * Refuses `liste-sans-motif`, `texte-longueur`, `texte-nir`, `motif-a-relire`.
 */
export function cleanMotif(texte: string, relu: boolean): string {
  const motif = texte.trim().replaceAll("\r\n", "\n");
  if (motif.length < 5) throw new Refus("liste-sans-motif", "Motif : dites pourquoi, en cinq caractères au moins.");
  for (const remarque of verifyTexteLibre(motif).remarques) {
    if (relu && remarque.gravite === "avertit") continue;
    const code = remarque.gravite === "refuse" ? remarque.code : "motif-a-relire";
    throw new Refus(code, `Motif : ${remarque.message}`, { mots: remarque.mots });
  }
  return motif;
}
