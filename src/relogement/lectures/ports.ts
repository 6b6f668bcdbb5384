import { z } from "zod";
import { GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { ValeurCharte } from "#engagements/regles/charte/valeur-charte.ts";
import type { DecisionComite, MotifBlocage, ObjetDecisionComite } from "../regles/comite.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import type { EtapeRelogement, IdentiteReloge, MenageAReloger } from "../regles/menage.ts";
import type { LogementOffert, MotifRefusOffre, OffreRelogement, ReponseOffre } from "../regles/offre.ts";

/** null: whatever it is. */
export type FiltreMenages = {
  readonly operation: number | null;
  readonly etat: EtatRelogement | null;
};

export const TOUS_MENAGES: FiltreMenages = { operation: null, etat: null };

/** A file with its offers: what counters, lists and alerts are computed from. `bailSigneLe`: of the accepted offer. */
export type DossierRelogement = MenageAReloger & {
  readonly offres: readonly (OffreRelogement & { readonly bailSigneLe: string | null })[];
  readonly decisions: readonly DecisionComite[];
  readonly blocage: { readonly id: number; readonly motif: MotifBlocage; readonly ouvertLe: string } | null;
};

export type NouveauMenage = Omit<
  MenageAReloger,
  "id" | "operationNom" | "reference" | "bailleur" | "etat" | "etatDepuis" | "revision" | "closLe"
> & {
  readonly organisation: number;
  readonly identite: IdentiteReloge;
  /** Keyed hash of the numéro unique, as in the files of the SNE; null: not known. */
  readonly numeroHash: string | null;
};

/** The buildings that are to be demolished, as the file's forms need them. `organisation`: their bailleur; null when none is designated. */
export const immeubleRow = z.object({
  operation: z.number(),
  nom: z.string(),
  genre: z.enum(GENRES_OPERATION),
  organisation: z.number().nullable(),
});
export type Immeuble = Readonly<z.infer<typeof immeubleRow>>;

/** What a bailleur is told of an offer on its dwellings: not whose it is. */
export type OffreDuRelogeur = OffreRelogement & { readonly bailSigneLe: string | null };

/** An officer to whom buildings can be entrusted. */
export const officierRow = z.object({
  compte: z.number(),
  nom: z.string(),
  organisation: z.string(),
});
export type Officier = Readonly<z.infer<typeof officierRow>>;

/** What the file's forms write: everything but the state, which has its own acts. */
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

/** Rows that the person may not see do not exist for them: an officer has those of the buildings entrusted to them. */
export type RelogementQueries = {
  /** By reference. Offers and decisions first to last. */
  list(epci: string, filtre?: FiltreMenages): Promise<readonly DossierRelogement[]>;
  find(epci: string, id: number): Promise<DossierRelogement | null>;
  /** UUID of the household in the register of demandes, when the file is tied to one. */
  demandeur(epci: string, id: number): Promise<string | null>;
  /** A building of the programme; null when there is none that the person may see. */
  immeuble(epci: string, operation: number): Promise<Immeuble | null>;
  /** Names by file; those that this person may not read are absent. */
  identites(epci: string, relogements: readonly number[]): Promise<ReadonlyMap<number, IdentiteReloge>>;
  entretiens(epci: string, relogement: number): Promise<readonly Entretien[]>;
  /** The reference is drawn inside: prefix of the operation, next number. */
  add(epci: string, menage: NouveauMenage): Promise<number>;
  /** false when the file has been modified since that revision. */
  update(epci: string, id: number, revision: number, modification: ModificationMenage): Promise<boolean>;
  /** `numeroHash` absent: as it was. false when the person may not write names. */
  updateIdentite(epci: string, id: number, identite: IdentiteReloge, numeroHash?: string | null): Promise<boolean>;
  /** Moves the state if it is still `de`; false when it is not any more. */
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
  addEntretien(epci: string, relogement: number, entretien: Omit<Entretien, "id">): Promise<number>;
  /** Locks the file: two offers written together are counted one after the other. */
  lock(epci: string, id: number): Promise<boolean>;
  /** Returns its `id`. Its number is the next of the file. */
  addOffre(epci: string, offre: NouvelleOffre): Promise<number>;
  /** Offers on the dwellings of the bailleurs in whose name the person acts, latest first, without the files. */
  offresDuRelogeur(epci: string): Promise<readonly OffreDuRelogeur[]>;
  setVisite(epci: string, offre: number, le: string): Promise<boolean>;
  /** false when it was answered already; an accepted offer may still be refused or withdrawn before the lease. */
  repondre(epci: string, offre: number, reponse: ReponseDonnee): Promise<boolean>;
  signer(epci: string, offre: number, le: string): Promise<boolean>;
  /** The lease of an accepted offer is taken back. */
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
  /** Opens a blocked case, or gives the one that is still open. */
  addBlocage(epci: string, relogement: number, motif: MotifBlocage, le: string): Promise<number>;
  charte(epci: string, operation: number): Promise<readonly PointCharte[]>;
  setCharte(epci: string, operation: number, point: PointCharte): Promise<void>;
  /** What the territory wrote of its charte, whatever the day. */
  valeursCharte(epci: string): Promise<readonly ValeurCharte[]>;
  /** That of the same day is replaced. */
  setValeurCharte(epci: string, valeur: ValeurCharte): Promise<void>;
  missions(epci: string): Promise<readonly Mission[]>;
  /** Open files whose household has signed a lease after a commission: the file does not know it, its officer closes it. */
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
