/**
 * Facts that field workers see and statistics do not (signed document, §7: « remontées de terrain sur d’éventuels dysfonctionnements », gestion
 * urbaine de proximité). A closed vocabulary about places, never persons. The document's own example, « la présence de personne en fragilité
 * psychique », is somebody's health data: here it is the need, « besoin d’accompagnement ».
 */
export const TYPES_REMONTEE = [
  "proprete",
  "stationnement",
  "eclairage",
  "bruit",
  "halls",
  "degradation",
  "equipement",
  "bati",
  "espaces-exterieurs",
  "nuisibles",
  "voisinage",
  "isolement",
  "accompagnement",
  "autre",
] as const;
export type TypeRemontee = (typeof TYPES_REMONTEE)[number];

export const LIBELLE_TYPE_REMONTEE: Readonly<Record<TypeRemontee, string>> = {
  proprete: "Propreté, déchets, encombrants",
  stationnement: "Stationnement, véhicules abandonnés",
  eclairage: "Éclairage",
  bruit: "Nuisances sonores",
  halls: "Occupation des halls et parties communes",
  degradation: "Dégradations",
  equipement: "Équipement en panne",
  bati: "Bâti : humidité, infiltration, froid",
  "espaces-exterieurs": "Espaces extérieurs, cheminements",
  nuisibles: "Nuisibles",
  voisinage: "Tension de voisinage",
  isolement: "Isolement d’un ménage",
  accompagnement: "Besoin d’accompagnement",
  autre: "Autre dysfonctionnement",
};

export const GRAVITES = ["faible", "moyenne", "forte"] as const;
export type GraviteRemontee = (typeof GRAVITES)[number];

export const LIBELLE_GRAVITE: Readonly<Record<GraviteRemontee, string>> = {
  faible: "Faible : gêne",
  moyenne: "Moyenne : usage empêché par moments",
  forte: "Forte : danger, ou usage empêché",
};

export const RECURRENCES = ["oui", "non", "inconnu"] as const;
export type Recurrence = (typeof RECURRENCES)[number];

export const LIBELLE_RECURRENCE: Readonly<Record<Recurrence, string>> = {
  oui: "Se répète",
  non: "Une seule fois",
  inconnu: "Ne sait pas",
};

export const ETATS_REMONTEE = ["signalee", "prise-en-charge", "resolue", "sans-suite"] as const;
export type EtatRemontee = (typeof ETATS_REMONTEE)[number];

export const LIBELLE_ETAT_REMONTEE: Readonly<Record<EtatRemontee, string>> = {
  signalee: "Signalée",
  "prise-en-charge": "Prise en charge",
  resolue: "Résolue",
  "sans-suite": "Sans suite",
};

/** States of a follow-up; a new remontée is « signalée ». */
export const ETATS_SUITE = ["prise-en-charge", "resolue", "sans-suite"] as const;
export type EtatSuite = (typeof ETATS_SUITE)[number];

/** Final states. */
export function isClose(etat: EtatRemontee): etat is "resolue" | "sans-suite" {
  return etat === "resolue" || etat === "sans-suite";
}

/** A dated follow-up by an organisation. */
export type SuiteRemontee = {
  readonly etat: EtatSuite;
  readonly le: string;
  readonly texte: string;
  readonly organisation: string;
};

export type Remontee = {
  readonly id: number;
  /** INSEE code. */
  readonly commune: string;
  /** Key and name of the résidence at the time of writing; null: in the commune, outside any résidence. */
  readonly residence: { readonly cle: string; readonly nom: string } | null;
  /** SIREN of the résidence's bailleur; null when unknown, or without a résidence. */
  readonly bailleur: string | null;
  readonly observeeLe: string;
  readonly type: TypeRemontee;
  readonly gravite: GraviteRemontee;
  readonly recurrente: Recurrence;
  readonly texte: string | null;
  /** Reporting organisation; only the journal names the agent. */
  readonly organisation: string;
  /** State of the last follow-up. */
  readonly etat: EtatRemontee;
  /** Day of the last follow-up; null without any. */
  readonly suivieLe: string | null;
};
