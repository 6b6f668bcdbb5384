import type { Context } from "hono";
import {
  AUCUN_DROIT,
  type Cadre,
  type DroitsPage,
  type Ressources,
  type Rubrique,
  SOUS_PAGES,
  type SousPage,
} from "../pages/design/cadre.ts";
import { type Acteur, PUBLIC } from "../regles/habilitation/acteur.ts";
import { isAdministrateur, isMember, peut, peutLignes, peutPartout } from "../regles/habilitation/peut.ts";
import type { Action, Ressource } from "../regles/habilitation/ressource.ts";
import { introuvable, type Refus } from "../regles/shared/refus.ts";
import type { Territoire } from "../regles/shared/territoire.ts";
import type { AppDeps, Env } from "./deps.ts";

/** Given to every route. A module adds what its own pages share, in its `routes/deps.ts`. */
export interface Site {
  readonly deps: AppDeps;
  readonly ressources: Ressources;
}

/** Enough to draw the frame. */
export type SiteCadre = { readonly deps: Pick<AppDeps, "version">; readonly ressources: Ressources };

/** The frame of a page outside a territory. Before the actor is known (an early error), the public's. */
export function emptyCadre({ deps, ressources }: SiteCadre, c?: Context<Env>): Cadre {
  const acteur = c?.get("acteur") ?? PUBLIC;
  return {
    recherche: c?.req.method === "GET" ? new URL(c.req.url).search : null,
    territoire: null,
    plusieursTerritoires: false,
    ressources,
    version: deps.version,
    connecte: acteur.compte !== null,
    rubriques: [],
    sousPages: [],
    droits: AUCUN_DROIT,
  };
}

/** The same words for a missing territory, for one that is not theirs, and for a habilitation just lost, so that nobody learns which. */
export function territoireFerme(): Refus {
  return introuvable(
    "territoire-inconnu",
    "Ce territoire n’est pas ouvert dans Blaise, ou vous n’y avez pas, ou plus, d’habilitation. Vos habilitations sont dans « Mon compte » ; " +
      "pour en demander une, adressez-vous à la personne qui les gère dans votre intercommunalité.",
  );
}

/** Throws `territoire-inconnu`. */
export async function openCadre(
  site: Site,
  c: Context<Env>,
): Promise<{ readonly epci: string; readonly cadre: Cadre & { readonly territoire: Territoire } }> {
  const epci = c.req.param("epci") ?? "";
  const territoire = await c.var.base.territoires.find(epci);
  if (!territoire) throw territoireFerme();
  return { epci, cadre: cadreIn(site, c, territoire) };
}

function cadreIn(
  site: SiteCadre,
  c: Context<Env>,
  territoire: Territoire,
): Cadre & { readonly territoire: Territoire } {
  const { acteur } = c.var;
  const { epci } = territoire;
  const plusieursTerritoires = new Set(acteur.habilitations.map((habilitation) => habilitation.epci)).size > 1;
  const rubriques = RUBRIQUES_DROITS.filter(([, ressource, action, may]) => may(acteur, ressource, action, epci));
  const ouvertes = isMember(acteur, epci) ? (["a-faire", ...rubriques.map(([code]) => code)] as const) : [];
  const sousPages = Object.values(SOUS_PAGES)
    .flat()
    .filter((page) => isOpenPage(acteur, epci, page));
  const droits = droitsPage(acteur, epci);
  return { ...emptyCadre(site, c), territoire, plusieursTerritoires, rubriques: ouvertes, sousPages, droits };
}

/** A role that opens cases without reading them has the form only; the others find it on the page of the cases. */
function isOpenPage(acteur: Acteur, epci: string, page: SousPage): boolean {
  // Counted over the whole territory, or closed.
  const may = page === "demandes/evenements" ? peutPartout : peut;
  const lire = may(acteur, RESSOURCE_PAGE[page], ACTION_PAGE[page] ?? "lire", epci);
  if (page !== "commission/cas/nouveau") return lire;
  return !lire && peut(acteur, "cas-bloque", "creer", epci);
}

/**
 * The frame around a refusal: the territory's for its members, so that they can go on. Never fails: a refusal must be shown whatever the state of the
 * database.
 */
export async function refusalCadre(site: SiteCadre, c: Context<Env>): Promise<Cadre> {
  const acteur = c.get("acteur");
  const epci = /^\/t\/(\d{9})\//.exec(c.req.path)?.[1];
  if (!acteur || !epci || !isMember(acteur, epci)) return emptyCadre(site, c);
  try {
    const territoire = await c.var.bases.pour(acteur).territoires.find(epci);
    return territoire ? cadreIn(site, c, territoire) : emptyCadre(site, c);
  } catch {
    return emptyCadre(site, c);
  }
}

