import type { AccesLogement } from "#attributions/regles/logement/logement-suivi.ts";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { LogementOffert, RangOffre } from "../regles/offre.ts";
import type { CritereRecherche, EcartRecherche, OrigineLogement } from "../regles/recherche.ts";

/** A vacant dwelling of the last published RPLS, on the 1st of January of its vintage. Euros a month without charges, m². */
export type VacantRpls = {
  readonly cle: string;
  readonly millesime: string;
  readonly bailleur: { readonly organisation: number | null; readonly nom: string; readonly siren: string | null };
  readonly adresse: string;
  readonly commune: string;
  readonly secteur: string | null;
  readonly situation: Situation;
  readonly pieces: number | null;
  readonly surface: number | null;
  readonly loyer: number | null;
  /** Mean of the known rents of its résidence, €/m² without charges; null when too few are known. */
  readonly loyerM2: number | null;
  /** Year of the first letting. */
  readonly miseEnLocation: number | null;
  readonly conventionneLe: string | null;
  /** Column CONTRESLOG of RPLS. */
  readonly contingent: string | null;
  /** Key of its résidence, by which an operation names what it demolishes. */
  readonly residence: string | null;
};

export type RechercheQueries = {
  /**
   * Last published vintage, dwellings that the actor may read, by commune then address. `loyersMin`: minimum count of known rents to compute a
   * résidence's mean.
   */
  vacants(epci: string, loyersMin: number): Promise<readonly VacantRpls[]>;
  findVacant(epci: string, cle: string): Promise<VacantRpls | null>;
  /** ISO day of the first interview by file, for the files that the actor may read. */
  premiersEntretiens(epci: string): Promise<ReadonlyMap<number, string>>;
};

/** A dwelling that could be offered; several alike when an operation delivers them. */
export type LogementARelouer = {
  /** `suivi-12`, `rpls-<key>`, `operation-4-T3`: parameter that opens the form of an offer. */
  readonly cle: string;
  readonly origine: OrigineLogement;
  readonly nombre: number;
  readonly disponibleLe: string | null;
  /** « vacant au 01/01/2017, à confirmer ». */
  readonly mention: string;
  readonly bailleur: { readonly organisation: number | null; readonly nom: string; readonly siren: string | null };
  readonly logement: Omit<LogementOffert, "bailleur">;
  readonly acces: AccesLogement;
  readonly contingent: Contingent;
  /** €/m² without charges, when its own rent is unknown: the operation's planned rent, or the mean of the résidence. */
  readonly loyerM2: number | null;
  readonly rang: RangOffre;
};

/** Reste à charge of a household in a dwelling, euros a month. `minimum`: with an unchanged APL, `maximum`: without any; null: unknown. */
export type ResteAttendu = {
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Difference with today, with an unchanged APL. */
  readonly ecart: number | null;
  /** true: the charges are unknown, both bounds leave them out, and the real amount is higher. */
  readonly horsCharges: boolean;
};

export type LogementTrouve = LogementARelouer & {
  readonly reste: ResteAttendu;
  /** Criteria that cannot be decided. */
  readonly aVerifier: readonly CritereRecherche[];
  /** Does Action Logement have a right on it, after its contingent? */
  readonly droitActionLogement: Reponse;
};

/** Empty and null: any. */
export type CriteresRecherche = {
  readonly typologies: readonly Typologie[];
  readonly zone: Situation | null;
  /** INSEE codes. */
  readonly communes: readonly string[];
  readonly acces: AccesLogement | null;
  /** Organisation `id`. */
  readonly bailleur: number | null;
  readonly origine: OrigineLogement | null;
  /** Euros a month. */
  readonly limite: number | null;
};

export type QuestionRecherche = {
  readonly epci: string;
  readonly menage: number | null;
  readonly jour: string;
  /** null: not chosen, the household's apply. */
  readonly criteres: CriteresRecherche | null;
};

export type Recherche = {
  readonly territoire: string;
  readonly criteres: CriteresRecherche;
  readonly menage: {
    readonly id: number;
    readonly reference: string;
    readonly actionLogement: Reponse;
    readonly resteAvant: number | null;
    /** Source of its criteria, in words. */
    readonly dits: readonly string[];
    /** true: its own criteria are applied. */
    readonly propres: boolean;
    /** true: an offer may be made, and the form opens. */
    readonly offrable: boolean;
  } | null;
  readonly retenus: readonly LogementTrouve[];
  readonly aVerifier: readonly LogementTrouve[];
  /** Counts of dwellings, not of lines: an operation's line counts for all its dwellings. */
  readonly comptes: { readonly examines: number; readonly retenus: number; readonly aVerifier: number };
  readonly ecartes: readonly { readonly motif: EcartRecherche; readonly nombre: number }[];
  readonly millesime: string | null;
  readonly phrases: readonly string[];
  readonly droits: readonly string[];
  readonly choix: {
    /** Files to which an offer may still be made. */
    readonly menages: readonly { readonly code: string; readonly libelle: string }[];
    readonly communes: readonly { readonly code: string; readonly libelle: string }[];
    readonly bailleurs: readonly { readonly code: string; readonly libelle: string }[];
  };
};
