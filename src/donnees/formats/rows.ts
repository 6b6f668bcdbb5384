import type { Contingent, Origine, Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { ListePerimetres } from "#droit/regles/generation-qpv.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { Lieu } from "../regles/convention/lieu.ts";
import type { Objet } from "../regles/convention/objet.ts";
import type { MotifRefus, RefusPar } from "../regles/demande/demande.ts";
import type { IndicateurOccupation, PopulationOccupation } from "../regles/occupation/indicateur.ts";
import type { Label } from "../regles/public-prioritaire/label.ts";

/** null everywhere below means: the file does not say. Dates are ISO days, months are "YYYY-MM". */

export type LogementRow = {
  /** Stable identity inside a vintage (IDENT_REP, else SIRET + IDENT_INT); null in the open files, which carry none. */
  readonly cle: string | null;
  /** Fingerprint of the whole line: two lines of the same `cle` and `empreinte` are one dwelling written twice. */
  readonly empreinte: string;
  readonly identRep: string | null;
  readonly identInt: string | null;
  /** SIREN of the bailleur. */
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  readonly commune: string;
  readonly communeNom: string | null;
  readonly codePostal: string | null;
  /** « 12 impasse Denans »: number and road put back together wherever the file wrote them. */
  readonly adresse: string | null;
  /** COMPLGEO: name of the programme. */
  readonly residence: string | null;
  readonly situationDeclaree: Situation;
  readonly qpvDeclare: string | null;
  readonly typeConstruction: "C" | "I" | "E" | null;
  readonly pieces: number | null;
  readonly surface: number | null;
  readonly construction: number | null;
  readonly miseEnLocation: number | null;
  readonly entreePatrimoine: number | null;
  readonly financement: string | null;
  readonly conventionne: Reponse;
  readonly conventionLe: string | null;
  /** MODE, 1 let … 9. */
  readonly mode: string | null;
  readonly bailDepuis: string | null;
  readonly disponibleDepuis: string | null;
  /** Months. */
  readonly dureeVacance: number | null;
  /** Whole euros a month, charges excluded. 9999 in the file means « sans objet »: null here. */
  readonly loyer: number | null;
  readonly dpeEnergie: string | null;
  readonly dpeSerre: string | null;
  /** CONTRESLOG 1 … 7. */
  readonly contingent: string | null;
  /** SORTIEPATRIM 1 … 5: the dwelling has left the stock. */
  readonly sortie: string | null;
  /** WGS84 degrees, reprojected when the file is in Lambert-93. */
  readonly longitude: number | null;
  readonly latitude: number | null;
};

export type AttributionRow = {
  /** Keyed hash of NUMERO_UNIQUE (or of DEMANDE when the number is absent). */
  readonly cle: string;
  readonly empreinte: string;
  readonly bailleur: string;
  readonly bailSigneLe: string | null;
  readonly commune: string | null;
  /** ADRESSE_LOGEMENT_ATTRIB and RESIDENCE_LOGEMENT_ATTRIB: columns of ours, which bailleurs often add; null in the plain extraction. */
  readonly adresse: string | null;
  readonly residence: string | null;
  readonly numeroRpls: string | null;
  readonly typologie: string | null;
  readonly surface: number | null;
  readonly loyer: number | null;
  readonly situationDeclaree: Situation;
  readonly quartileDeclare: Quartile;
  /** Euros a month; 0 is 0 €, null is unknown. */
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  readonly tailleMenage: number | null;
  readonly age: number | null;
  readonly contingent: Contingent;
  readonly origine: Origine;
  readonly relogement: Reponse;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly travailleurEssentiel: Reponse;
  readonly motifDemande: string | null;
  /** Days between registration and lease. */
  readonly delaiJours: number | null;
  /** Works for an employer who pays into Action Logement. */
  readonly salarie: Reponse;
};

export type DemandeRow = {
  readonly cle: string;
  readonly empreinte: string;
  readonly creeLe: string | null;
  readonly renouveleLe: string | null;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly origine: Origine;
  readonly quartileDeclare: Quartile;
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  readonly tailleMenage: number | null;
  readonly age: number | null;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly motifDemande: string | null;
  readonly positionPlafond: PositionPlafond;
  /** Dwellings offered so far. */
  readonly propositions: number | null;
  readonly derniereProposition: string | null;
  readonly refusPar: RefusPar;
  readonly refusMotif: MotifRefus;
  /** Last change of the demande in the SNE, whoever made it. */
  readonly dernierEvenement: string | null;
  readonly salarie: Reponse;
  /** Where the applicant lives today. */
  readonly qpvActuel: Situation;
};

/** GeoJSON geometry in WGS84: rings of [longitude, latitude]. */
export type Contour = {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly (readonly [number, number])[])[][];
};

