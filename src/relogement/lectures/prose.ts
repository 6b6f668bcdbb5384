import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/**
 * What is written of a household, cleaned; null when nothing is. What the CNIL's rule on comments warns of is shown before it is kept; of health,
 * nothing is ever kept: the file has the need, coded, without its cause. Refuses `texte-longueur`, `texte-nir`, `texte-sante`, `relogement-a-relire`.
 */
export function cleanTexte(texte: string, champ: string, relu: boolean): string | null {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean === "") return null;
  const sansSante = "Choisissez un besoin d’accès ou un accompagnement, sans en écrire la cause.";
  relireTexte(clean, `${champ} :`, { relu, aRelire: "relogement-a-relire", sansSante });
  return clean;
}

/** The same, where saying nothing is not an answer. Refuses `relogement-sans-texte` too. */
export function requireTexte(texte: string, champ: string, relu: boolean): string {
  const clean = cleanTexte(texte, champ, relu);
  if (clean !== null && clean.length >= 5) return clean;
  throw new Refus("relogement-sans-texte", `${champ} : dites-le en quelques mots, cinq caractères au moins.`);
}
