import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { findNoms } from "../regles/cas-bloque/noms.ts";

/** Maximum characters of the notes on one point. */
export const NOTES_MAX = 2_000;
export const DECISION_MAX = 600;
export const SUIVI_MAX = 600;

/**
 * Cleans a text of several lines that every partner reads; null when empty. Names of persons are refused: organisations carry decisions
 * out. A word about a person makes a warning. Refuses `texte-longueur`, `texte-nir`, `texte-nom`, `gouvernance-a-relire`.
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

/** Same as `cleanTenue` for a required text: refuses `gouvernance-incomplet` too. */
export function requireTenue(texte: string, champ: string, relu: boolean, limite: number): string {
  const clean = cleanTenue(texte, champ, relu, limite);
  if (clean === null) throw new Refus("gouvernance-incomplet", `${champ} : écrivez-le.`);
  return clean;
}
