import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/**
 * Cleaned text about a place; null when empty. Words about a person need a confirmation; health is always refused: the closed vocabulary has the need
 * without its cause. Refuses `texte-longueur`, `texte-nir`, `texte-sante`, `remontee-a-relire`.
 */
export function cleanProse(texte: string, champ: string, relu: boolean): string | null {
  const prose = texte.trim().replaceAll("\r\n", "\n");
  if (prose === "") return null;
  relireTexte(prose, `${champ} :`, { relu, aRelire: "remontee-a-relire", sansSante: BESOIN });
  return prose;
}

const BESOIN =
  "Choisissez la nature « Besoin d’accompagnement », sans décrire personne : qui peut aider connaît le ménage.";
