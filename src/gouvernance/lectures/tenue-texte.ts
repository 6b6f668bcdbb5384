import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { findNoms } from "../regles/cas-bloque/noms.ts";

/** Characters of the notes on one point. */
export const NOTES_MAX = 2_000;
export const DECISION_MAX = 600;
export const SUIVI_MAX = 600;

/**
 * A text of several lines that every partner reads, cleaned; null when nothing is written. No civil status: what is decided is carried out by
 * organisations. A word about a person is shown before it is kept. Refuses `texte-longueur`, `texte-nir`, `texte-nom`, `gouvernance-a-relire`.
 */
export function cleanTenue(texte: string, champ: string, relu: boolean, limite: number): string | null {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean === "") return null;
  if (clean.length > limite) {
    throw new Refus("texte-longueur", `${champ} : ${limite} caractères au plus. Raccourcissez ce texte.`);
  }
  relireTexte(clean, `${champ} :`, { relu, aRelire: "gouvernance-a-relire", longueurPropre: true });
  const { personnes } = findNoms(clean);
  if (personnes.length > 0) {
    throw new Refus(
      "texte-nom",
      `${champ} : ${personnes.map((mot) => `« ${mot} »`).join(", ")} nomme quelqu’un. Écrivez l’organisme, sans nom de personne.`,
      { mots: personnes },
    );
  }
  return clean;
}

/** Refuses those of `cleanTenue`, `gouvernance-incomplet`. */
export function requireTenue(texte: string, champ: string, relu: boolean, limite: number): string {
  const clean = cleanTenue(texte, champ, relu, limite);
  if (clean === null) throw new Refus("gouvernance-incomplet", `${champ} : écrivez-le.`);
  return clean;
}
