import type { AccesLogement } from "#attributions/regles/logement/logement-suivi.ts";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { LogementOffert, RangOffre } from "../regles/offre.ts";
import type { CritereRecherche, EcartRecherche, OrigineLogement } from "../regles/recherche.ts";

/** A vacant dwelling of the last published RPLS, on the 1st of January of its vintage. Euros a month without charges, square metres. */
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
  /** RPLS, CONTRESLOG. */
  readonly contingent: string | null;
  /** Key of its résidence: how an operation names what it demolishes. */
  readonly residence: string | null;
};

export type RechercheQueries = {
  /** Of the last published vintage, those that this person may read, by commune then address. `loyersMin`: known rents under which a résidence has no mean. */
  vacants(epci: string, loyersMin: number): Promise<readonly VacantRpls[]>;
  findVacant(epci: string, cle: string): Promise<VacantRpls | null>;
  /** Day of the first meeting by file, of those that this person may read. */
  premiersEntretiens(epci: string): Promise<ReadonlyMap<number, string>>;
};

/** A dwelling that could be offered, and what is known of it; several alike when an operation delivers them. */
export type LogementARelouer = {
  /** `suivi-12`, `rpls-<key>`, `operation-4-T3`: what the form of an offer is opened with. */
  readonly cle: string;
  readonly origine: OrigineLogement;
  readonly nombre: number;
  readonly disponibleLe: string | null;
  /** « vacant au 1er janvier 2017, à confirmer auprès du bailleur ». */
  readonly mention: string;
  readonly bailleur: { readonly organisation: number | null; readonly nom: string; readonly siren: string | null };
  readonly logement: Omit<LogementOffert, "bailleur">;
  readonly acces: AccesLogement;
  readonly contingent: Contingent;
  /** €/m², without charges, when its own rent is not known: what the operation plans, the mean of the résidence. */
  readonly loyerM2: number | null;
  readonly rang: RangOffre;
};

/** Euros a month of one household in one dwelling. `minimum` if its APL does not change, `maximum` without any; null: not known. */
export type ResteAttendu = {
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Against what it pays today, if its APL does not change. */
  readonly ecart: number | null;
  /** Charges are not known: both are without them, and the truth is above. */
  readonly horsCharges: boolean;
};

export type LogementTrouve = LogementARelouer & {
  readonly reste: ResteAttendu;
  /** Criteria that nothing says it meets or fails. */
  readonly aVerifier: readonly CritereRecherche[];
  /** On a right of Action Logement, as its contingent says. */
  readonly droitActionLogement: Reponse;
};

/** Empty and null: whatever it is. */
export type CriteresRecherche = {
  readonly typologies: readonly Typologie[];
  readonly zone: Situation | null;
  /** INSEE codes. */
  readonly communes: readonly string[];
  readonly acces: AccesLogement | null;
  /** Organisation. */
  readonly bailleur: number | null;
  readonly origine: OrigineLogement | null;
  /** Euros a month. */
  readonly limite: number | null;
};

export type QuestionRecherche = {
  readonly epci: string;
  readonly menage: number | null;
  readonly jour: string;
  /** null: not chosen, those of the household. */
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
    /** Where its criteria come from, in words. */
    readonly dits: readonly string[];
    /** Its own criteria are those applied. */
    readonly propres: boolean;
    /** May be made an offer: the form opens. */
    readonly offrable: boolean;
  } | null;
  readonly retenus: readonly LogementTrouve[];
  readonly aVerifier: readonly LogementTrouve[];
  /** Dwellings, not lines: an operation's count for what they are. */
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
