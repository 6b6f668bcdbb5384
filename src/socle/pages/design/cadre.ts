import type { Territoire } from "../../regles/shared/territoire.ts";

/** Addresses of what the browser loads, with their fingerprint; an island that was not built has no address and its page still works. */
export type Ressources = {
  readonly css: string;
  /** What the public's pages add: read by households on a phone. */
  readonly cssPublic: string;
  readonly icone: string;
  readonly islands: Readonly<Partial<Record<Island, string>>>;
};

/** The last two are loaded by the map's own script, when it is asked for: the drawing engine and its worker. */
export const ISLANDS = [
  "avancement",
  "brouillon",
  "cle-acces",
  "depot",
  "localiser",
  "recherche",
  "carte",
  "carte-moteur",
  "carte-ouvrier",
] as const;
export type Island = (typeof ISLANDS)[number];

/** What every page shows around its content. */
export type Cadre = {
  /** Query of the page, where it may be asked for again; a refused act has none. */
  readonly recherche?: string | null;
  readonly territoire: Territoire | null;
  readonly plusieursTerritoires: boolean;
  readonly ressources: Ressources;
  readonly version: string;
  /** Somebody is logged in. */
  readonly connecte: boolean;
  /** Parts of the site that this person may open here, in the order of the navigation. */
  readonly rubriques: readonly Rubrique[];
  /** Pages inside the parts that have some, that this person may open. */
  readonly sousPages: readonly SousPage[];
  readonly droits: DroitsPage;
};

/** What the page offers to this person: a button that would be refused is not shown. The server checks all the same. */
export type DroitsPage = {
  readonly lireLots: boolean;
  readonly deposer: boolean;
  readonly publier: boolean;
  readonly localiser: boolean;
  readonly exporterLot: boolean;
  readonly exporterBilan: boolean;
  readonly composer: boolean;
  /** Prepare a version of the convention, its objectives and its acts. */
  readonly ecrireConvention: boolean;
  /** Write the acts of the State, or sign for one's organisation. */
  readonly validerConvention: boolean;
  readonly ecrireContingent: boolean;
  readonly ecrireBilanBailleur: boolean;
};

export const AUCUN_DROIT: DroitsPage = {
  lireLots: false,
  deposer: false,
  publier: false,
  localiser: false,
  exporterLot: false,
  exporterBilan: false,
  composer: false,
  ecrireConvention: false,
  validerConvention: false,
  ecrireContingent: false,
  ecrireBilanBailleur: false,
};

export type Rubrique =
  | "a-faire"
  | "bilan"
  | "convention"
  | "observatoire"
  | "demandes"
  | "liberations"
  | "relogement"
  | "programme"
  | "commission"
  | "actions"
  | "rapport"
  | "donnees"
  | "habilitations"
  | "journal"
  | "donnees-personnelles";

export const LIBELLE_RUBRIQUE: Readonly<Record<Rubrique, string>> = {
  "a-faire": "À faire",
  bilan: "Bilan",
  convention: "Convention",
  observatoire: "Observatoire",
  demandes: "Demandes",
  liberations: "Attributions",
  relogement: "Relogement",
  programme: "Programme",
  commission: "Commission",
  actions: "Actions",
  rapport: "Rapport",
  donnees: "Données",
  habilitations: "Habilitations",
  journal: "Journal",
  "donnees-personnelles": "Données personnelles",
};

