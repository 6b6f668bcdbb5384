import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { findNoms } from "../../regles/cas-bloque/noms.ts";
import { LIMITE_COMPLEMENT } from "./ports.ts";

/**
 * Cleans the text of a case; null when empty. Names and health are always refused: the coded fields give the need without its cause. Other words that
 * the CNIL's rule on comments targets make a warning. Refuses `texte-longueur`, `texte-nir`, `texte-sante`, `texte-nom`, `cas-a-relire`.
 */
export function cleanComplement(texte: string, champ: string, relu: boolean): string | null {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean === "") return null;
  const longueur = [...clean.normalize("NFC")].length;
  if (longueur > LIMITE_COMPLEMENT) {
    throw new Refus(
      "texte-longueur",
      `${champ} : ${longueur} caractères, ${LIMITE_COMPLEMENT} au plus. Raccourcissez.`,
    );
  }
  const sansSante = "Choisissez un besoin codé, sans en écrire la cause.";
  relireTexte(clean, `${champ} :`, { relu, aRelire: "cas-a-relire", sansSante });
  checkNoms(clean, champ, relu);
  return clean;
}

function checkNoms(texte: string, champ: string, relu: boolean): void {
  const { personnes, majuscules } = findNoms(texte);
  const quote = (mots: readonly string[]) => mots.map((mot) => `« ${mot} »`).join(", ");
  if (personnes.length > 0) {
    throw new Refus(
      "texte-nom",
      `${champ} : ${quote(personnes)} nomme quelqu’un. Écrivez « le ménage » : qui doit le savoir connaît le dossier.`,
      { mots: personnes },
    );
  }
  if (majuscules.length === 0 || relu) return;
  throw new Refus(
    "cas-a-relire",
    `${champ} : ${quote(majuscules)} pourrait nommer une personne ou une résidence. Retirez-le, ou confirmez que vous avez relu.`,
    { mots: majuscules },
  );
}
