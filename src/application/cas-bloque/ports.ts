import type { EtatCas, IssueCas, MotifCas, NatureCas, VoieCas } from "#domain/cas-bloque/cas-bloque.ts";

/** Without a name. Coded facts are null when not known. Organisations are ids of the directory. */
export type CasBloque = {
  readonly id: number;
  readonly epci: string;
  readonly reference: string | null;
  readonly nature: NatureCas | null;
  readonly voie: VoieCas | null;
  readonly motif: MotifCas | null;
  readonly etat: EtatCas;
  readonly ouvertLe: string;
  readonly closLe: string | null;
  readonly issue: IssueCas | null;
  readonly bailLe: string | null;
  readonly reunion: number | null;
  readonly assigne: number | null;
  readonly echeance: string | null;
  readonly relogement: number | null;
};

export type CasBloqueQueries = {
  /** Those open first, the oldest first. */
  list(epci: string): Promise<readonly CasBloque[]>;
};
