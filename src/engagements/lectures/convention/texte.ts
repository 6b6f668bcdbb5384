import { Refus } from "#socle/regles/shared/refus.ts";
import { verifyTexteLibre } from "#socle/regles/texte-libre/verify-texte-libre.ts";

/** Acts use words of public policy (ménages, santé, insertion…): only what identifies a person is refused. */
const IDENTIFIANTS: readonly string[] = ["nir", "banque", "telephone", "courriel"];

const MIN = 3;

/** Trimmed text of an act. Throws `texte-trop-court`, `texte-trop-long`, or « texte-… » for a person's number or address. */
export function cleanTexte(champ: string, texte: string, max: number): string {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean.length < MIN) {
    throw new Refus("texte-trop-court", `${champ} : écrivez au moins ${MIN} caractères.`, { champ });
  }
  if (clean.length > max) {
    throw new Refus("texte-trop-long", `${champ} : ${max} caractères au plus. Raccourcissez le texte.`, { champ });
  }
  const found = verifyTexteLibre(clean).remarques.find(({ categorie }) => IDENTIFIANTS.includes(categorie));
  if (found) throw new Refus(found.code, `${champ} : ${found.message}`, { champ, categorie: found.categorie });
  return clean;
}

export const TITRE_MAX = 200;
export const OBJET_MAX = 2000;
export const ACTE_MAX = 300;
export const QUALITE_MAX = 120;
