import type { Situation } from "#socle/regles/shared/situation.ts";
import type { ListePerimetres } from "../generation-qpv.ts";
import type { Deduction } from "../patrimoine/deduction.ts";

/** Only the first quartile's threshold is published: a computed quartile tells `q1` from the three others, no more. */
export type Quartile = "q1" | "q2-4" | "inconnu";

/** 0 € differs from « nobody wrote an amount ». */
export type Ressources = "positives" | "nulles" | "absentes";

/** A file without the column says neither yes nor no: `inconnu`. */
export type Reponse = "oui" | "non" | "inconnu";

export type Origine = "mutation" | "nouvelle-entree" | "inconnue";

/** Codes of the SNE interface list « type de réservataire », plus `inconnu` when the file says nothing. */
export const CONTINGENTS = ["COLTER", "COLACT", "PPRIOR", "PFONCT", "AUTRES", "AUCUN", "inconnu"] as const;
export type Contingent = (typeof CONTINGENTS)[number];

export const LIBELLE_CONTINGENT: Readonly<Record<Contingent, string>> = {
  COLTER: "Collectivités territoriales",
  COLACT: "Action Logement",
  PPRIOR: "Préfet, publics prioritaires",
  PFONCT: "Préfet, fonctionnaires",
  AUTRES: "Autres réservataires",
  AUCUN: "Logement non réservé",
  inconnu: "Contingent inconnu",
};

/**
 * One attribution followed by a signed lease, as the rules see it. Declared, computed and retained values are kept apart: the rules count `retenue` /
 * `retenu`, the others tell its origin.
 */
export type FaitAttribution = {
  readonly bailleur: string;
  readonly commune: string | null;
  readonly secteur: string | null;
  /** The commune is outside the territory: the lease is kept and listed, but in no count. */
  readonly horsTerritoire: boolean;
  readonly bailSigneLe: string;
  readonly situation: {
    readonly declaree: Situation;
    readonly calculee: Situation;
    readonly reparee: Situation | null;
    readonly retenue: Situation;
    readonly origine: "reparation" | "declaration" | "calcul" | "deduction" | "aucune";
    /** What the published stock and perimeters tell of the dwelling, kept whatever is retained; null: nothing. */
    readonly deduction: Deduction | null;
    /** Code of the dwelling's QPV; null: in none, or unknown. */
    readonly quartier: string | null;
    /** List of perimeters behind `calculee` (1996: a former ZUS, still assimilated that day); null when nothing was computed. */
    readonly generation: ListePerimetres | null;
  };
  readonly quartile: {
    readonly declare: Quartile;
    readonly calcule: Quartile;
    readonly retenu: Quartile;
    readonly origine: "calcul" | "declaration" | "aucune";
  };
  readonly ressources: Ressources;
  readonly relogement: Reponse;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly contingent: Contingent;
  readonly origine: Origine;
};
