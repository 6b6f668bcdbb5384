import type { Reponse } from "#domain/attribution/attribution.ts";
import type { DecisionComite, MotifBlocage, ObjetDecisionComite } from "#domain/relogement/comite.ts";
import type { EtatRelogement } from "#domain/relogement/etat.ts";
import type { EtapeRelogement, IdentiteReloge, MenageAReloger } from "#domain/relogement/menage.ts";
import type { LogementOffert, MotifRefusOffre, OffreRelogement, ReponseOffre } from "#domain/relogement/offre.ts";

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
};

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

export type Entretien = {
  readonly id: number;
  readonly le: string;
  readonly mode: ModeEntretien;
  readonly texte: string | null;
};

export type NouvelleOffre = {
  readonly relogement: number;
  readonly logement: LogementOffert;
  readonly proposeeLe: string;
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

export type Mission = {
  readonly id: number;
  readonly operation: number;
  readonly compte: number;
  readonly agent: string;
  readonly du: string;
  readonly au: string | null;
};

/** Rows that the person may not see do not exist for them: an officer has those of the buildings entrusted to them. */
export type RelogementQueries = {
  /** By reference. Offers and decisions first to last. */
  list(epci: string, filtre?: FiltreMenages): Promise<readonly DossierRelogement[]>;
  find(epci: string, id: number): Promise<DossierRelogement | null>;
  /** Names by file; those that this person may not read are absent. */
  identites(epci: string, relogements: readonly number[]): Promise<ReadonlyMap<number, IdentiteReloge>>;
  entretiens(epci: string, relogement: number): Promise<readonly Entretien[]>;
  /** The reference is drawn inside: prefix of the operation, next number. */
  add(epci: string, menage: NouveauMenage): Promise<number>;
  /** false when the file has been modified since that revision. */
  update(epci: string, id: number, revision: number, modification: ModificationMenage): Promise<boolean>;
  updateIdentite(epci: string, id: number, identite: IdentiteReloge): Promise<void>;
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
  addOffre(epci: string, offre: NouvelleOffre): Promise<number>;
  setVisite(epci: string, offre: number, le: string): Promise<boolean>;
  /** false when it was answered already. */
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
  addBlocage(epci: string, relogement: number, motif: MotifBlocage, le: string): Promise<number>;
  charte(epci: string, operation: number): Promise<readonly PointCharte[]>;
  setCharte(epci: string, operation: number, point: PointCharte): Promise<void>;
  missions(epci: string): Promise<readonly Mission[]>;
  addMission(
    epci: string,
    mission: { readonly operation: number; readonly compte: number; readonly du: string },
  ): Promise<number>;
  endMission(epci: string, id: number, au: string): Promise<boolean>;
};
