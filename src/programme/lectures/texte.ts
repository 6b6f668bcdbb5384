import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";

/**
 * Cleans the text of an operation; null when empty. The text is about buildings: a word about a person makes a warning before it is
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
  relireTexte(prose, `${champ}\u00A0:`, { relu, aRelire: "programme-a-relire", longueurPropre: true });
  return prose;
}
