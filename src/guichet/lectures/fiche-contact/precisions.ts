import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { LIMITE_PRECISIONS } from "./ports.ts";

/** Cleans the free text; null when empty. Refuses `texte-longueur`, `texte-nir`, `texte-sante`, `fiche-a-relire`. */
export function cleanPrecisions(texte: string, relu: boolean): string | null {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean === "") return null;
  const longueur = [...clean.normalize("NFC")].length;
  if (longueur > LIMITE_PRECISIONS) {
    throw new Refus(
      "texte-longueur",
      `Précisions : ${longueur} caractères, ${LIMITE_PRECISIONS} au plus. Raccourcissez.`,
    );
  }
  const sansSante = "Dites le besoin de logement, sans en écrire la cause.";
  relireTexte(clean, "Précisions :", { relu, aRelire: "fiche-a-relire", sansSante });
  return clean;
}

const TELEPHONE = /^(?:\+\d{2,3}|0)[\d .-]{7,17}$/;
const COURRIEL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** Refuses `fiche-telephone`, `fiche-courriel`, and `fiche-injoignable`: a person without any contact cannot be called back. */
export function checkCoordonnees(telephone: string | null, courriel: string | null): void {
  if (telephone !== null && !TELEPHONE.test(telephone)) {
    throw new Refus("fiche-telephone", "Téléphone : écrivez un numéro, par exemple 03 25 00 00 00.");
  }
  if (courriel !== null && !(courriel.length <= 200 && COURRIEL.test(courriel))) {
    throw new Refus("fiche-courriel", "Courriel : écrivez une adresse, par exemple nom@exemple.fr.");
  }
  if (telephone === null && courriel === null) {
    throw new Refus("fiche-injoignable", "Donnez un téléphone ou un courriel : sans eux, personne ne pourra rappeler.");
  }
}
