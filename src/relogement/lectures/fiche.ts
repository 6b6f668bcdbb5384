import type { LigneFiche } from "#socle/lectures/ligne-fiche.ts";
import type { IdentiteReloge } from "../regles/menage.ts";
import type { ReponseOffre } from "../regles/offre.ts";
import type { AlerteDossier } from "./fiche-alertes.ts";
import type { DossierRelogement } from "./ports.ts";

export type RubriqueFiche = { readonly titre: string; readonly lignes: readonly LigneFiche[] };

/** Another file, by its reference. */
export type LienDossier = { readonly id: number; readonly reference: string };

/** One act that the file allows now to this person. `chemin`: below the file's address. */
export type ActeFiche = { readonly chemin: string; readonly libelle: string; readonly principal: boolean };

/** One offer made, worded. Acts are those that it still waits for. */
export type FicheOffre = {
  readonly numero: number;
  readonly titre: string;
  readonly reponse: ReponseOffre;
  readonly libelleReponse: string;
  readonly lignes: readonly LigneFiche[];
  readonly alertes: readonly string[];
  readonly actes: readonly ActeFiche[];
};

/**
 * What the box after the last offer says. `ouverte`: an offer may be made. `comite`: the three were made, the next one asks for a decision.
 * `fermee`: the state of the file allows none.
 */
export type PlaceOffre = {
  readonly etat: "ouverte" | "comite" | "fermee";
  /** « Offre 2 sur 3 », « Quatrième offre ». */
  readonly titre: string;
  readonly phrase: string;
  readonly acte: ActeFiche | null;
};

export type Evenement = { readonly le: string; readonly phrase: string; readonly texte: string | null };

/** The file of one household as it is shown: everything is worked out and worded. */
export type FicheMenage = {
  readonly dossier: DossierRelogement;
  /** null: this person reads cases without names. */
  readonly identite: IdentiteReloge | null;
  /** « Offres, depuis le 4 mars 2026 ». */
  readonly phraseEtat: string;
  readonly prochaineEtape: string;
  readonly alertes: readonly AlerteDossier[];
  readonly actes: readonly ActeFiche[];
  readonly rubriques: readonly RubriqueFiche[];
  readonly offres: readonly FicheOffre[];
  readonly retirees: readonly FicheOffre[];
  readonly place: PlaceOffre;
  readonly historique: readonly Evenement[];
  readonly origine: LienDossier | null;
  readonly decohabitations: readonly LienDossier[];
  /** State of the file when it was read: a form gives it back, and writes over nothing else. */
  readonly etatLu: string;
  /** May write in this file. */
  readonly modifiable: boolean;
};
