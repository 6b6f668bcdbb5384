import { Refus } from "#domain/shared/refus.ts";
import { LIMITE_TEXTE_LIBRE, verifyTexteLibre } from "#domain/texte-libre/verify-texte-libre.ts";

/**
 * What is written of an operation, cleaned; null when nothing is. It speaks of buildings: a word about a person is shown before it is
 * kept. Refuses `texte-longueur`, `texte-nir`, `programme-a-relire`.
 */
export function cleanTexte(
  texte: string,
  champ: string,
  relu: boolean,
  limite: number = LIMITE_TEXTE_LIBRE,
): string | null {
  const prose = texte.trim().replaceAll("\r\n", "\n");
  if (prose === "") return null;
  if (prose.length > limite) {
    throw new Refus("texte-longueur", `${champ}\u00A0: ${limite} caractères au plus. Raccourcissez ce texte.`);
  }
  for (const remarque of verifyTexteLibre(prose).remarques) {
    if (remarque.categorie === "longueur") continue;
    const kept = remarque.gravite === "avertit";
    if (relu && kept) continue;
    throw new Refus(kept ? "programme-a-relire" : remarque.code, `${champ}\u00A0: ${remarque.message}`, {
      mots: remarque.mots,
    });
  }
  return prose;
}