export type QpvRow = {
  /** QP + 6 digits (2015) or QN + 5 digits + letter (2024); a former ZUS (1996) has 7 digits; a demonstration perimeter keeps a code of its own. */
  readonly code: string;
  readonly nom: string;
  readonly generation: ListePerimetres;
  readonly communes: readonly string[];
  readonly contour: Contour;
  /** Drawn for the demonstration: shown as such wherever the perimeter is. */
  readonly fictif: boolean;
};

export type CommuneRow = {
  readonly code: string;
  readonly nom: string;
  readonly population: number | null;
  readonly secteur: string | null;
  readonly contour: Contour;
  /** « carte schématique »: not the official shape. */
  readonly schematique: boolean;
};

export type SeuilRow = {
  readonly epci: string;
  readonly libelle: string | null;
  readonly annee: number;
  /** Euros a year per consumption unit. */
  readonly seuilAnnuelUc: number;
  readonly arrete: string | null;
  readonly dateEffet: string;
};

export type ObjectifRow = {
  readonly epci: string;
  /** That of `du` when the line says days. */
  readonly annee: number;
  /** null, as `contingent`: the whole EPCI. */
  readonly bailleur: string | null;
  /** Of the réservataire that bears it. */
  readonly contingent: Contingent | null;
  readonly objet: Objet;
  /** null: the whole territory. */
  readonly lieu: Lieu | null;
  /** Whole months; both null: the whole of its year. */
  readonly du: string | null;
  readonly au: string | null;
  /** As written; at least one of the two. */
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly acte: string;
  readonly depuis: string;
};

export type ResultatRow = {
  readonly epci: string;
  readonly annee: number;
  readonly bailleur: string | null;
  /**
   * "q1-", "q24-", "total-", "taux-", "attendu-", "manque-", "logements-", "vacants-", each of "qpv" or "hors-qpv"; and "reloges-hors-qpv",
   * "sans-ressources", "total-signees", "ressources-nulles", "propositions-qpv", "propositions-qpv-q24".
   */
  readonly grandeur: string;
  /** As printed, "/" included. */
  readonly imprime: string;
  readonly valeur: number | null;
  readonly source: string;
  readonly explication: string | null;
};

/** The yearly figures of one EPCI as the ministry publishes them: counts of attributions, rates between 0 and 1. */
export type ResultatNationalRow = {
  readonly epci: string;
  readonly nom: string | null;
  readonly annee: number;
  readonly attributionsHorsQpv: number | null;
  readonly premierQuartileHorsQpv: number | null;
  /** As printed, never recomputed: the counts may be masked where the rate is not. */
  readonly tauxHorsQpv: number | null;
  readonly attributionsQpv: number | null;
  readonly autresQuartilesQpv: number | null;
  readonly tauxQpv: number | null;
  readonly source: string;
  readonly publieLe: string | null;
};

/** A household on a list of priority publics: that it is, since when, until when. Why it is (health, violence…) is read to be checked, and not kept. */
export type PrioritaireRow = Label & {
  /** Keyed hash of the numéro unique, the same as an attribution's. */
  readonly cle: string;
  readonly empreinte: string;
  /** SIREN of whose list it is; null for the préfet's. */
  readonly bailleur: string | null;
  /** Not stored: tells whether the line is this territory's. */
  readonly departement: string | null;
  /** Recognised by the commission de médiation; a line that says another reason does not say no. */
  readonly dalo: "oui" | "inconnu";
};

/** Households of one résidence that one indicator counts, out of those who answered: never a household. */
export type OccupationRow = {
  /** Year of the survey. */
  readonly enquete: number;
  /** SIREN. */
  readonly bailleur: string;
  readonly commune: string;
  /** Name of the programme, as RPLS writes it: the key of the résidence is made of it. */
  readonly residence: string;
  readonly population: PopulationOccupation;
  readonly indicateur: IndicateurOccupation;
  /** At most `repondants`. */
  readonly effectif: number;
  /** At least 1. */
  readonly repondants: number;
};
