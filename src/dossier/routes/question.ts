import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { choix } from "#socle/routes/champs.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import type { PatchReponses } from "../actes/ecrire-reponse.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";

/** What a page needs to know besides the file. */
export type ContexteLecture = {
  readonly aujourdhui: string;
  /** Of the territory: INSEE codes, and secteurs by their name. */
  readonly communes: readonly string[];
  readonly secteurs: readonly string[];
  readonly bailleurs: readonly string[];
};

/** One question: what its fields hold when it is shown, and what they say when they come back. */
export type DefQuestion = {
  saisie(dossier: DossierOuvert): SaisieFormulaire;
  /** Every mistake is in `lecture.erreurs`; the patch is applied to the file as it is when it is saved. */
  lire(lecture: Lecture, contexte: ContexteLecture, dossier: DossierOuvert): (dossier: DossierOuvert) => PatchReponses;
};

const EUROS_MAX = 2_000_000;

/** Whole euros: cents are rounded, since no rule reads them. Empty: null. */
export function lireEuros(lecture: Lecture, champ: string, libelle: string): number | null {
  const valeur = valeurDe(lecture.saisie, champ)
    .replaceAll(/[\s\u00a0\u202f€]/g, "")
    .replace(",", ".");
  if (valeur === "") return null;
  const nombre = /^\d{1,7}(\.\d{1,2})?$/.test(valeur) ? Math.round(Number(valeur)) : Number.NaN;
  if (nombre <= EUROS_MAX) return nombre;
  lecture.fail(champ, `${libelle} : écrivez un nombre, par exemple 1 250.`);
  return null;
}

/** An amount, or the box that says that it is not known: one of the two is an answer. */
export function lireEurosOuInconnu(lecture: Lecture, champ: string, libelle: string): number | null {
  const montant = lireEuros(lecture, champ, libelle);
  const inconnu = valeurDe(lecture.saisie, `${champ}_inconnu`) === "oui";
  if (montant === null && !inconnu && valeurDe(lecture.saisie, champ).trim() === "") {
    lecture.fail(champ, `${libelle} : écrivez un montant, ou cochez « Je ne sais pas ».`);
  }
  if (montant !== null && inconnu) {
    lecture.fail(champ, `${libelle} : gardez le montant, ou « Je ne sais pas », pas les deux.`);
  }
  return montant;
}

/** The box is ticked again when the question was answered without an amount. */
export function saisieEuros(champ: string, montant: number | null, repondue: boolean): SaisieFormulaire {
  if (montant !== null) return { [champ]: [String(montant)] };
  return repondue ? { [`${champ}_inconnu`]: ["oui"] } : {};
}

export function lireEntier(lecture: Lecture, champ: string, libelle: string, max: number): number | null {
  const valeur = valeurDe(lecture.saisie, champ).trim();
  if (valeur === "") return null;
  const nombre = /^\d{1,4}$/.test(valeur) ? Number(valeur) : Number.NaN;
  if (nombre <= max) return nombre;
  lecture.fail(champ, `${libelle} : écrivez un nombre entier, ${max} au plus.`);
  return null;
}

/** A radio that must be chosen; « je ne sais pas » is among its answers. */
export function lireChoix<const T extends string>(
  lecture: Lecture,
  champ: string,
  libelle: string,
  codes: readonly T[],
): T | null {
  return lecture.read(champ, choix(libelle, codes)) ?? null;
}

export function texte(valeur: string | number | null | undefined): readonly string[] {
  return valeur === null || valeur === undefined ? [] : [String(valeur)];
}
