import type { Salle } from "../../regles/plan/plan.ts";
import type { VueGardee } from "../../regles/plan/vue-gardee.ts";
import type { Territoire } from "../../regles/shared/territoire.ts";
import type { ColonnesMasquees } from "../../regles/table/choix-colonnes.ts";

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
  "bulle",
  "candidats",
  "cle-acces",
  "depot",
  "liste",
  "localiser",
  "recherche",
  "carte",
  "carte-moteur",
  "carte-ouvrier",
] as const;
export type Island = (typeof ISLANDS)[number];

/** The form that takes back the act that the page announces. */
export type Annulation = {
  readonly action: string;
  /** What is taken back. */
  readonly quoi: string;
  readonly champs: Readonly<Record<string, string>>;
};

/** What every page shows around its content. */
export type Cadre = {
  /** Absent or null: nothing was done, or it is not taken back from here, or not by this person. */
  readonly annulation?: Annulation | null;
  /** Query of the page, where it may be asked for again; a refused act has none. */
  readonly recherche?: string | null;
  readonly territoire: Territoire | null;
  readonly plusieursTerritoires: boolean;
  readonly ressources: Ressources;
  readonly version: string;
  /** Somebody is logged in. */
  readonly connecte: boolean;
  /** Address of the page under the territory, without its query; null where there is no territory. */
  readonly chemin: string | null;
  /** What the browser keeps for this page. */
  readonly garde: Garde | null;
  /** What this person may open here, in the order of the menu. */
  readonly salles: readonly Salle[];
  readonly droits: DroitsPage;
};

/** Columns put away in its lists, and the views saved of it. */
export type Garde = { readonly masquees: ColonnesMasquees; readonly vues: readonly VueGardee[] };

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