function droitsPage(acteur: Acteur, epci: string): DroitsPage {
  return {
    lireLots: peutPartout(acteur, "lot", "lire", epci),
    deposer: peut(acteur, "lot", "creer", epci),
    publier: peutPartout(acteur, "lot", "valider", epci),
    localiser: peutPartout(acteur, "lot", "creer", epci),
    exporterLot: peut(acteur, "lot", "exporter", epci),
    exporterBilan: peut(acteur, "bilan", "exporter", epci),
    composer: peutPartout(acteur, "indicateur-interne", "creer", epci),
    ecrireConvention: peutPartout(acteur, "objectif", "modifier", epci),
    validerConvention: peut(acteur, "objectif", "valider", epci),
    ecrireContingent: peut(acteur, "contingent", "modifier", epci),
    ecrireBilanBailleur: peut(acteur, "bilan", "creer", epci),
  };
}

/** Territories where the person has a role; the platform's administrators see all. */
export async function ownTerritoires(c: Context<Env>): Promise<readonly Territoire[]> {
  const { acteur, base } = c.var;
  const all = await base.territoires.list();
  return all.filter(({ epci }) => isAdministrateur(acteur) || isMember(acteur, epci));
}

/** Parts of the site in the navigation, each with the right it needs. */
const RUBRIQUES_DROITS = [
  ["bilan", "bilan", "lire", peut],
  ["convention", "objectif", "lire", peut],
  ["observatoire", "indicateur-interne", "lire", peut],
  ["demandes", "demande-menage", "lire", peut],
  ["liberations", "logement-prive", "lire", peutLignes],
  ["relogement", "relogement", "lire", peut],
  ["programme", "programme", "lire", peut],
  ["commission", "instance", "lire", peut],
  ["actions", "action", "lire", peut],
  ["rapport", "indicateur-interne", "creer", peut],
  ["donnees", "lot", "lire", peut],
  // A person's own habilitations are in « Mon compte ».
  ["habilitations", "habilitation", "lire", peutPartout],
  ["journal", "journal", "lire", peut],
  // That page needs the whole journal: see the guard of conservation.routes.
  ["donnees-personnelles", "journal", "lire", peutPartout],
] as const satisfies readonly (readonly [Rubrique, Ressource, Action, typeof peut])[];

/** Resource behind each page inside a part of the site. */
const RESSOURCE_PAGE: Readonly<Record<SousPage, Ressource>> = {
  objectifs: "bilan",
  convention: "objectif",
  avenants: "objectif",
  ppgdid: "objectif",
  documents: "objectif",
  reperes: "objectif",
  "publics-prioritaires": "bilan",
  contingents: "contingent",
  "bilans-bailleurs": "bilan",
  mesures: "objectif",
  observatoire: "indicateur-interne",
  "observatoire/parc": "indicateur-interne",
  "observatoire/loyers": "indicateur-interne",
  "observatoire/desequilibres": "indicateur-interne",
  "observatoire/demandes": "indicateur-interne",
  "observatoire/segregation": "indicateur-interne",
  "observatoire/carte": "indicateur-interne",
  "observatoire/portraits": "indicateur-interne",
  "observatoire/remontees": "remontee",
  "observatoire/diffusion": "indicateur-publie",
  demandes: "demande-menage",
  "demandes/fiches-contact": "prospect",
  "demandes/entretiens": "prospect",
  "demandes/veille": "attribution",
  "demandes/evenements": "prospect",
  "demandes/cotation": "cotation",
  "demandes/doublons": "demande-identite",
  "demandes/sne": "demande-identite",
  "demandes/accueil": "information",
  liberations: "logement-prive",
  cal: "seance",
  "liberations/delais": "logement-prive",
  "liberations/salaries": "attribution",
  "liberations/reperes": "logement-prive",
  relogement: "relogement",
  "relogement/menages": "relogement",
  "relogement/logements": "relogement",
  "relogement/comite": "relogement",
  programme: "programme",
  "programme/regles": "programme",
  "programme/calendrier": "programme",
  "programme/conventions": "programme",
  simulation: "indicateur-interne",
  commission: "instance",
  "commission/reunions": "instance",
  "commission/cas": "cas-bloque",
  "commission/cas/nouveau": "cas-bloque",
  "commission/decisions": "instance",
  "commission/evaluations": "instance",
  plans: "proposition",
  "examens-occupation": "examen-occupation",
};

/** Pages that need more than the right to read their resource. */
const ACTION_PAGE: Readonly<Partial<Record<SousPage, Action>>> = {
  "demandes/evenements": "exporter",
  "demandes/doublons": "creer",
  "demandes/sne": "creer",
  "demandes/accueil": "modifier",
  // Households, desks and réservataires read their proposals, but not the batches.
  plans: "creer",
};
