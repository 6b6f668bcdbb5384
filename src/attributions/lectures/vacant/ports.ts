import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { CAUSES_VACANCE, FINANCEMENTS } from "../../regles/liberation/liberation.ts";
import { situation } from "../ports.ts";

/** A dwelling empty for three months, to let, that waits for nobody. Euros a month, m²; null: unknown. */
export const vacantRow = z.object({
  liberation: z.number(),
  numero: z.number(),
  organisation: z.number(),
  bailleur: z.string(),
  adresse: z.string(),
  commune: z.string(),
  secteur: z.string().nullable(),
  situation,
  typologie: z.enum(TYPOLOGIES).nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  videDepuis: z.string(),
  causeVacance: z.enum(CAUSES_VACANCE),
  /** INSEE code. */
  communeCode: z.string(),
  financement: z.enum(FINANCEMENTS),
});
export type LogementVacant = Readonly<z.infer<typeof vacantRow>>;

/** A réservataire's request for such a dwelling. `reponse` null: it waits. */
export const demandeLogementRow = z.object({
  id: z.number(),
  liberation: z.number(),
  reservataire: z.object({ organisation: z.number(), nom: z.string() }),
  demandeeLe: z.string(),
  reponse: z.enum(["acceptee", "refusee"]).nullable(),
  repondueLe: z.string().nullable(),
  motif: z.string().nullable(),
});
export type DemandeLogement = Readonly<z.infer<typeof demandeLogementRow>>;

export type VacantQueries = {
  /** The longest empty first. */
  list(epci: string, jour: string): Promise<readonly LogementVacant[]>;
  /** Requests that the actor's organisation made or received, the latest first. */
  demandes(epci: string): Promise<readonly DemandeLogement[]>;
  /** null: not such a dwelling any more, or asked already. */
  demander(epci: string, liberation: number, reservataire: number, le: string): Promise<number | null>;
  /** false: answered, or not the actor's to answer. */
  refuser(epci: string, id: number, refus: { readonly le: string; readonly motif: string }): Promise<boolean>;
};
