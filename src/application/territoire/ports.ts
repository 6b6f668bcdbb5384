import type { CommuneRow } from "#import/rows.ts";

export type Territoire = { readonly epci: string; readonly nom: string; readonly demonstration: boolean };

export type CommuneTerritoire = { readonly commune: string; readonly nom: string; readonly population: number | null };

export type TerritoireQueries = {
  list(): Promise<readonly Territoire[]>;
  /** A mark that changes whenever something published, undone, repaired or renamed could change what a bilan says. */
  etat(epci: string): Promise<string>;
  /** The same, and what changes a bilan without changing what is released: the offers made here. */
  etatBilan(epci: string): Promise<string>;
  find(epci: string): Promise<Territoire | null>;
  /** Idempotent: adding the same territory again updates its name and communes. */
  add(territoire: Territoire, communes: readonly CommuneTerritoire[]): Promise<void>;
  communes(epci: string): Promise<readonly CommuneTerritoire[]>;
  /** Contours and secteurs of the published `communes` lot; empty when none is published. */
  contours(epci: string): Promise<readonly CommuneRow[]>;
};
