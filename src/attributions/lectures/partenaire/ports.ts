import { z } from "zod";
import { NATURES_LISTE, type NatureListe, SUITES_INSCRIPTION } from "../../regles/partenaire/menage-liste.ts";
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

/** A household as a réservataire lists it. `numeroHash`: keyed hash of its unique number. */
export type LigneInscription = {
  readonly ligne: number;
  readonly numeroHash: string;
  readonly naissance: string;
  readonly nature: NatureListe;
  readonly labelliseLe: string | null;
  readonly employeur: string | null;
  readonly sortiLe: string | null;
};

/** Line 0: a household of the list that the file does not name. */
export const suiteInscriptionRow = z.object({ ligne: z.number(), suite: z.enum(SUITES_INSCRIPTION) });
export type SuiteLigne = Readonly<z.infer<typeof suiteInscriptionRow>>;

export const menageListeRow = z.object({
  demandeur: z.string(),
  reference: z.string().nullable(),
  nature: z.enum(NATURES_LISTE),
  labelliseLe: z.string().nullable(),
  employeur: z.string().nullable(),
  inscritLe: z.string(),
  etat: z.string(),
  typologie: z.string().nullable(),
  plafond: z.string().nullable(),
});
export type MenageListe = Readonly<z.infer<typeof menageListeRow>>;

/** Households ever listed for a site. `inconnus`: what became of the demande is not read, or not written. */
export const etablissementRow = z.object({
  siret: z.string().nullable(),
  prevus: z.number(),
  tenus: z.number(),
  attente: z.number(),
  sortis: z.number(),
  inconnus: z.number(),
});

export type PartenaireQueries = {
  /** Header of the partner's file → our column. */
  correspondances(epci: string, source: SourcePartenaire): Promise<Readonly<Record<string, string>>>;
  rememberCorrespondances(
    epci: string,
    source: SourcePartenaire,
    colonnes: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** `ecrire` false: what each line would do. `complete`: those whom the lines do not name leave. */
  inscrire(
    epci: string,
    organisation: number,
    lignes: readonly LigneInscription[],
    comment: { readonly complete: boolean; readonly ecrire: boolean },
  ): Promise<readonly SuiteLigne[]>;
  /** The living list of that réservataire, the oldest demande first. */
  liste(epci: string, organisation: number): Promise<readonly MenageListe[]>;
  /** By site of the employer (SIRET; null: none written), those who left the list included. */
  etablissements(epci: string, organisation: number): Promise<readonly z.infer<typeof etablissementRow>[]>;
  /** Dwellings of that bailleur, in RPLS or followed here; another's is as unknown as none. */
  vises(epci: string, organisation: number, numeros: readonly string[]): Promise<readonly LogementVise[]>;
};
