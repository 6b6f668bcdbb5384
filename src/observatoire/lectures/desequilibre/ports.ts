import type { ExclusionSaisie, ResidenceExclue } from "../../regles/desequilibre/exclusion.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import type { LigneMixite, ListeMixite, SourceListe } from "../../regles/desequilibre/mixite.ts";

export type NouvelleListe = SourceListe & {
  readonly etablieLe: string;
  readonly lignes: readonly LigneMixite[];
};

export type DesequilibreQueries = {
  /** Versions written by the territory, from 2; the first comes with the software. */
  methodes(epci: string): Promise<readonly MethodeDesequilibre[]>;
  /** false when that number or day is already taken, even in a race. */
  addMethode(epci: string, methode: MethodeDesequilibre): Promise<boolean>;
  /** All exclusions, past ones included, by key then day. */
  exclusions(epci: string): Promise<readonly ResidenceExclue[]>;
  /** `id`; null when the résidence is already excluded from that day. */
  addExclusion(epci: string, exclusion: ExclusionSaisie): Promise<number | null>;
  /** false when it is missing, already closed, or would end before it begins. */
  closeExclusion(epci: string, id: number, jusquA: string): Promise<boolean>;
  /** Newest first, with their lines. */
  listes(epci: string): Promise<readonly ListeMixite[]>;
  findListe(epci: string, id: number): Promise<ListeMixite | null>;
  /** `id`; null when another project is open. */
  addListe(epci: string, liste: NouvelleListe): Promise<number | null>;
  /** Adds the line, or replaces the résidence's. Only on a project. */
  saveLigne(epci: string, liste: number, ligne: LigneMixite): Promise<void>;
  removeLigne(epci: string, liste: number, cle: string): Promise<void>;
  /** false when it is no longer a project. */
  arreterListe(
    epci: string,
    id: number,
    arret: { readonly arreteeLe: string; readonly acte: string },
  ): Promise<boolean>;
  /** false when it is no longer a project. */
  dropListe(epci: string, id: number): Promise<boolean>;
};
