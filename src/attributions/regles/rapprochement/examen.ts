import type { TypologieCherchee } from "#dossier/regles/reponses.ts";
import type { Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { FinancementLogement } from "../liberation/liberation.ts";
import type { AccesLogement } from "../logement/logement-suivi.ts";

/** In the order of the check; a household excluded by several has all of them as reasons, the first marked. */
export const FILTRES = ["typologie", "secteur", "plafond", "effort", "reservation", "accessibilite"] as const;
export type Filtre = (typeof FILTRES)[number];

export const LIBELLE_FILTRE: Readonly<Record<Filtre, string>> = {
  typologie: "Typologie",
  secteur: "Commune ou secteur",
  plafond: "Plafond de ressources",
  effort: "Taux d’effort",
  reservation: "Réservation",
  accessibilite: "Accessibilité",
};

/** `sans-seuil`: neither the bailleur nor the territory has written a threshold, so that nobody is excluded by it. */
export const VERDICTS_FILTRE = ["passe", "echoue", "indecidable", "sans-seuil"] as const;
export type VerdictFiltre = (typeof VERDICTS_FILTRE)[number];

/** Facts to write for a filter to decide. */
export const FAITS_MANQUANTS = [
  "typologie-demandee",
  "typologie-logement",
  "souhaits",
  "ressources-fiscales",
  "financement",
  "plafond-inconnu",
  "revenu",
  "revenu-nul",
  "aide",
  "loyer",
  "contingent",
  "action-logement",
  "priorite",
  "profession",
  "besoin-acces",
  "acces-logement",
] as const;
export type FaitManquant = (typeof FAITS_MANQUANTS)[number];

export const LIBELLE_FAIT_MANQUANT: Readonly<Record<FaitManquant, string>> = {
  "typologie-demandee": "la typologie demandée",
  "typologie-logement": "la typologie du logement",
  souhaits: "les communes souhaitées",
  "ressources-fiscales": "le revenu fiscal de référence, ou de qui vit dans le logement",
  financement: "le financement du logement",
  "plafond-inconnu": "le plafond de ce financement, que Blaise n’a pas",
  revenu: "les ressources du mois",
  "revenu-nul": "des ressources déclarées à 0 € : le taux ne se calcule pas",
  aide: "l’aide au logement, qui peut faire passer de l’autre côté du seuil",
  loyer: "le loyer ou les charges du logement",
  contingent: "le contingent du logement",
  "action-logement": "si l’employeur cotise à Action Logement",
  priorite: "si le ménage est d’un public prioritaire",
  profession: "la situation professionnelle",
  "besoin-acces": "le besoin d’accessibilité du ménage",
  "acces-logement": "l’accessibilité du logement",
};

/** Lowest and highest amount or rate. */
export type BornesExamen = { readonly min: number; readonly max: number };

/** One filter on one household. `valeur` and `detail`: as in `MotifExclusion`, for a failure. */
export type ResultatFiltre = {
  readonly filtre: Filtre;
  readonly verdict: VerdictFiltre;
  readonly manque: readonly FaitManquant[];
};

/**
 * Why a filter excludes. `valeur`: euros of yearly resources above the ceiling (plafond), euros a month too many (effort); null for the others or
 * when
 * unknown. `detail`: the dwelling's typology, the commune's code, the public of the contingent, the need of access.
 */
export type MotifExclusion = {
  readonly filtre: Filtre;
  /** true: first failure in the fixed order. */
  readonly premier: boolean;
  readonly valeur: number | null;
  readonly detail: string | null;
};

/** Smallest change that lifts one reason: « serait éligible si… ». Same `valeur` and `detail` as the reason. */
export const CHANGEMENTS = [
  "demander-typologie",
  "ajouter-commune",
  "ressources-sous-plafond",
  "loyer-moins-cher",
  "beneficier-contingent",
  "logement-accessible",
] as const;
export type Changement = (typeof CHANGEMENTS)[number];

export type Contrefactuel = {
  readonly filtre: Filtre;
  readonly changement: Changement;
  readonly valeur: number | null;
  readonly detail: string | null;
};

/** Points under the scheme of the day, an aid to the decision. `min` and `max`: bounds that the unknown answers leave. */
export type CotationExamen = {
  /** Version of the scheme. */
  readonly grille: number;
  readonly points: number;
  readonly min: number;
  readonly max: number;
};

/**
 * (rent + annexes + recoverable charges + contribution + flat rate − aid) ÷ resources of the future occupants (arrêté du 10 mars 2011).
 * Amounts in euros a month, rates in %, to a tenth.
 */
export type EffortExamen = {
  /** null: between the bounds, or not computable. */
  readonly taux: number | null;
  readonly bornes: BornesExamen | null;
  readonly loyer: number | null;
  readonly charges: number | null;
  /** Flat rate for individual water or heating, when the bailleur wrote one; else 0. */
  readonly forfait: number;
  /** Declared by the household; null: unknown before the lease. */
  readonly aide: number | null;
  readonly ressources: number | null;
  /** In %. null: no threshold. */
  readonly seuil: number | null;
};

/** Euros a day and a consumption unit; no national norm. */
export type ResteAVivre = {
  readonly valeur: number | null;
  readonly bornes: BornesExamen | null;
  readonly uniteConso: number | null;
  /** Declared monthly charges deducted (alimony paid). */
  readonly chargesDeclarees: number;
  /** Threshold of the bailleur or of the territory; null: none. */
  readonly repere: number | null;
};

export type OccupationExamen = {
  /** CCH, art. R. 822-25; null: surface or persons unknown. */
  readonly surOccupe: boolean | null;
  /** CCH, art. L. 621-2; null: typology or persons unknown. */
  readonly sousOccupe: boolean | null;
  readonly confianceSousOccupe: Confiance;
};

export type PlafondExamen = {
  readonly financement: FinancementLogement;
  /** Euros a year; null: unknown. */
  readonly plafond: number | null;
  readonly ressources: number | null;
  /** Resources above the ceiling; negative below; null: unknown. */
  readonly ecart: number | null;
  readonly position: "sous" | "au-dessus" | "inconnue";
  readonly confiance: Confiance | null;
};

/**
 * Examination of a household for one dwelling, on one day, WITHOUT A NAME: frozen in `candidature.examen` at the designation. Nothing on
 * health, violence or DALO.
 */
export type Examen = {
  readonly version: 1;
  readonly jour: string;
  /** Reference of the file in Blaise. */
  readonly reference: string | null;
  readonly composition: {
    readonly personnes: number | null;
    readonly adultes: number | null;
    readonly enfants: number | null;
  };
  readonly ancienneteLe: string | null;
  /** Wished sizes, in the household's order; empty: unknown. */
  readonly typologies: readonly TypologieCherchee[];
  readonly piecesMin: number | null;
  readonly nature: "acces" | "mutation" | "inconnue";
  /** Is the household a tenant of the same bailleur? */
  readonly memeBailleur: Reponse;
  readonly quartile: Quartile;
  readonly plafond: PlafondExamen;
  readonly effort: EffortExamen;
  readonly resteAVivre: ResteAVivre;
  readonly occupation: OccupationExamen;
  readonly priorite: Reponse;
  readonly relogement: Reponse;
  readonly salarie: Reponse;
  readonly actionLogement: Reponse;
  readonly urgence: "ordinaire" | "mobilite";
  readonly acces: AccesLogement;
  /** null: not scored. */
  readonly cotation: CotationExamen | null;
  /** All the filters, in order. */
  readonly filtres: readonly ResultatFiltre[];
  readonly motifs: readonly MotifExclusion[];
  readonly inconnus: readonly FaitManquant[];
  readonly contrefactuels: readonly Contrefactuel[];
};

/** `non`: something excludes it. `indecidable`: nothing does, and something could. */
export function eligibilite({ motifs, inconnus }: Pick<Examen, "motifs" | "inconnus">): "oui" | "non" | "indecidable" {
  if (motifs.length > 0) return "non";
  return inconnus.length > 0 ? "indecidable" : "oui";
}
