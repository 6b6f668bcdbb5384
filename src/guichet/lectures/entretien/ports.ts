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

/** Whom it was led with; nothing of it is compulsory. Days are ISO. */
const personneRow = z.object({ nom: texte, prenom: texte, naissance: texte, telephone: texte, courriel: texte });
export type PersonneEntretien = Readonly<z.infer<typeof personneRow>>;

export const entretienRow = personneRow.extend({
  id: z.number(),
  epci: z.string(),
  organisation: z.number(),
  nomOrganisation: z.string(),
  le: z.string(),
  etat: z.enum(ETATS_ENTRETIEN),
  /** Written by us, each section read field by field on its page: what is sealed or named is not in it. */
  reponses: z.custom<ReponsesEntretien>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
  /** The file it was poured into. */
  demandeur: texte,
});
export type Entretien = Readonly<z.infer<typeof entretienRow>>;

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
