import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/**
 * Cleans a text about a household; null when empty. Words that the CNIL's rule on comments targets make a warning before the text is kept; health
 * is always refused, since the file holds the coded need without its cause. Refuses `texte-longueur`, `texte-nir`, `texte-sante`,
 * `relogement-a-relire`.
 */
export function cleanTexte(texte: string, champ: string, relu: boolean): string | null {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean === "") return null;
  const sansSante = "Choisissez un besoin d’accès ou un accompagnement, sans en écrire la cause.";
  relireTexte(clean, `${champ} :`, { relu, aRelire: "relogement-a-relire", sansSante });
  return clean;
}

/** Same as `cleanTexte` for a required text. Refuses `relogement-sans-texte` too. */
export function requireTexte(texte: string, champ: string, relu: boolean): string {
  const clean = cleanTexte(texte, champ, relu);
  if (clean !== null && clean.length >= 5) return clean;
  throw new Refus("relogement-sans-texte", `${champ} : dites-le en quelques mots, cinq caractères au moins.`);
}
