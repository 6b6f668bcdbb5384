import type { Bilan } from "../bilan/bilan.ts";

export const SECTIONS = [
  "synthese",
  "bailleurs",
  "carte",
  "trimestres",
  "origine",
  "contingents",
  "secteurs",
  "profils",
  "parc",
  "controles",
  "methode",
] as const;
export type Section = (typeof SECTIONS)[number];

/** The parts of a report, as the form and every document call them. */
export const LIBELLE_SECTION: Readonly<Record<Section, string>> = {
  synthese: "Synthèse",
  bailleurs: "Par bailleur",
  carte: "Par commune",
  trimestres: "Par trimestre",
  origine: "Origine des ménages",
  contingents: "Par contingent",
  secteurs: "Par secteur",
  profils: "Profils des ménages",
  parc: "Parc social",
  controles: "Contrôles de cohérence",
  methode: "Méthode et sources",
};

/** A frozen version: a later import never changes it. `empreinte` is the SHA-256 of the canonical JSON of sections, comments and bilan. */
export type Rapport = {
  readonly id: number;
  readonly epci: string;
  /** « 2018-T3-02 ». */
  readonly numero: string;
  readonly annee: number;
  readonly periode: string;
  readonly sections: readonly Section[];
  /** Section → the officer's comment, plain text. */
  readonly commentaires: Readonly<Record<string, string>>;
  readonly bilan: Bilan;
  readonly empreinte: string;
  readonly figeLe: string;
  readonly figePar: string;
};

export type RapportQueries = {
  list(epci: string): Promise<readonly Omit<Rapport, "bilan">[]>;
  find(epci: string, numero: string): Promise<Rapport | null>;
  /** Gives the next number of the period under a lock. */
  freeze(rapport: Omit<Rapport, "id" | "numero" | "figeLe">): Promise<Rapport>;
};
