import { z } from "zod";
import { FAITS_PAIRE } from "../../regles/paire-bail/paire-bail.ts";
import { ETATS_RECOUPEMENT } from "../../regles/recoupement/recoupement.ts";

/** A lease of Blaise, a line of a file, or both. Days are those of each; null: it is not there. */
export const bailRecoupeRow = z.object({
  etat: z.enum(ETATS_RECOUPEMENT),
  bailleur: z.string(),
  commune: z.string().nullable(),
  signeBlaise: z.string().nullable(),
  signeFichier: z.string().nullable(),
  /** Line of the published file, and its lot. */
  lot: z.number().nullable(),
  ligne: z.number().nullable(),
  /** Known on both sides, and different. */
  ecarts: z.array(z.enum(FAITS_PAIRE)).readonly(),
});
export type BailRecoupe = Readonly<z.infer<typeof bailRecoupeRow>>;

export const compteRecoupementRow = z.object({ etat: z.enum(ETATS_RECOUPEMENT), baux: z.number() });
export type CompteRecoupement = Readonly<z.infer<typeof compteRecoupementRow>>;

export const absentsRow = z.object({ annee: z.number(), baux: z.number() });

export type RecoupementQueries = {
  /** Leases signed here since 1 January of a year, of which the file of their day is published without them, by year, latest first. */
  absents(epci: string, depuis: number): Promise<readonly z.infer<typeof absentsRow>[]>;
  /** Leases of the year that the actor reads, by state. */
  comptes(epci: string, annee: number): Promise<readonly CompteRecoupement[]>;
  /** Latest first, at most `limite`. */
  list(
    epci: string,
    annee: number,
    question: { readonly etats: readonly BailRecoupe["etat"][]; readonly limite: number },
  ): Promise<readonly BailRecoupe[]>;
};
