import type { College, FonctionMembre, GenreInstance } from "#socle/regles/gouvernance/instance.ts";
import type {
  EtatDecisionInstance,
  EtatPoint,
  EtatPresence,
  EtatReunion,
  GenrePieceReunion,
  NaturePoint,
} from "#socle/regles/gouvernance/reunion.ts";
import type { ContenuReleve } from "./releve.ts";

/** Days are ISO; `quorum` is a share of the voices, null where no text sets one. */
export type Instance = {
  readonly id: number;
  readonly epci: string;
  readonly genre: GenreInstance;
  readonly nom: string;
  readonly objet: string | null;
  readonly frequenceMois: number | null;
  readonly quorum: number | null;
  readonly source: string | null;
  readonly creeeLe: string | null;
  readonly closeLe: string | null;
};

export type MembreInstance = {
  readonly id: number;
  readonly instance: number;
  readonly organisation: number | null;
  readonly nom: string;
  readonly college: College;
  readonly fonction: FonctionMembre;
  readonly voix: boolean;
  readonly depuis: string | null;
  readonly jusqua: string | null;
};

export type ContactInstance = {
  readonly id: number;
  readonly membre: number;
  readonly nom: string;
  readonly courriel: string;
};

/** `heure` is « 14:00 », local time of Paris. `sequence`: rank of the last event sent to calendars. */
export type Reunion = {
  readonly id: number;
  readonly epci: string;
  readonly instance: number;
  readonly numero: number;
  readonly uid: string;
  readonly sequence: number;
  readonly titre: string;
  readonly jour: string;
  readonly heure: string;
  readonly dureeMinutes: number;
  readonly lieu: string | null;
  readonly visio: string | null;
  readonly etat: EtatReunion;
  readonly convoqueeLe: string | null;
  readonly ouverteLe: string | null;
  readonly closeLe: string | null;
  readonly annuleeLe: string | null;
  readonly annulation: string | null;
  readonly quorum: number | null;
};

export type PointReunion = {
  readonly id: number;
  readonly reunion: number;
  readonly rang: number;
  readonly nature: NaturePoint;
  readonly reference: string | null;
  readonly titre: string;
  readonly constat: string | null;
  /** Address of the evidence under the territory (« objectifs?annee=2018 »); null: none. */
  readonly chemin: string | null;
  readonly notes: string | null;
  readonly etat: EtatPoint;
};

/** What the product proposes for an agenda, before anybody picks it. */
export type PointPropose = Pick<PointReunion, "nature" | "titre" | "chemin"> & {
  readonly reference: string;
  readonly constat: string;
};

export type PresenceReunion = {
  readonly membre: number;
  readonly etat: EtatPresence;
  readonly mandataire: number | null;
};

export type EnvoiReunion = {
  readonly id: number;
  readonly membre: number | null;
  readonly nom: string;
  readonly courriel: string;
  readonly methode: "REQUEST" | "CANCEL";
  readonly sequence: number;
  /** `depose`: written in the folder of outgoing messages, no mail server being set. */
  readonly etat: "a-envoyer" | "envoye" | "depose" | "echec";
  readonly motif: string | null;
  readonly envoyeLe: string | null;
};

export type PieceReunion = {
  readonly id: number;
  readonly reunion: number;
  readonly genre: GenrePieceReunion;
  readonly reference: string;
  readonly titre: string;
  readonly empreinte: string;
  readonly chemin: string;
};

export type DecisionInstance = {
  readonly id: number;
  readonly epci: string;
  readonly reunion: number;
  readonly point: number | null;
  /** « 2018-CC-02/3 ». */
  readonly numero: string;
  readonly texte: string;
  readonly organisation: number | null;
  readonly responsable: string;
  readonly echeance: string | null;
  readonly etat: EtatDecisionInstance;
  readonly mesure: number | null;
  readonly version: number | null;
  readonly cas: number | null;
  readonly publieLe: string | null;
};

export type FicheInstance = Omit<Instance, "id" | "epci" | "closeLe">;
export type FicheMembre = Omit<MembreInstance, "id" | "instance">;

export type InstanceQueries = {
  list(epci: string): Promise<readonly Instance[]>;
  find(epci: string, id: number): Promise<Instance | null>;
  membres(epci: string): Promise<readonly MembreInstance[]>;
  contacts(epci: string): Promise<readonly ContactInstance[]>;
  add(epci: string, fiche: FicheInstance): Promise<number>;
  /** false: it is not there, or is closed. */
  modify(epci: string, id: number, fiche: FicheInstance): Promise<boolean>;
  close(epci: string, id: number, le: string): Promise<boolean>;
  addMembre(epci: string, instance: number, fiche: FicheMembre): Promise<number>;
  modifyMembre(epci: string, membre: number, fiche: FicheMembre): Promise<boolean>;
  addContact(epci: string, membre: number, contact: Pick<ContactInstance, "nom" | "courriel">): Promise<void>;
  removeContact(epci: string, membre: number, contact: number): Promise<boolean>;
};

export type FicheReunion = Pick<Reunion, "titre" | "jour" | "heure" | "dureeMinutes" | "lieu" | "visio">;

