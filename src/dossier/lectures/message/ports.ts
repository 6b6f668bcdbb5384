import { z } from "zod";

export const MESSAGE_MAX = 1000;

export const luRow = z.object({
  id: z.number(),
  auteur: z.enum(["menage", "mandataire", "organisme"]),
  /** Organisation that wrote the message, or received it from the household; null: the desk of the file. */
  organisation: z.number().nullable(),
  nomOrganisation: z.string().nullable(),
  texte: z.string(),
  /** Day and time of Paris, without a zone. */
  ecritLe: z.string(),
  luLe: z.string().nullable(),
});
export type MessageLu = Readonly<z.infer<typeof luRow>>;

export type MessageAEcrire = {
  readonly demandeur: string;
  readonly epci: string;
  readonly auteur: MessageLu["auteur"];
  readonly organisation: number | null;
  readonly compte: number | null;
  readonly texte: string;
};

/** An organisation that the household may write to. */
export type Correspondant = { readonly organisation: number; readonly nom: string };

export type MessageQueries = {
  ecrire(message: MessageAEcrire): Promise<number>;
  /** Messages that the actor may read, the oldest first. */
  ofDemandeur(epci: string, demandeur: string): Promise<readonly MessageLu[]>;
  /** Marks the messages that the side `par` had not read. */
  marquerLus(epci: string, demandeur: string, par: "menage" | "organisme"): Promise<void>;
  /** Desk of the file first, then the organisations that wrote to the household or proposed it something. */
  correspondants(epci: string, demandeur: string): Promise<readonly Correspondant[]>;
};
