import { z } from "zod";
import type { CelluleSecret, MotifSecret, Relation } from "#socle/calculs/secret/systeme.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Theme } from "./jeu.ts";

/** A dataset as everyone reads it: what is masked has no value left in it. */
export type JeuPublie = { readonly theme: Theme; readonly figure: Figure };

/** A number of a release, kept to audit the next ones. For signatories only: a masked one has its value here. */
export type NombreGele = Pick<CelluleSecret, "cle" | "valeur" | "entiere" | "motif" | "amplitude"> & {
  readonly publie: boolean;
};

export type SystemeGele = { readonly nombres: readonly NombreGele[]; readonly relations: readonly Relation[] };

/** Cost of a release's secrecy, and result of its audit. */
export type Controle = {
  readonly seuil: number;
  readonly dominance: number;
  readonly contributeursMin: number;
  /** Numbers that this release could show, without those never shown (a bailleur's counts). */
  readonly nombres: number;
  readonly publies: number;
  readonly primaires: Readonly<Partial<Record<MotifSecret, number>>>;
  readonly secondaires: number;
  /** Numbers of earlier releases audited again. */
  readonly anterieurs: number;
  /** Numbers released earlier that now differ: they stay as released. */
  readonly corriges: number;
  /** Hidden numbers, of this release or earlier ones, whose interval was computed. */
  readonly audites: number;
  readonly dangereux: number;
  /** Hidden numbers to which the convention's printed figures leave less room, whatever is masked. Absent from older releases. */
  readonly concedes?: number;
  /** Narrowest interval of a hidden count of households, without the conceded; null when none is hidden. */
  readonly largeurMin: number | null;
  readonly resolutions: number;
  readonly dureeMs: number;
  readonly sure: boolean;
  readonly defaut: string | null;
};

/** `preparee` may be published; `refusee` never: its audit says why. */
const ETATS_DIFFUSION = ["preparee", "refusee", "publiee"] as const;

/** `audit`: the exact frozen object, whose shape later versions may extend. */
export const enteteRow = z.object({
  id: z.number(),
  epci: z.string(),
  /** « 2018-02 »: year of preparation, and rank within it. */
  numero: z.string(),
  etat: z.enum(ETATS_DIFFUSION),
  controle: z.custom<Controle>((value) => typeof value === "object" && value !== null),
  /** SHA-256 of the canonical JSON of datasets, numbers and relations. */
  empreinte: z.string(),
  /** Mark of the published files it was made from. */
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
  /** Of the published releases, oldest first. */
  systemes(epci: string): Promise<readonly SystemeGele[]>;
  systeme(epci: string, id: number): Promise<SystemeGele | null>;
  /** Assigns the year's next number under a lock. */
  prepare(
    diffusion: Omit<Diffusion, "id" | "numero" | "prepareeLe" | "publieeLe"> & { readonly systeme: SystemeGele },
  ): Promise<Diffusion>;
  /** Copies the datasets where everyone reads them, for good. Callers hold `lock`. */
  publish(diffusion: Diffusion): Promise<void>;
  /** Serialises a territory's publications until the end of the transaction. */
  lock(epci: string): Promise<void>;
  /** Territories with a published release, by name. */
  territoires(): Promise<readonly { readonly epci: string; readonly nom: string; readonly publieLe: string }[]>;
  /** The last release; null without any. */
  publique(epci: string): Promise<DiffusionPublique | null>;
  /** One dataset of the last release; null: it has none of that code. */
  figure(epci: string, code: string): Promise<Figure | null>;
};
