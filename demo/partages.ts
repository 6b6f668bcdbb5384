import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { csvDemo, type FichierDemo } from "./fichier.ts";

/**
 * Hypothèse. What partners exchange in the living demonstration, besides the document's: contact forms and interviews of each desk, demandes that the EPCI
 * asks somebody to follow, the list of a réservataire, the leases of a second bailleur. Invented from end to end.
 */
export const EMETTEURS = ["guichet", "reservataire", "agent-epci"] as const satisfies readonly RoleHabilite[];

export const INTERVIEWEURS = [
  "commune",
  "agent-bailleur",
  "responsable-bailleur",
  "reservataire",
  "agent-epci",
] as const satisfies readonly RoleHabilite[];

/** Roles whose organisation follows demandes; those of one organisation read the same. */
export const SUIVEURS = [
  "guichet",
  "commune",
  "agent-bailleur",
  "responsable-bailleur",
  "reservataire",
  "relogement",
] as const satisfies readonly RoleHabilite[];

/** Demandes entrusted to each. */
export const CONFIEES = 3;

/** Ranks, in DOSSIERS_SUITE, of the employees that the réservataire lists: those that it names nowhere. */
export const LISTES = [18, 24, 30] as const;

export function listeMenages(
  lignes: readonly { readonly numero: string; readonly naissance: string; readonly jour: string }[],
): FichierDemo {
  return csvDemo(
    { nom: "liste-salaries.csv", source: "prioritaires-bailleur", periode: "" },
    ["numero_unique", "date_naissance", "date_labellisation", "siret_employeur"],
    lignes.map(({ numero, naissance, jour }) => ({
      numero_unique: numero,
      date_naissance: naissance,
      date_labellisation: jour,
      siret_employeur: "99900009400014",
    })),
  );
}

/** Leases followed by the second bailleur, as those of the first one. */
export const BAUX_SUIVIS_SECOND = [
  { cle: "DEMO-G1", reference: "D-G-0201", typologie: "T3", surface: 64, signe: 51, jours: 34, personnes: 2 },
  { cle: "DEMO-G2", reference: "D-G-0202", typologie: "T4", surface: 80, signe: 66, jours: null, personnes: 1 },
  { cle: "DEMO-G3", reference: "D-G-0203", typologie: "T2", surface: 47, signe: 20, jours: null, personnes: 1 },
] as const;
