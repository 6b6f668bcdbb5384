import { z } from "zod";
import type { CelluleSecret, MotifSecret, Relation } from "#socle/calculs/secret/systeme.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Theme } from "./jeu.ts";

/** A dataset as everyone reads it: what is masked has no value left in it. */
export type JeuPublie = { readonly theme: Theme; readonly figure: Figure };

/** A number of a release, kept so that the next ones are audited with it. For signatories alone: a masked one has its value here. */
export type NombreGele = Pick<CelluleSecret, "cle" | "valeur" | "entiere" | "motif" | "amplitude"> & {
  readonly publie: boolean;
};

export type SystemeGele = { readonly nombres: readonly NombreGele[]; readonly relations: readonly Relation[] };

/** What the secrecy of a release cost, and what its audit found. */
export type Controle = {
  readonly seuil: number;
  readonly dominance: number;
  readonly contributeursMin: number;
  /** Numbers that this release could show; those that no release ever shows (a bailleur's counts) are not of them. */
  readonly nombres: number;
  readonly publies: number;
  readonly primaires: Readonly<Partial<Record<MotifSecret, number>>>;
  readonly secondaires: number;
  /** Numbers of earlier releases audited again with these. */
  readonly anterieurs: number;
  /** Published earlier, and counted otherwise since: what was published stays. */
  readonly corriges: number;
  /** Numbers hidden, of this release or not, whose interval was computed. */
  readonly audites: number;
  readonly dangereux: number;
  /** Hidden numbers that what the convention prints leaves less room to, whatever is masked. Absent from what was prepared before it was counted. */
  readonly concedes?: number;
  /** Narrowest interval of a hidden count of households, those conceded apart; null when none is hidden. */
  readonly largeurMin: number | null;
  readonly resolutions: number;
  readonly dureeMs: number;
  readonly sure: boolean;
  readonly defaut: string | null;
};

/** `preparee` may be published; `refusee` never: its audit says why. */
const ETATS_DIFFUSION = ["preparee", "refusee", "publiee"] as const;

/** The audit is the very object that was frozen, whose shape later versions may extend. */
export const enteteRow = z.object({
  id: z.number(),
  epci: z.string(),
  /** « 2018-02 »: year of its preparation, rank in it. */
  numero: z.string(),
  etat: z.enum(ETATS_DIFFUSION),
  controle: z.custom<Controle>((value) => typeof value === "object" && value !== null),
  /** SHA-256 of the canonical JSON of datasets, numbers and relations. */
  empreinte: z.string(),
  /** Mark of the published files that it was made from. */
  etatTerritoire: z.string(),
  prepareeLe: z.string(),
  publieeLe: z.string().nullable(),
});
export type EnteteDiffusion = Readonly<z.infer<typeof enteteRow>>;

export type Diffusion = EnteteDiffusion & { readonly jeux: readonly JeuPublie[] };

export type DiffusionPublique = {
  readonly numero: string;
  readonly publieLe: string;
  readonly empreinte: string;
  readonly seuil: number;
  readonly jeux: readonly JeuPublie[];
};

export type DiffusionQueries = {
  /** Latest first. */
  list(epci: string): Promise<readonly EnteteDiffusion[]>;
  find(epci: string, id: number): Promise<Diffusion | null>;
  /** Of the releases published, oldest first. */
  systemes(epci: string): Promise<readonly SystemeGele[]>;
  systeme(epci: string, id: number): Promise<SystemeGele | null>;
  /** Gives the next number of the year under a lock. */
  prepare(
    diffusion: Omit<Diffusion, "id" | "numero" | "prepareeLe" | "publieeLe"> & { readonly systeme: SystemeGele },
  ): Promise<Diffusion>;
  /** Copies the datasets where everyone reads them, once and for all. Callers hold `lock`. */
  publish(diffusion: Diffusion): Promise<void>;
  /** One publication at a time in a territory, until the end of the transaction. */
  lock(epci: string): Promise<void>;
  /** Territories that publish, by name. */
  territoires(): Promise<readonly { readonly epci: string; readonly nom: string; readonly publieLe: string }[]>;
  /** The last one; null when the territory publishes nothing. */
  publique(epci: string): Promise<DiffusionPublique | null>;
};
