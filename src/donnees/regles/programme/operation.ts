import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/**
 * Effect of an operation on the stock. The signed document's words (§5): démolir, réhabiliter, résidentialiser, construire, reconstituer, accession.
 */
export const GENRES_OPERATION = [
  "demolition",
  "rehabilitation",
  "residentialisation",
  "construction",
  "reconstitution",
  "accession-psla",
  "lot-libre",
] as const;
export type GenreOperation = (typeof GENRES_OPERATION)[number];

export const LIBELLE_GENRE_OPERATION: Readonly<Record<GenreOperation, string>> = {
  demolition: "Démolition",
  rehabilitation: "Réhabilitation",
  residentialisation: "Résidentialisation",
  construction: "Construction",
  reconstitution: "Reconstitution de l’offre démolie",
  "accession-psla": "Accession sociale (PSLA)",
  "lot-libre": "Lots libres",
};

export const CADRES_OPERATION = ["npnru", "pru1", "plh", "droit-commun"] as const;
export type CadreOperation = (typeof CADRES_OPERATION)[number];

export const LIBELLE_CADRE_OPERATION: Readonly<Record<CadreOperation, string>> = {
  npnru: "Renouvellement urbain (NPNRU)",
  pru1: "Premier programme (PRU 1)",
  plh: "PLH",
  "droit-commun": "Droit commun",
};

/** From the bailleur's submission to the delivery. `deposee`: received; `prevue`: in the EPCI's programme (action 7); the last three close it. */
export const ETATS_OPERATION = [
  "deposee",
  "a-completer",
  "prevue",
  "engagee",
  "en-cours",
  "terminee",
  "refusee",
  "abandonnee",
] as const;
export type EtatOperation = (typeof ETATS_OPERATION)[number];

export const LIBELLE_ETAT_OPERATION: Readonly<Record<EtatOperation, string>> = {
  deposee: "Déposée, à examiner",
  "a-completer": "À compléter",
  prevue: "Au programme",
  engagee: "Financée",
  "en-cours": "En cours",
  terminee: "Terminée",
  refusee: "Non retenue",
  abandonnee: "Abandonnée",
};

export const PHASES_OPERATION = ["etudes", "depot-financement", "relogement", "chantier", "livraison"] as const;
export type PhaseOperation = (typeof PHASES_OPERATION)[number];

export const LIBELLE_PHASE_OPERATION: Readonly<Record<PhaseOperation, string>> = {
  etudes: "Études",
  "depot-financement": "Dépôt du dossier de financement",
  relogement: "Relogement des ménages",
  chantier: "Chantier",
  livraison: "Livraison",
};

/** First and last day, planned then real; null is unknown. A phase that the register does not have is absent. */
export type EtapeOperation = {
  readonly phase: PhaseOperation;
  readonly debutPrevu: string | null;
  readonly finPrevue: string | null;
  readonly debutReel: string | null;
  readonly finReelle: string | null;
};

/** Dwellings by financing; null: the file does not say. */
export type MixFinancement = {
  readonly plai: number | null;
  readonly plus: number | null;
  readonly pls: number | null;
  readonly autre: number | null;
};

/** One line of the register of the PLH and of urban renewal. Counts are dwellings. */
export type Operation = {
  readonly id: number;
  readonly nom: string;
  readonly genre: GenreOperation;
  readonly cadre: CadreOperation;
  /** null: none designated yet, or not a bailleur (lots libres). */
  readonly bailleur: { readonly organisation: number; readonly nom: string; readonly siren: string | null } | null;
  readonly commune: string | null;
  readonly secteur: string | null;
  readonly situation: Situation;
  /** Keys of `residence`: the résidences of the stock concerned. */
  readonly residences: readonly string[];
  readonly logements: number | null;
  readonly collectifs: number | null;
  readonly individuels: number | null;
  readonly financements: MixFinancement;
  readonly typologies: Readonly<Partial<Record<Typologie, number>>>;
  /** In €/m² of habitable area a month, without charges. */
  readonly loyerM2: number | null;
  /** First lettings of a delivered operation: known ones, and among them those to the first quartile or to rehoused households. */
  readonly premiersBaux: {
    readonly connus: number;
    readonly q1OuReloges: number;
    /** Among the known ones, those to households that lived in a priority neighbourhood; null or absent: not said. */
    readonly habitantsQpv?: number | null;
  } | null;
  /** For a demolition: the households to rehouse. */
  readonly aReloger: {
    readonly occupes: number | null;
    readonly occupesAu: string | null;
    /** Year in which rehousing starts. */
    readonly depuis: number | null;
  } | null;
  readonly etapes: readonly EtapeOperation[];
  readonly etat: EtatOperation;
  /** null: only the partners see it. */
  readonly publieLe: string | null;
  readonly synthetique: boolean;
};
