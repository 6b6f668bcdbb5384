import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import {
  type Champ,
  type Champs,
  champ,
  compteOuVide,
  Faute,
  groupe,
  type Lu,
  montantOuVide,
} from "#socle/routes/champs.ts";
import type { PatchReponses, ReponseAEcrire } from "../actes/ecrire-reponse.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";

/** What a page reads besides the file. */
export type ContexteLecture = {
  readonly aujourdhui: string;
  /** INSEE codes and names of secteurs of the territory. */
  readonly communes: readonly string[];
  readonly secteurs: readonly string[];
  readonly bailleurs: readonly string[];
};

/** One question: `saisie` fills its form from the file, `lire` parses what was sent. */
export type DefQuestion = {
  saisie(dossier: DossierOuvert): SaisieFormulaire;
  lire(saisie: SaisieFormulaire, contexte: ContexteLecture, dossier: DossierOuvert): Champ<ReponseAEcrire["patch"]>;
};

/** `dire`: builds the patch from the file as it is at the save, once all fields are valid. */
type Question<C extends Champs> = Pick<DefQuestion, "saisie"> & {
  champs(...lieu: Parameters<DefQuestion["lire"]>): C;
  dire(lu: Lu<C>, dossier: DossierOuvert): PatchReponses;
};

export function defineQuestion<C extends Champs>({ saisie, champs, dire }: Question<C>): DefQuestion {
  return { saisie, lire: (...lieu) => groupe(lieu[0], champs(...lieu), (lu) => (dossier) => dire(lu, dossier)) };
}

const EUROS_MAX = 2_000_000;

/** Whole euros: cents are rounded, since no rule reads them. Empty: null. */
export function euros(libelle: string): Champ<number | null> {
  const montant = montantOuVide(libelle, { max: EUROS_MAX, ecrire: "écrivez un nombre, par exemple 1 250" });
  return montant.transform((lu) => lu && Math.round(lu));
}

/** An amount, or the box « je ne sais pas »: exactly one is required. */
export function eurosOuInconnu(saisie: SaisieFormulaire, nom: string, libelle: string): Champ<number | null> {
  const ecrit = valeurDe(saisie, nom).trim() !== "";
  const inconnu = valeurDe(saisie, `${nom}_inconnu`) === "oui";
  return euros(libelle)
    .refine(() => ecrit || inconnu, `${libelle}\u00A0: écrivez un montant, ou cochez « Je ne sais pas ».`)
    .refine(
      (montant) => montant === null || !inconnu,
      `${libelle}\u00A0: gardez le montant, ou « Je ne sais pas », pas les deux.`,
    );
}

/** The box is ticked again when the question was answered without an amount. */
export function saisieEuros(champ: string, montant: number | null, repondue: boolean): SaisieFormulaire {
  if (montant !== null) return { [champ]: [String(montant)] };
  return repondue ? { [`${champ}_inconnu`]: ["oui"] } : {};
}

export function entierOuVide(libelle: string, max: number): Champ<number | null> {
  return compteOuVide(libelle, { chiffres: 4, max, ecrire: `écrivez un nombre entier, ${max} au plus` });
}

/** A required radio, which offers « je ne sais pas »: null. */
export function choixOuInconnu<const T extends string>(libelle: string, codes: readonly T[]): Champ<T | null> {
  return champ((valeur) => {
    if (valeur === "inconnu") return null;
    return codes.find((code) => code === valeur) ?? new Faute(`${libelle}\u00A0: choisissez une réponse.`);
  });
}

/** A commune of the territory, « ailleurs », or null. */
export function communeOuVide({ communes }: ContexteLecture): Champ<string | null> {
  return champ((valeur) => {
    if (valeur === "" || valeur === "ailleurs") return null;
    return communes.includes(valeur) ? valeur : new Faute("Commune\u00A0: choisissez dans la liste.");
  });
}