/** Instants are ISO; what is absent does not change. */
export type PassageReunion = Pick<Reunion, "etat"> &
  Partial<Pick<Reunion, "convoqueeLe" | "ouverteLe" | "closeLe" | "annuleeLe" | "annulation" | "quorum" | "sequence">>;

export type NouvelEnvoi = Pick<EnvoiReunion, "membre" | "nom" | "courriel" | "methode" | "sequence">;

export type ReunionQueries = {
  /** The latest first. */
  list(epci: string): Promise<readonly Reunion[]>;
  find(epci: string, id: number): Promise<Reunion | null>;
  /** Takes the meeting until the transaction ends. */
  lock(epci: string, id: number): Promise<Reunion | null>;
  /** Gives the next rank of its instance. Returns the `id`. */
  add(epci: string, instance: number, fiche: FicheReunion): Promise<number>;
  modify(epci: string, id: number, fiche: FicheReunion & Pick<Reunion, "sequence">): Promise<void>;
  move(epci: string, id: number, passage: PassageReunion): Promise<void>;
  envois(epci: string, reunion: number): Promise<readonly EnvoiReunion[]>;
  /** One line an address, event and rank: the same is never written twice. */
  addEnvois(epci: string, reunion: number, envois: readonly NouvelEnvoi[]): Promise<void>;
  /** Takes the line until the transaction ends; null when it has left, or is in another's hands. */
  takeEnvoi(epci: string, envoi: number): Promise<EnvoiReunion | null>;
  noteEnvoi(
    epci: string,
    envoi: number,
    issue: Pick<EnvoiReunion, "etat" | "motif"> & { readonly le: string | null },
  ): Promise<void>;
  /** Those who read the cases of its agenda, instead of those written before. */
  setConvoques(
    epci: string,
    reunion: number,
    comptes: readonly number[],
    periode: { readonly du: string; readonly au: string },
  ): Promise<void>;
  pieces(epci: string, reunion: number): Promise<readonly PieceReunion[]>;
  /** false: it is attached already. */
  addPiece(epci: string, reunion: number, piece: Omit<PieceReunion, "id" | "reunion">): Promise<boolean>;
  removePiece(epci: string, reunion: number, piece: number): Promise<boolean>;
  /** Minutes frozen in the territory, the latest first. */
  releves(
    epci: string,
  ): Promise<readonly { readonly reunion: number; readonly numero: string; readonly empreinte: string }[]>;
};

/** A point to be written at the end of the agenda. */
export type NouveauPoint = Pick<PointReunion, "nature" | "reference" | "titre" | "constat" | "chemin">;

export type TenueQueries = {
  points(epci: string, reunion: number): Promise<readonly PointReunion[]>;
  presences(epci: string, reunion: number): Promise<readonly PresenceReunion[]>;
  /** At the end, in their order; one whose nature and reference are on the agenda already is left out. How many were written. */
  addPoints(epci: string, reunion: number, points: readonly NouveauPoint[]): Promise<number>;
  /** Those of the agenda, in the order they take. */
  order(epci: string, reunion: number, points: readonly number[]): Promise<void>;
  /** false: it is not on that agenda. */
  removePoint(epci: string, reunion: number, point: number): Promise<boolean>;
  notePoint(epci: string, reunion: number, point: number, note: Pick<PointReunion, "notes" | "etat">): Promise<boolean>;
  /** Instead of all those written before. */
  setPresences(epci: string, reunion: number, presences: readonly PresenceReunion[]): Promise<void>;
};

/** What a meeting did, frozen when it was closed. `contenu` is that of `releve.ts`. */
export type ReleveFige = {
  readonly id: number;
  readonly reunion: number;
  readonly numero: string;
  readonly contenu: ContenuReleve;
  readonly empreinte: string;
  /** ISO instant. */
  readonly figeLe: string;
};

export type ReleveQueries = {
  find(epci: string, reunion: number): Promise<ReleveFige | null>;
  add(
    epci: string,
    releve: Pick<ReleveFige, "reunion" | "numero" | "contenu" | "empreinte"> & { readonly figePar: string },
  ): Promise<void>;
};

export type NouvelleDecision = Omit<DecisionInstance, "id" | "epci" | "etat" | "publieLe">;

export type SuiviDecision = {
  readonly id: number;
  readonly decision: number;
  readonly le: string;
  readonly etat: EtatDecisionInstance;
  readonly note: string | null;
  /** Organisation that wrote it. */
  readonly par: string;
};

export type DecisionInstanceQueries = {
  /** All those of the territory, the latest first. */
  list(epci: string): Promise<readonly DecisionInstance[]>;
  find(epci: string, id: number): Promise<DecisionInstance | null>;
  add(epci: string, decision: NouvelleDecision): Promise<number>;
  /** The latest first. */
  suivis(epci: string, decision: number): Promise<readonly SuiviDecision[]>;
  /** false: it is not there, or is another organisation's. */
  suivre(epci: string, suivi: Omit<SuiviDecision, "id"> & { readonly organisation: number | null }): Promise<boolean>;
  /** false: it is published already. */
  publish(
    epci: string,
    decision: number,
    publication: {
      readonly instanceNom: string;
      readonly jour: string;
      readonly numero: string;
      readonly texte: string;
      readonly publieLe: string;
    },
  ): Promise<boolean>;
  /** false: it was not. */
  withdraw(epci: string, decision: number): Promise<boolean>;
};
