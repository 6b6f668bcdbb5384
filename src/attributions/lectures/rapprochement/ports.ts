import type { Typologie } from "#droit/regles/typologie.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { GroupeExclu } from "../../regles/rapprochement/classer.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import type { DemandeExaminee, SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";
import type { CadreExamen } from "../../regles/rapprochement/filtres.ts";

export type QuestionRapprochement = CadreExamen & { readonly epci: string };

/** A later line replaces the former from its first day; all null: no mark any more. */
export type NouveauxSeuils = {
  /** null: those of the territory. */
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

/** What finds the candidates of a dwelling, among the demandes that whoever asks may read. */
export type RapprochementQueries = {
  /** Identifiers of those whom no filter excludes, first the best placed (`compareCandidats`). */
  candidats(question: QuestionRapprochement, limite: number): Promise<readonly string[]>;
  /** Demandes that concern the place, by what excludes them. */
  groupes(question: QuestionRapprochement): Promise<readonly GroupeExclu[]>;
  /** The same of the demandes of the territory that do not: the filter of the place excludes them all. */
  groupesAilleurs(question: QuestionRapprochement): Promise<readonly GroupeExclu[]>;
  /** Of those that are alive and may be read, in no order. */
  faits(epci: string, demandeurs: readonly string[]): Promise<readonly DemandeExaminee[]>;
  /** What was frozen of the candidatures that the person reads, by candidature; those that nobody examined are not there. */
  examens(epci: string, candidatures: readonly number[]): Promise<ReadonlyMap<number, Examen>>;
  /** The bailleur's own on that day, else the territory's; null: none was ever written. */
  seuils(epci: string, organisation: number, jour: string): Promise<SeuilsRapprochement | null>;
  /** Of one bailleur, or null: of the territory. The last one first. */
  versionsSeuils(epci: string, organisation: number | null): Promise<readonly SeuilsRapprochement[]>;
  /** False when there already are some from that day. */
  ajouterSeuils(epci: string, seuils: NouveauxSeuils): Promise<boolean>;
};
