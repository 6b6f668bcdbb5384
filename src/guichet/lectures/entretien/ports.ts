import type { ReponsesEntretien } from "../../regles/entretien/entretien.ts";

export const ETATS_ENTRETIEN = ["en-cours", "termine", "verse"] as const;
export type EtatEntretien = (typeof ETATS_ENTRETIEN)[number];

export const LIBELLE_ETAT_ENTRETIEN: Readonly<Record<EtatEntretien, string>> = {
  "en-cours": "En cours",
  termine: "Terminé",
  verse: "Versé dans une demande",
};

/** Whom it was led with; nothing of it is compulsory. Days are ISO. */
export type PersonneEntretien = {
  readonly nom: string | null;
  readonly prenom: string | null;
  readonly naissance: string | null;
  readonly telephone: string | null;
  readonly courriel: string | null;
};

export type Entretien = PersonneEntretien & {
  readonly id: number;
  readonly epci: string;
  readonly organisation: number;
  readonly nomOrganisation: string;
  readonly le: string;
  readonly etat: EtatEntretien;
  readonly reponses: ReponsesEntretien;
  /** The file it was poured into. */
  readonly demandeur: string | null;
};

/** Rows that the person may not read do not exist for them. */
export type EntretienQueries = {
  /** The latest first; `limite` of them at most. */
  list(epci: string, limite: number): Promise<readonly Entretien[]>;
  find(epci: string, id: number): Promise<Entretien | null>;
  open(epci: string, qui: { organisation: number; compte: number | null; le: string }): Promise<number>;
  /** For the whole transaction; false: not theirs to write. */
  lock(epci: string, id: number): Promise<boolean>;
  writePersonne(id: number, personne: PersonneEntretien): Promise<void>;
  writeReponses(id: number, reponses: ReponsesEntretien): Promise<void>;
  writeEtat(id: number, etat: EtatEntretien, demandeur: string | null): Promise<void>;
};