/** The parts that have a navigation of their own. Each page is an address under the territory. */
export const SOUS_PAGES = {
  convention: [
    "objectifs",
    "convention",
    "avenants",
    "ppgdid",
    "documents",
    "reperes",
    "publics-prioritaires",
    "contingents",
    "bilans-bailleurs",
    "mesures",
  ],
  observatoire: [
    "observatoire",
    "observatoire/parc",
    "observatoire/loyers",
    "observatoire/desequilibres",
    "observatoire/demandes",
    "observatoire/segregation",
    "observatoire/carte",
    "observatoire/portraits",
    "observatoire/remontees",
    "observatoire/diffusion",
  ],
  demandes: [
    "demandes",
    "demandes/fiches-contact",
    "demandes/entretiens",
    "demandes/veille",
    "demandes/evenements",
    "demandes/cotation",
    "demandes/doublons",
    "demandes/sne",
    "demandes/accueil",
  ],
  liberations: [
    "liberations",
    "cal",
    "liberations/delais",
    "liberations/salaries",
    "liberations/reperes",
    "plans",
    "examens-occupation",
  ],
  relogement: ["relogement", "relogement/menages", "relogement/logements", "relogement/comite"],
  programme: ["programme", "programme/regles", "programme/calendrier", "programme/conventions", "simulation"],
  commission: [
    "commission",
    "commission/reunions",
    "commission/cas",
    "commission/cas/nouveau",
    "commission/decisions",
    "commission/evaluations",
  ],
} as const;
export type SousPage = (typeof SOUS_PAGES)[keyof typeof SOUS_PAGES][number];

export const LIBELLE_SOUS_PAGE: Readonly<Record<SousPage, string>> = {
  objectifs: "Objectifs",
  convention: "Convention",
  avenants: "Avenants",
  ppgdid: "Plan de gestion de la demande",
  documents: "Schéma des documents",
  reperes: "Repères",
  "publics-prioritaires": "Publics prioritaires",
  contingents: "Contingents",
  "bilans-bailleurs": "Bilans par bailleur",
  mesures: "Mesures et résultats nationaux",
  observatoire: "Vue d’ensemble",
  "observatoire/parc": "Parc",
  "observatoire/loyers": "Loyers",
  "observatoire/desequilibres": "Déséquilibres",
  "observatoire/demandes": "Demandes et attributions",
  "observatoire/segregation": "Ségrégation",
  "observatoire/carte": "Carte détaillée",
  "observatoire/portraits": "Portraits",
  "observatoire/remontees": "Remontées de terrain",
  "observatoire/diffusion": "Diffusion publique",
  demandes: "Demandes",
  "demandes/fiches-contact": "Fiches contact",
  "demandes/entretiens": "Entretiens découverte",
  "demandes/veille": "Veille",
  "demandes/evenements": "Évènements",
  "demandes/cotation": "Cotation",
  "demandes/doublons": "Doublons",
  "demandes/sne": "Échanges avec le SNE",
  "demandes/accueil": "Information du public",
  liberations: "Logements à attribuer",
  cal: "Commission",
  "liberations/delais": "Délais",
  "liberations/salaries": "Salariés",
  "liberations/reperes": "Repères de budget",
  relogement: "Immeubles",
  "relogement/menages": "Ménages",
  "relogement/logements": "Logements à proposer",
  "relogement/comite": "Comité de suivi et charte",
  programme: "Opérations",
  "programme/regles": "Règles PLH et PRU",
  "programme/calendrier": "Calendrier",
  "programme/conventions": "Conventions d’objectifs",
  simulation: "Simulation",
  commission: "Instances",
  "commission/reunions": "Réunions",
  "commission/cas": "Cas bloqués",
  "commission/cas/nouveau": "Signaler un cas bloqué",
  "commission/decisions": "Décisions",
  "commission/evaluations": "Évaluations",
  plans: "Propositions optimisées",
  "examens-occupation": "Examens de l’occupation",
};

type Parametres = Readonly<Record<string, string | number | null | undefined>>;

/** `/t/200068666/bilan?annee=2017`; empty and null parameters are left out. */
export function hrefTerritoire(epci: string, chemin: string, parametres: Parametres = {}): string {
  return withQuery(`/t/${encodeURIComponent(epci)}/${chemin}`, parametres);
}

/** The same for an address of no territory. */
export function withQuery(chemin: string, parametres: Parametres): string {
  const query = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(parametres)) {
    if (valeur !== null && valeur !== undefined && valeur !== "") query.set(nom, String(valeur));
  }
  return query.size > 0 ? `${chemin}?${query}` : chemin;
}
