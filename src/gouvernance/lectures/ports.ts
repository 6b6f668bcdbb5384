import { z } from "zod";
import { COLLEGES, FONCTIONS_MEMBRE, GENRES_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import {
  ETATS_DECISION_INSTANCE,
  ETATS_POINT,
  ETATS_PRESENCE,
  ETATS_REUNION,
  GENRES_PIECE_REUNION,
  NATURES_POINT,
} from "#socle/regles/gouvernance/reunion.ts";
import type { ContenuReleve } from "./releve.ts";

/** Days are ISO; `quorum`: share of the votes, null when no text sets one. */
export const instanceRow = z.object({
  id: z.number(),
  epci: z.string(),
  genre: z.enum(GENRES_INSTANCE),
  nom: z.string(),
  objet: z.string().nullable(),
  frequenceMois: z.number().nullable(),
  quorum: z.coerce.number().nullable(),
  source: z.string().nullable(),
  creeeLe: z.string().nullable(),
  closeLe: z.string().nullable(),
});
export type Instance = Readonly<z.infer<typeof instanceRow>>;

export const membreRow = z.object({
  id: z.number(),
  instance: z.number(),
  organisation: z.number().nullable(),
  nom: z.string(),
  college: z.enum(COLLEGES),
  fonction: z.enum(FONCTIONS_MEMBRE),
  voix: z.boolean(),
  depuis: z.string().nullable(),
  jusqua: z.string().nullable(),
});
export type MembreInstance = Readonly<z.infer<typeof membreRow>>;

export const contactInstanceRow = z.object({
  id: z.number(),
  membre: z.number(),
  nom: z.string(),
  courriel: z.string(),
});
export type ContactInstance = Readonly<z.infer<typeof contactInstanceRow>>;

/** `heure`: « 14:00 », local time of Paris. `sequence`: rank of the last event sent to calendars. */
export const reunionRow = z.object({
  id: z.number(),
  epci: z.string(),
  instance: z.number(),
  numero: z.number(),
  uid: z.string(),
  sequence: z.number(),
  titre: z.string(),
  jour: z.string(),
  heure: z.string(),
  dureeMinutes: z.number(),
  lieu: z.string().nullable(),
  visio: z.string().nullable(),
  etat: z.enum(ETATS_REUNION),
  convoqueeLe: z.string().nullable(),
  ouverteLe: z.string().nullable(),
  closeLe: z.string().nullable(),
  annuleeLe: z.string().nullable(),
  annulation: z.string().nullable(),
  quorum: z.number().nullable(),
});
export type Reunion = Readonly<z.infer<typeof reunionRow>>;

export const pointReunionRow = z.object({
  id: z.number(),
  reunion: z.number(),
  rang: z.number(),
  nature: z.enum(NATURES_POINT),
  reference: z.string().nullable(),
  titre: z.string(),
  constat: z.string().nullable(),
  /** Path of the evidence under the territory (« objectifs?annee=2018 »); null: none. */
  chemin: z.string().nullable(),
  notes: z.string().nullable(),
  etat: z.enum(ETATS_POINT),
});
export type PointReunion = Readonly<z.infer<typeof pointReunionRow>>;

/** A point that Blaise proposes for an agenda. */
export type PointPropose = Pick<PointReunion, "nature" | "titre" | "chemin"> & {
  readonly reference: string;
  readonly constat: string;
};

export const presenceReunionRow = z.object({
  membre: z.number(),
  etat: z.enum(ETATS_PRESENCE),
  mandataire: z.number().nullable(),
});
export type PresenceReunion = Readonly<z.infer<typeof presenceReunionRow>>;

export const envoiRow = z.object({
  id: z.number(),
  membre: z.number().nullable(),
  nom: z.string(),
  courriel: z.string(),
  methode: z.enum(["REQUEST", "CANCEL"]),
  sequence: z.number(),
  /** `depose`: written in the folder of outgoing messages, without a mail server. */
  etat: z.enum(["a-envoyer", "envoye", "depose", "echec"]),
  motif: z.string().nullable(),
  envoyeLe: z.string().nullable(),
});
export type EnvoiReunion = Readonly<z.infer<typeof envoiRow>>;

export const pieceReunionRow = z.object({
  id: z.number(),
  reunion: z.number(),
  genre: z.enum(GENRES_PIECE_REUNION),
  reference: z.string(),
  titre: z.string(),
  empreinte: z.string(),
  chemin: z.string(),
});
export type PieceReunion = Readonly<z.infer<typeof pieceReunionRow>>;

export const nouvellePieceRow = pieceReunionRow.omit({ id: true, reunion: true });
export type NouvellePiece = Readonly<z.infer<typeof nouvellePieceRow>>;

export const decisionRow = z.object({
  id: z.number(),
  epci: z.string(),
  reunion: z.number(),
  point: z.number().nullable(),
  /** « 2018-CC-02/3 ». */
  numero: z.string(),
  texte: z.string(),
  organisation: z.number().nullable(),
  responsable: z.string(),
  echeance: z.string().nullable(),
  etat: z.enum(ETATS_DECISION_INSTANCE),
  mesure: z.number().nullable(),
  version: z.number().nullable(),
  cas: z.number().nullable(),
  publieLe: z.string().nullable(),
});
export type DecisionInstance = Readonly<z.infer<typeof decisionRow>>;

export const ficheInstanceRow = instanceRow.omit({ id: true, epci: true, closeLe: true });
export type FicheInstance = Readonly<z.infer<typeof ficheInstanceRow>>;
export const ficheMembreRow = membreRow.omit({ id: true, instance: true });
export type FicheMembre = Readonly<z.infer<typeof ficheMembreRow>>;

export type InstanceQueries = {
  list(epci: string): Promise<readonly Instance[]>;
  find(epci: string, id: number): Promise<Instance | null>;
  membres(epci: string): Promise<readonly MembreInstance[]>;
  contacts(epci: string): Promise<readonly ContactInstance[]>;
  add(epci: string, fiche: FicheInstance): Promise<number>;
  /** false: no such instance, or closed. */
  modify(epci: string, id: number, fiche: FicheInstance): Promise<boolean>;
  close(epci: string, id: number, le: string): Promise<boolean>;
  addMembre(epci: string, instance: number, fiche: FicheMembre): Promise<number>;
  modifyMembre(epci: string, membre: number, fiche: FicheMembre): Promise<boolean>;
  addContact(epci: string, membre: number, contact: Pick<ContactInstance, "nom" | "courriel">): Promise<number>;
  removeContact(epci: string, membre: number, contact: number): Promise<boolean>;
};

export const ficheReunionRow = reunionRow.pick({
  titre: true,
  jour: true,
  heure: true,
  dureeMinutes: true,
  lieu: true,
  visio: true,
});
export type FicheReunion = Readonly<z.infer<typeof ficheReunionRow>>;

/** Instants are ISO; an absent field is unchanged. */
export const passageRow = reunionRow
  .pick({
    etat: true,
    convoqueeLe: true,
    ouverteLe: true,
    closeLe: true,
    annuleeLe: true,
    annulation: true,
    quorum: true,
    sequence: true,
  })
  .partial()
  .required({ etat: true });
export type PassageReunion = Readonly<z.infer<typeof passageRow>>;

export type NouvelEnvoi = Pick<EnvoiReunion, "membre" | "nom" | "courriel" | "methode" | "sequence">;

export type ReunionQueries = {
  /** Latest first. */
  list(epci: string): Promise<readonly Reunion[]>;
  find(epci: string, id: number): Promise<Reunion | null>;
  /** Locks the meeting until the transaction ends. */
  lock(epci: string, id: number): Promise<Reunion | null>;
  /** Takes the next rank of its instance. Returns the `id`. */
  add(epci: string, instance: number, fiche: FicheReunion): Promise<number>;
  modify(epci: string, id: number, fiche: FicheReunion & Pick<Reunion, "sequence">): Promise<void>;
  move(epci: string, id: number, passage: PassageReunion): Promise<void>;
  envois(epci: string, reunion: number): Promise<readonly EnvoiReunion[]>;
  /** One line an address, event and rank: a repeated one is skipped. */
  addEnvois(epci: string, reunion: number, envois: readonly NouvelEnvoi[]): Promise<void>;
  /** Locks the line until the transaction ends; null: already sent, or locked by another sender. */
  takeEnvoi(epci: string, envoi: number): Promise<EnvoiReunion | null>;
  noteEnvoi(
    epci: string,
    envoi: number,
    issue: Pick<EnvoiReunion, "etat" | "motif"> & { readonly le: string | null },
  ): Promise<void>;
  /** Replaces the accounts that may read the cases of the agenda. */
  setConvoques(
    epci: string,
    reunion: number,
    comptes: readonly number[],
    periode: { readonly du: string; readonly au: string },
  ): Promise<void>;
  pieces(epci: string, reunion: number): Promise<readonly PieceReunion[]>;
  /** false: attached already. */
  addPiece(epci: string, reunion: number, piece: NouvellePiece): Promise<boolean>;
  removePiece(epci: string, reunion: number, piece: number): Promise<boolean>;
  /** Frozen minutes of the territory, latest first. */
  releves(
    epci: string,
  ): Promise<readonly { readonly reunion: number; readonly numero: string; readonly empreinte: string }[]>;
};

/** A point to add at the end of the agenda. */
export type NouveauPoint = Pick<PointReunion, "nature" | "reference" | "titre" | "constat" | "chemin">;

export type TenueQueries = {
  points(epci: string, reunion: number): Promise<readonly PointReunion[]>;
  presences(epci: string, reunion: number): Promise<readonly PresenceReunion[]>;
  /** Adds the points in order, at the end; skips one whose nature and reference are already there. Returns the count added. */
  addPoints(epci: string, reunion: number, points: readonly NouveauPoint[]): Promise<number>;
  /** Sets the order of the points. */
  order(epci: string, reunion: number, points: readonly number[]): Promise<void>;
  /** false: not on that agenda. */
  removePoint(epci: string, reunion: number, point: number): Promise<boolean>;
  notePoint(epci: string, reunion: number, point: number, note: Pick<PointReunion, "notes" | "etat">): Promise<boolean>;
  /** Replaces all the attendances. */
  setPresences(epci: string, reunion: number, presences: readonly PresenceReunion[]): Promise<void>;
};

/** Minutes frozen at the closing: `empreinte` proves the object, whose shape later versions may extend. `figeLe`: ISO instant. */
export const releveRow = z.object({
  id: z.number(),
  reunion: z.number(),
  numero: z.string(),
  contenu: z.custom<ContenuReleve>((value) => typeof value === "object" && value !== null && "points" in value),
  empreinte: z.string(),
  figeLe: z.string(),
});
export type ReleveFige = Readonly<z.infer<typeof releveRow>>;

export type ReleveQueries = {
  find(epci: string, reunion: number): Promise<ReleveFige | null>;
  add(
    epci: string,
    releve: Pick<ReleveFige, "reunion" | "numero" | "contenu" | "empreinte"> & { readonly figePar: string },
  ): Promise<void>;
};

export const nouvelleDecisionRow = decisionRow.omit({ id: true, epci: true, etat: true, publieLe: true });
export type NouvelleDecision = Readonly<z.infer<typeof nouvelleDecisionRow>>;

export const suiviRow = z.object({
  id: z.number(),
  decision: z.number(),
  le: z.string(),
  etat: z.enum(ETATS_DECISION_INSTANCE),
  note: z.string().nullable(),
  /** Organisation that wrote it. */
  par: z.string(),
});
export type SuiviDecision = Readonly<z.infer<typeof suiviRow>>;

export type DecisionInstanceQueries = {
  /** Decisions of the territory, latest first. */
  list(epci: string): Promise<readonly DecisionInstance[]>;
  find(epci: string, id: number): Promise<DecisionInstance | null>;
  add(epci: string, decision: NouvelleDecision): Promise<number>;
  /** Latest first. */
  suivis(epci: string, decision: number): Promise<readonly SuiviDecision[]>;
  /** false: no such decision, or another organisation's. */
  suivre(epci: string, suivi: Omit<SuiviDecision, "id"> & { readonly organisation: number | null }): Promise<boolean>;
  /** false: published already. */
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
  /** false: not published. */
  withdraw(epci: string, decision: number): Promise<boolean>;
};
