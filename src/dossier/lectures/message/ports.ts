import type { AuteurEvenement } from "../../regles/evenement.ts";

export const MESSAGE_MAX = 1000;

export type MessageLu = {
  readonly id: number;
  readonly auteur: Exclude<AuteurEvenement, "systeme">;
  /** Body that wrote it, or to which the household wrote; null: its desk. */
  readonly organisation: number | null;
  readonly nomOrganisation: string | null;
  readonly texte: string;
  /** Day and time of Paris, without a zone. */
  readonly ecritLe: string;
  readonly luLe: string | null;
};

export type MessageAEcrire = {
  readonly demandeur: string;
  readonly epci: string;
  readonly auteur: MessageLu["auteur"];
  readonly organisation: number | null;
  readonly compte: number | null;
  readonly texte: string;
};

/** A body that the household may write to. */
export type Correspondant = { readonly organisation: number; readonly nom: string };

export type MessageQueries = {
  ecrire(message: MessageAEcrire): Promise<number>;
  /** Those that the actor may read, the oldest first. */
  ofDemandeur(epci: string, demandeur: string): Promise<readonly MessageLu[]>;
  /** `par`: those that this side had not read. */
  marquerLus(epci: string, demandeur: string, par: "menage" | "organisme"): Promise<void>;
  /** The desk of the file first, then the bodies that wrote to the household or proposed something to it. */
  correspondants(epci: string, demandeur: string): Promise<readonly Correspondant[]>;
};
