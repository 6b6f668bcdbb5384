import { z } from "zod";
import { GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { ValeurCharte } from "#engagements/regles/charte/valeur-charte.ts";
import type { DecisionComite, MotifBlocage, ObjetDecisionComite } from "../regles/comite.ts";
import type { EnqueteRelogement } from "../regles/enquete.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import type { EtapeRelogement, IdentiteReloge, MenageAReloger } from "../regles/menage.ts";
import type { LogementOffert, MotifRefusOffre, OffreRelogement, ReponseOffre } from "../regles/offre.ts";

/** null: any. */
export type FiltreMenages = {
  readonly operation: number | null;
  readonly etat: EtatRelogement | null;
};

export const TOUS_MENAGES: FiltreMenages = { operation: null, etat: null };

/** A file with its offers, from which counters, lists and alerts are computed. `bailSigneLe`: of the accepted offer. */
export type DossierRelogement = MenageAReloger & {
  readonly offres: readonly (OffreRelogement & { readonly bailSigneLe: string | null })[];
  readonly decisions: readonly DecisionComite[];
  /** null: the household has not been asked since it was rehoused. */
  readonly enquete: EnqueteRelogement | null;
  readonly blocage: { readonly id: number; readonly motif: MotifBlocage; readonly ouvertLe: string } | null;
};

export type NouveauMenage = Omit<
  MenageAReloger,
  "id" | "operationNom" | "reference" | "bailleur" | "etat" | "etatDepuis" | "revision" | "closLe"
> & {
  readonly organisation: number;
  readonly identite: IdentiteReloge;
  /** Keyed hash of the numéro unique, as in the files of the SNE; null: unknown. */
  readonly numeroHash: string | null;
};

/** A building to demolish, for the forms of a file. `organisation`: its bailleur; null when none is designated. */
export const immeubleRow = z.object({
  operation: z.number(),
  nom: z.string(),
  genre: z.enum(GENRES_OPERATION),
  organisation: z.number().nullable(),
});
export type Immeuble = Readonly<z.infer<typeof immeubleRow>>;

/** What a bailleur may read of an offer on its dwellings: never the household. */
export type OffreDuRelogeur = OffreRelogement & { readonly bailSigneLe: string | null };

/** An officer to whom buildings may be entrusted. */
export const officierRow = z.object({
  compte: z.number(),
  nom: z.string(),
  organisation: z.string(),
});
export type Officier = Readonly<z.infer<typeof officierRow>>;

/** Fields of the forms of a file: all but the state, which has its own acts. */
export type ModificationMenage = Partial<
  Pick<
    MenageAReloger,
    | "personnes"
    | "quartile"
    | "ressources"
    | "origine"
    | "souhait"
    | "beneficiaireActionLogement"
    | "accompagnement"
    | "prochaineEtape"
  >
>;

export const MODES_ENTRETIEN = ["domicile", "permanence", "telephone", "autre"] as const;
export type ModeEntretien = (typeof MODES_ENTRETIEN)[number];

export const entretienRow = z.object({
  id: z.number(),
  le: z.string(),
  mode: z.enum(MODES_ENTRETIEN),
  texte: z.string().nullable(),
});
export type Entretien = Readonly<z.infer<typeof entretienRow>>;

export type NouvelleOffre = {
  readonly relogement: number;
  readonly logement: LogementOffert;
  readonly proposeeLe: string;
  readonly raisonRang: string | null;
  readonly decisionComite: number | null;
};

export type ReponseDonnee = {
  readonly reponse: Exclude<ReponseOffre, "attendue">;
  readonly le: string;
  readonly motif: MotifRefusOffre | null;
  readonly precision: string | null;
};

export type PointCharte = {
  readonly code: string;
  readonly reponse: Reponse;
  readonly le: string;
  readonly texte: string | null;
};

export const missionRow = z.object({
  id: z.number(),
  operation: z.number(),
  compte: z.number(),
  agent: z.string(),
  du: z.string(),
  au: z.string().nullable(),
});
export type Mission = Readonly<z.infer<typeof missionRow>>;

/** Rows that the actor may not read are absent: an officer sees the buildings entrusted to them. */
export type RelogementQueries = {
  /** By reference. Offers and decisions, oldest first. */
  list(epci: string, filtre?: FiltreMenages): Promise<readonly DossierRelogement[]>;
  find(epci: string, id: number): Promise<DossierRelogement | null>;
  /** UUID of the household in the register of demandes, when the file is tied to one. */
  demandeur(epci: string, id: number): Promise<string | null>;
  /** A building of the programme; null: none that the actor may read. */
  immeuble(epci: string, operation: number): Promise<Immeuble | null>;
  /** Names by file; absent when the actor may not read them. */
  identites(epci: string, relogements: readonly number[]): Promise<ReadonlyMap<number, IdentiteReloge>>;
  entretiens(epci: string, relogement: number): Promise<readonly Entretien[]>;
  /** The reference is made here: prefix of the operation, next number. */
  add(epci: string, menage: NouveauMenage): Promise<number>;
  /** false: the file was changed since that revision. */
  update(epci: string, id: number, revision: number, modification: ModificationMenage): Promise<boolean>;
  /** `numeroHash` absent: unchanged. false: the actor may not write names. */
  updateIdentite(epci: string, id: number, identite: IdentiteReloge, numeroHash?: string | null): Promise<boolean>;
  /** Moves the state if it is still `de`; false: it is not any more. */
  changeEtat(
    epci: string,
    id: number,
    change: { readonly de: EtatRelogement; readonly vers: EtatRelogement; readonly le: string },
  ): Promise<boolean>;
  setEtape(
    epci: string,
    id: number,
    etape: { readonly quoi: EtapeRelogement; readonly le: string | null } | null,
  ): Promise<void>;
  /** Replaces the former answers. */
  setEnquete(epci: string, id: number, enquete: EnqueteRelogement): Promise<void>;
  addEntretien(epci: string, relogement: number, entretien: Omit<Entretien, "id">): Promise<number>;
  /** Locks the file, so that two concurrent offers get their numbers one after the other. */
  lock(epci: string, id: number): Promise<boolean>;
  /** Returns the `id`; the number is the next of the file. */
  addOffre(epci: string, offre: NouvelleOffre): Promise<number>;
  /** Offers on the dwellings of the actor's bailleurs, latest first, without the files. */
  offresDuRelogeur(epci: string): Promise<readonly OffreDuRelogeur[]>;
  setVisite(epci: string, offre: number, le: string): Promise<boolean>;
  /** false: answered already; an accepted offer may still be refused or withdrawn before the lease. */
  repondre(epci: string, offre: number, reponse: ReponseDonnee): Promise<boolean>;
  signer(epci: string, offre: number, le: string): Promise<boolean>;
  /** Withdraws the lease of an accepted offer. */
  annulerBail(epci: string, offre: number): Promise<boolean>;
  addDecision(
    epci: string,
    decision: {
      readonly relogement: number;
      readonly objet: ObjetDecisionComite;
      readonly le: string;
      readonly motif: string;
    },
  ): Promise<number>;
  /** Opens a blocked case; returns the open one, if any. */
  addBlocage(epci: string, relogement: number, motif: MotifBlocage, le: string): Promise<number>;
  charte(epci: string, operation: number): Promise<readonly PointCharte[]>;
  setCharte(epci: string, operation: number, point: PointCharte): Promise<void>;
  /** Values of the territory's charte, for all days. */
  valeursCharte(epci: string): Promise<readonly ValeurCharte[]>;
  /** Replaces the value of the same day. */
  setValeurCharte(epci: string, valeur: ValeurCharte): Promise<void>;
  missions(epci: string): Promise<readonly Mission[]>;
  /** Open files whose household signed a lease after a commission: the file does not hold it, its officer has to close it. */
  logesEnCommission(
    epci: string,
  ): Promise<readonly { readonly id: number; readonly reference: string; readonly le: string }[]>;
  addMission(
    epci: string,
    mission: { readonly operation: number; readonly compte: number; readonly du: string },
  ): Promise<number>;
  endMission(epci: string, id: number, au: string): Promise<boolean>;
  /** Accounts with the role in force in the territory, by name. */
  officiers(epci: string): Promise<readonly Officier[]>;
};
