import type { Classe } from "#domain/conservation/classe.ts";
import type { DureeConservation } from "#domain/conservation/duree.ts";

/** A column of the database and what it holds. */
export type ColonneClassee = {
  readonly schema: string;
  readonly table: string;
  readonly colonne: string;
  /** As PostgreSQL writes it: « text », « uuid ». */
  readonly type: string;
  readonly classe: Classe | null;
  /** French, may be empty. */
  readonly libelle: string;
};

/** A line of the erasure register: nobody any more, but a keyed hash. */
export type Effacement = {
  readonly epci: string;
  readonly numeroHash: string;
  /** ISO instant. */
  readonly effaceLe: string;
  readonly motif: "conservation" | "demande";
};

export type DureePrevue = DureeConservation;
