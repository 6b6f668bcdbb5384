import { z } from "zod";
import type { BilanFlux } from "#engagements/lectures/contingent/bilan-flux.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import type { TableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import type { Bilan } from "../bilan.ts";
import type { ListeBilans } from "../bilan-bailleur/bilan-bailleur.ts";
import type { ComparaisonNationale } from "../comparaison-nationale/comparaison.ts";
import type { Effort } from "../effort/effort.ts";
import type { Histoire } from "../histoire/histoire.ts";
import type { MesuresAnnee } from "../mesure-corrective/mesures.ts";
import type { PublicsPrioritaires } from "../public-prioritaire/publics.ts";

/** Parts from other pages than the bilan: each page's object is frozen beside it. */
export const SECTIONS_ANNEXES = [
  "objectifs",
  "publics-prioritaires",
  "flux",
  "bilans-bailleurs",
  "convention",
  "mesures",
] as const;
export type SectionAnnexe = (typeof SECTIONS_ANNEXES)[number];

export const SECTIONS = [
  "synthese",
  "objectifs",
  "bailleurs",
  "carte",
  "trimestres",
  "origine",
  "contingents",
  "secteurs",
  "profils",
  "publics-prioritaires",
  "flux",
  "bilans-bailleurs",
  "convention",
  "mesures",
  "parc",
  "controles",
  "methode",
] as const;
export type Section = (typeof SECTIONS)[number];

/** Names of a report's parts, common to the form and all documents. */
export const LIBELLE_SECTION: Readonly<Record<Section, string>> = {
  synthese: "Synthèse",
  objectifs: "Objectifs et effort restant",
  bailleurs: "Par bailleur",
  carte: "Par commune",
  trimestres: "Par trimestre",
  origine: "Origine des ménages",
  contingents: "Par contingent",
  secteurs: "Par secteur",
  profils: "Profils des ménages",
  "publics-prioritaires": "Publics prioritaires",
  flux: "Flux de réservation",
  "bilans-bailleurs": "Bilans des bailleurs",
  convention: "Convention",
  mesures: "Mesures et résultats nationaux",
  parc: "Parc social",
  controles: "Contrôles de cohérence",
  methode: "Méthode et sources",
};

/** The requested parts; null for a part that the territory lacks (no convention in force), which the report says. */
export type Annexes = {
  readonly objectifs?: Effort | null;
  readonly "publics-prioritaires"?: PublicsPrioritaires | null;
  readonly flux?: BilanFlux | null;
  readonly "bilans-bailleurs"?: ListeBilans | null;
  readonly convention?: AnnexeConvention | null;
  readonly mesures?: { readonly mesures: MesuresAnnee; readonly nationaux: readonly ComparaisonNationale[] } | null;
  /** Of every part: what the opening page compares with. Absent from older frozen reports. */
  readonly histoire?: Histoire;
};

export type AnnexeConvention = {
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly tables: readonly TableObjectifs[];
};

/** A frozen version: later imports never change it. */
export const enteteRapportRow = z.object({
  id: z.number(),
  epci: z.string(),
  /** « 2018-T3-02 ». */
  numero: z.string(),
  annee: z.number(),
  periode: z.string(),
  sections: z.array(z.enum(SECTIONS)).readonly(),
  /** Section → the officer's comment, plain text. */
  commentaires: z.record(z.string(), z.string()).readonly(),
  /** SHA-256 of the canonical JSON of sections, comments, bilan and annexes. */
  empreinte: z.string(),
  figeLe: z.string(),
  figePar: z.string(),
});
export type EnteteRapport = Readonly<z.infer<typeof enteteRapportRow>>;

export type Rapport = EnteteRapport & { readonly bilan: Bilan; readonly annexes: Annexes };

export type RapportQueries = {
  list(epci: string): Promise<readonly EnteteRapport[]>;
  find(epci: string, numero: string): Promise<Rapport | null>;
  /** Assigns the next number of the period under a lock. */
  freeze(rapport: Omit<Rapport, "id" | "numero" | "figeLe">): Promise<Rapport>;
};
