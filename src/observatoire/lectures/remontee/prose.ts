import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/**
 * What is written of a place, cleaned; null when nothing is. A word about a person is shown before it is kept; of somebody's health, nothing is
 * ever kept: the closed vocabulary has the need without its cause. Refuses `texte-longueur`, `texte-nir`, `texte-sante`, `remontee-a-relire`.
 */
export function cleanProse(texte: string, champ: string, relu: boolean): string | null {
  const prose = texte.trim().replaceAll("\r\n", "\n");
  if (prose === "") return null;
  relireTexte(prose, `${champ} :`, { relu, aRelire: "remontee-a-relire", sansSante: BESOIN });
  return prose;
}

const BESOIN =
  "Choisissez la nature « Besoin d’accompagnement », sans décrire personne : qui peut aider connaît le ménage.";
