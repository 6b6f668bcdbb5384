import type { Typologie } from "#droit/regles/typologie.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { GroupeExclu } from "../../regles/rapprochement/classer.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import type { DemandeExaminee, SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";
import type { CadreExamen } from "../../regles/rapprochement/filtres.ts";

export type QuestionRapprochement = CadreExamen & { readonly epci: string };

/** A later line replaces the former from its first day; all null: no threshold any more. */
export type NouveauxSeuils = {
  /** null: the territory's. */
  readonly organisation: number | null;
  readonly depuis: string;
  /** Thousandths. */
  readonly effortMax: number | null;
  /** Euros a day and a consumption unit. */
  readonly resteAVivre: number | null;
  /** Euros a month. */
  readonly forfaits: Readonly<Partial<Record<Typologie, number>>>;
  readonly reference: string;
  readonly confiance: Confiance;
  readonly synthetique: boolean;
};

/** Queries that find the candidates of a dwelling, among the demandes that the actor may read. */
export type RapprochementQueries = {
  /** Identifiers of the households that no filter excludes, best placed first (`compareCandidats`). */
  candidats(question: QuestionRapprochement, limite: number): Promise<readonly string[]>;
  /** Demandes that wish the place, by excluding filters. */
  groupes(question: QuestionRapprochement): Promise<readonly GroupeExclu[]>;
  /** The other demandes of the territory: the filter of the place excludes them all. */
  groupesAilleurs(question: QuestionRapprochement): Promise<readonly GroupeExclu[]>;
  /** Living demandes that may be read, unordered. */
  faits(epci: string, demandeurs: readonly string[]): Promise<readonly DemandeExaminee[]>;
  /** Frozen examinations of the candidatures that the actor reads, by candidature; those without one are absent. */
  examens(epci: string, candidatures: readonly number[]): Promise<ReadonlyMap<number, Examen>>;
  /** Thresholds of the bailleur on that day, else of the territory; null: none was ever written. */
  seuils(epci: string, organisation: number, jour: string): Promise<SeuilsRapprochement | null>;
  /** Of one bailleur, or null: of the territory. Latest first. */
  versionsSeuils(epci: string, organisation: number | null): Promise<readonly SeuilsRapprochement[]>;
  /** false: there are already some from that day. */
  ajouterSeuils(epci: string, seuils: NouveauxSeuils): Promise<boolean>;
};
