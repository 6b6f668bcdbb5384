import type { College, FonctionMembre, GenreInstance } from "#domain/gouvernance/instance.ts";
import type {
  EtatDecisionInstance,
  EtatPoint,
  EtatPresence,
  EtatReunion,
  GenrePieceReunion,
  NaturePoint,
} from "#domain/gouvernance/reunion.ts";

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

export type InstanceQueries = {
  list(epci: string): Promise<readonly Instance[]>;
  membres(epci: string): Promise<readonly MembreInstance[]>;
  contacts(epci: string): Promise<readonly ContactInstance[]>;
};

export type ReunionQueries = {
  /** The latest first. */
  list(epci: string): Promise<readonly Reunion[]>;
  find(epci: string, id: number): Promise<Reunion | null>;
  envois(epci: string, reunion: number): Promise<readonly EnvoiReunion[]>;
  pieces(epci: string, reunion: number): Promise<readonly PieceReunion[]>;
};

export type TenueQueries = {
  points(epci: string, reunion: number): Promise<readonly PointReunion[]>;
  presences(epci: string, reunion: number): Promise<readonly PresenceReunion[]>;
};

export type DecisionInstanceQueries = {
  /** All those of the territory, the latest first. */
  list(epci: string): Promise<readonly DecisionInstance[]>;
};
