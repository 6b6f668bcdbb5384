import type { Territoire } from "#application/territoire/ports.ts";

/** Addresses of what the browser loads, with their fingerprint; an island that was not built has no address and its page still works. */
export type Ressources = {
  readonly css: string;
  readonly icone: string;
  readonly islands: Readonly<Partial<Record<Island, string>>>;
};

export const ISLANDS = ["avancement", "cle-acces", "depot", "localiser"] as const;
export type Island = (typeof ISLANDS)[number];

/** What every page shows around its content. */
export type Cadre = {
  readonly territoire: Territoire | null;
  readonly plusieursTerritoires: boolean;
  readonly ressources: Ressources;
  readonly version: string;
  /** Somebody is logged in. */
  readonly connecte: boolean;
  /** Parts of the site that this person may open here, in the order of the navigation. */
  readonly rubriques: readonly Rubrique[];
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
};

export const AUCUN_DROIT: DroitsPage = {
  lireLots: false,
  deposer: false,
  publier: false,
  localiser: false,
  exporterLot: false,
  exporterBilan: false,
  composer: false,
};

export type Rubrique =
  | "a-faire"
  | "bilan"
  | "rapport"
  | "donnees"
  | "habilitations"
  | "journal"
  | "donnees-personnelles";

export const LIBELLE_RUBRIQUE: Readonly<Record<Rubrique, string>> = {
  "a-faire": "À faire",
  bilan: "Bilan",
  rapport: "Rapport",
  donnees: "Données",
  habilitations: "Habilitations",
  journal: "Journal",
  "donnees-personnelles": "Données personnelles",
};

/** `/t/200068666/bilan?annee=2017`; empty and null parameters are left out. */
export function hrefTerritoire(
  epci: string,
  chemin: string,
  parametres: Readonly<Record<string, string | number | null | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(parametres)) {
    if (valeur !== null && valeur !== undefined && valeur !== "") query.set(nom, String(valeur));
  }
  const suffixe = query.size > 0 ? `?${query}` : "";
  return `/t/${encodeURIComponent(epci)}/${chemin}${suffixe}`;
}
