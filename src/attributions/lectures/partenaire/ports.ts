import { z } from "zod";
import { situation } from "../ports.ts";

/** Which list, and of which partner: each keeps its own layout. */
export type SourcePartenaire = `${"conges" | "menages"}:${number}`;

/** A dwelling as the last published RPLS describes it. Euros a month, m²; null: unknown. */
export const parcViseRow = z.object({
  cle: z.string(),
  adresse: z.string().nullable(),
  commune: z.string(),
  secteur: z.string().nullable(),
  situation,
  pieces: z.number().nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  financement: z.string().nullable(),
  contingent: z.string().nullable(),
  conventionneLe: z.string().nullable(),
});
export type ParcVise = Readonly<z.infer<typeof parcViseRow>>;

/** What is known of a dwelling that a line names, among those of its bailleur alone. */
export const logementViseRow = z.object({
  /** As the file writes it. */
  numero: z.string(),
  parc: parcViseRow.nullable(),
  /** Followed here already: its id. */
  suivi: z.number().nullable(),
  adresse: z.string().nullable(),
  /** Being let: the id of its liberation. */
  ouverte: z.number().nullable(),
  /** Last letting that ended, by a lease or a withdrawal. */
  closeLe: z.string().nullable(),
});
export type LogementVise = Readonly<z.infer<typeof logementViseRow>>;

export type PartenaireQueries = {
  /** Header of the partner's file → our column. */
  correspondances(epci: string, source: SourcePartenaire): Promise<Readonly<Record<string, string>>>;
  rememberCorrespondances(
    epci: string,
    source: SourcePartenaire,
    colonnes: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Dwellings of that bailleur, in RPLS or followed here; another's is as unknown as none. */
  vises(epci: string, organisation: number, numeros: readonly string[]): Promise<readonly LogementVise[]>;
};
