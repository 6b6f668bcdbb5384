import { z } from "zod";
import type { ReponsesEntretien } from "../../regles/entretien/entretien.ts";

export const ETATS_ENTRETIEN = ["en-cours", "termine", "verse"] as const;
export type EtatEntretien = (typeof ETATS_ENTRETIEN)[number];

export const LIBELLE_ETAT_ENTRETIEN: Readonly<Record<EtatEntretien, string>> = {
  "en-cours": "En cours",
  termine: "Terminé",
  verse: "Versé dans une demande",
};

const texte = z.string().nullable();

/** Identity of the interviewed person; no field is compulsory. Days are ISO. */
const personneRow = z.object({ nom: texte, prenom: texte, naissance: texte, telephone: texte, courriel: texte });
export type PersonneEntretien = Readonly<z.infer<typeof personneRow>>;

export const entretienRow = personneRow.extend({
  id: z.number(),
  epci: z.string(),
  organisation: z.number(),
  nomOrganisation: z.string(),
  le: z.string(),
  etat: z.enum(ETATS_ENTRETIEN),
  /** Written by Blaise, each section validated on its page; no name and nothing sealed in it. */
  reponses: z.custom<ReponsesEntretien>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
  /** File that the interview was poured into. */
  demandeur: texte,
});
export type Entretien = Readonly<z.infer<typeof entretienRow>>;

/** Rows that the actor may not read are absent. */
export type EntretienQueries = {
  /** Latest first, `limite` at most. */
  list(epci: string, limite: number): Promise<readonly Entretien[]>;
  find(epci: string, id: number): Promise<Entretien | null>;
  open(epci: string, qui: { organisation: number; compte: number | null; le: string }): Promise<number>;
  /** Locks until the end of the transaction; false: the actor may not write it. */
  lock(epci: string, id: number): Promise<boolean>;
  writePersonne(id: number, personne: PersonneEntretien): Promise<void>;
  writeReponses(id: number, reponses: ReponsesEntretien): Promise<void>;
  writeEtat(id: number, etat: EtatEntretien, demandeur: string | null): Promise<void>;
};
