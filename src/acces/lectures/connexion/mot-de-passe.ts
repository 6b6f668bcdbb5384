import { Refus } from "#socle/regles/shared/refus.ts";
import { MOTS_COURANTS, MOTS_PREMIERS } from "./mots-de-passe-courants.ts";
import { isDivulgue } from "./mots-de-passe-divulgues.ts";
import { isSuite } from "./suites-clavier.ts";

/** ASVS 6.2.1 asks for 8 and recommends 15: we ask for twelve, without composition rules, and offer passkeys as a second factor. */
export const LONGUEUR_MIN = 12;
/** Bounds the memory of hashing. */
export const LONGUEUR_MAX = 256;
/** Characters left once known words are removed. */
const RESTE_MIN = 6;
const SIGNES_DIFFERENTS_MIN = 5;
/** A common word counts as two letters: the limits on trials let nobody search three different words out of a thousand. */
const POIDS_MOT = 2;

type Personne = {
  readonly courriel: string;
  readonly prenom: string;
  readonly nom: string;
  /** Names of the person's organisations and territories. */
  readonly organisations?: readonly string[];
};

/**
 * Refuses "mot-de-passe-court", "mot-de-passe-long" or "mot-de-passe-courant". No composition rule, and the typed text is unchanged: a sentence, or a
 * password manager's draw, passes as it is.
 */
export function checkMotDePasse(motDePasse: string, personne: Personne): void {
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
      "Ce mot de passe serait essayé parmi les premiers : un mot très courant ou déjà divulgué, une suite de touches, votre nom, votre adresse ou votre organisation. Choisissez plusieurs mots sans lien entre eux.",
    );
  }
}

function isCourant(motDePasse: string, personne: Personne): boolean {
  const simple = simplify(motDePasse);
  if (new Set(simple).size < SIGNES_DIFFERENTS_MIN || isSuite(simple)) return true;
  const propres = [personne.courriel, personne.prenom, personne.nom, ...(personne.organisations ?? [])];
  // A repeated word counts once.
  const lettres = lettersOf(simple).replace(/^(.+?)\1+$/, "$1");
  const chiffres = chiffresLibres(withoutLeet(simple));
  // A leaked word explains all its letters, like one of ours.
  if (isDivulgue(simple) || (isDivulgue(lettres) && chiffres < RESTE_MIN)) return true;
  return scoreOf(lettres, wordsOf(propres)) + chiffres < RESTE_MIN;
}

/** « Communauté d’agglomération » → « communaute », « agglomeration »: short words are dropped. */
function wordsOf(textes: readonly string[]): readonly string[] {
  return textes
    .flatMap((texte) => texte.split(/[^\p{L}\p{N}]+/u))
    .map(lettersOf)
    .filter((mot) => mot.length >= 3);
}

/** Longest first: « azertyuiop » is not « azerty » and a remainder. */
const CONNUS = [
  ...MOTS_PREMIERS.map((mot) => ({ mot, points: 0 })),
  ...MOTS_COURANTS.map((mot) => ({ mot, points: POIDS_MOT })),
].sort((a, b) => b.mot.length - a.mot.length);

/** Number of letters that no known word explains, plus the points of the distinct common words. */
function scoreOf(lettres: string, propres: readonly string[]): number {
  const siens = propres.map((mot) => ({ mot, points: 0 }));
  let score = 0;
  let reste = lettres;
  for (const { mot, points } of [...siens, ...CONNUS].sort((a, b) => b.mot.length - a.mot.length)) {
    if (!reste.includes(mot)) continue;
    score += points;
    // A space keeps the two sides from joining into another word.
    reste = reste.replaceAll(mot, " ");
  }
  return score + reste.replaceAll(" ", "").length;
}

/** Drops years and dates, runs, and four digits at an end, which are habits; the other digits count as chosen. */
function chiffresLibres(simple: string): number {
  const chiffres = simple.replace(/\D/g, "").replace(/(\d{4})?(19|20)\d{2}/g, "");
  return chiffres.length <= 4 || isSuite(chiffres) ? 0 : chiffres.length;
}

/** Lower case, no accent, no separator: attackers read « P@ssw0rd » as « password », hence so do we. */
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

/** A digit only stands for a letter between letters: « 2024 » stays a number. */
function withoutLeet(simple: string): string {
  return simple.replace(/(?<=[a-z])[@4310$!5]+(?=[a-z])/g, (signes) =>
    [...signes].map((signe) => LEET[signe] ?? "").join(""),
  );
}

function lettersOf(texte: string): string {
  return withoutLeet(simplify(texte)).replace(/[^a-z]/g, "");
}
