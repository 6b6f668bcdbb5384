import type { LigneFiche } from "#socle/lectures/ligne-fiche.ts";
import type { IdentiteReloge } from "../regles/menage.ts";
import type { ReponseOffre } from "../regles/offre.ts";
import type { AlerteDossier } from "./fiche-alertes.ts";
import type { DossierRelogement } from "./ports.ts";

export type RubriqueFiche = { readonly titre: string; readonly lignes: readonly LigneFiche[] };

/** Another file, by its reference. */
export type LienDossier = { readonly id: number; readonly reference: string };

/** An act that the actor may do on the file now. `chemin`: path below the file's URL. */
export type ActeFiche = { readonly chemin: string; readonly libelle: string; readonly principal: boolean };

/** An offer made, in words, with the acts that are still possible on it. */
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
 * Box after the last offer. `ouverte`: an offer may be made. `comite`: the three were made, the next one needs a decision.
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

/** The file of one household as shown: all values are computed and in words. */
export type FicheMenage = {
  readonly dossier: DossierRelogement;
  /** null: the reader may not read the names. */
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
  /** Stamp of the file when it was read: the form posts it back, and a changed file is refused. */
  readonly etatLu: string;
  /** true: the reader may write in this file. */
  readonly modifiable: boolean;
};
