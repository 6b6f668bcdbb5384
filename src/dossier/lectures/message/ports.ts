import { z } from "zod";

export const MESSAGE_MAX = 1000;

export const luRow = z.object({
  id: z.number(),
  auteur: z.enum(["menage", "mandataire", "organisme"]),
  /** Body that wrote it, or to which the household wrote; null: its desk. */
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
