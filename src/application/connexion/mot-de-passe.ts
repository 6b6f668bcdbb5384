import { Refus } from "#domain/shared/refus.ts";
import { MOTS_COURANTS } from "./mots-de-passe-courants.ts";

/** ASVS 6.2.1 asks for 8, and recommends 15: twelve, without any rule of composition, and a second factor by the passkeys. */
export const LONGUEUR_MIN = 12;
/** Longer is not stronger, and would only cost memory. */
export const LONGUEUR_MAX = 256;
/** What must be left once the words that anybody would try are taken out. */
const RESTE_MIN = 6;
const SIGNES_DIFFERENTS_MIN = 5;

/**
 * Refuses "mot-de-passe-court", "mot-de-passe-long" or "mot-de-passe-courant". No rule of composition, and nothing changed in what was
 * typed: a sentence, or what a password manager draws, passes as it is.
 */
export function checkMotDePasse(
  motDePasse: string,
  personne: { readonly courriel: string; readonly prenom: string; readonly nom: string },
): void {
  const longueur = [...motDePasse].length;
  if (longueur < LONGUEUR_MIN) {
    throw new Refus(
      "mot-de-passe-court",
      `Le mot de passe a ${longueur} caractère${longueur < 2 ? "" : "s"} : il en faut au moins ${LONGUEUR_MIN}. Une phrase de plusieurs mots convient très bien.`,
    );
  }
  if (longueur > LONGUEUR_MAX) {
    throw new Refus(
      "mot-de-passe-long",
      `Le mot de passe dépasse ${LONGUEUR_MAX} caractères. Choisissez-en un plus court.`,
    );
  }
  if (isCourant(motDePasse, personne)) {
    throw new Refus(
      "mot-de-passe-courant",
      "Ce mot de passe serait essayé parmi les premiers : un mot très courant, une suite de touches, votre nom ou votre adresse. Choisissez plusieurs mots sans lien entre eux.",
    );
  }
}

function isCourant(
  motDePasse: string,
  personne: { readonly courriel: string; readonly prenom: string; readonly nom: string },
): boolean {
  const simple = simplify(motDePasse);
  if (new Set(simple).size < SIGNES_DIFFERENTS_MIN || isSuite(simple)) return true;
  const propres = [...personne.courriel.split(/[@.+_-]/), ...personne.prenom.split(" "), ...personne.nom.split(" ")];
  const mots = [...propres.map(lettersOf).filter((mot) => mot.length >= 3), ...MOTS_COURANTS];
  return resteOf(lettersOf(simple), mots).length + chiffresLibres(simple) < RESTE_MIN;
}

/** Longest words first, so that « azertyuiop » is not read as « azerty » and a remainder. */
function resteOf(lettres: string, mots: readonly string[]): string {
  return [...mots].sort((a, b) => b.length - a.length).reduce((reste, mot) => reste.replaceAll(mot, ""), lettres);
}

/** Years and dates are the habit of everybody, like a run or four digits at an end; what is left counts as chosen. */
function chiffresLibres(simple: string): number {
  const chiffres = simple.replace(/\D/g, "").replace(/(\d{4})?(19|20)\d{2}/g, "");
  return chiffres.length <= 4 || isSuite(chiffres) ? 0 : chiffres.length;
}

/** Lower case, no accent, no separator: « P@ssw0rd » is read as « password » by whoever guesses, hence by us. */
function simplify(texte: string): string {
  return texte.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s/g, "");
}

const LEET: Readonly<Record<string, string>> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
};

/** A digit stands for a letter between letters only: « 2024 » stays a number. */
function lettersOf(texte: string): string {
  return simplify(texte)
    .replace(/(?<=[a-z])[@4310$!5]+(?=[a-z])/g, (signes) => [...signes].map((signe) => LEET[signe] ?? "").join(""))
    .replace(/[^a-z]/g, "");
}

const RANGEES = [
  "01234567890123456789",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
];

/** The whole of it follows a row of keys or the alphabet, in either sense, or repeats three signs. */
function isSuite(simple: string): boolean {
  const reverse = [...simple].reverse().join("");
  return (
    RANGEES.some((rangee) => rangee.includes(simple) || rangee.includes(reverse)) ||
    /^(.{1,4})\1{2,}.{0,3}$/.test(simple)
  );
}
