import type { Context } from "hono";
import { AUCUN_DROIT, type Cadre, type DroitsPage, type Ressources } from "../pages/design/cadre.ts";
import { type Acteur, PUBLIC } from "../regles/habilitation/acteur.ts";
import { isAdministrateur, isMember, peut, peutPartout } from "../regles/habilitation/peut.ts";
import { openSalles } from "../regles/plan/ouvert.ts";
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
    annulation: c?.get("annulation") ?? null,
    recherche: c?.req.method === "GET" ? new URL(c.req.url).search : null,
    territoire: null,
    plusieursTerritoires: false,
    ressources,
    version: deps.version,
    connecte: acteur.compte !== null,
    chemin: null,
    garde: c?.get("garde") ?? null,
    salles: [],
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
  return {
    ...emptyCadre(site, c),
    territoire,
    plusieursTerritoires,
    chemin: decodeURI(c.req.path.slice(`/t/${epci}/`.length)),
    salles: openSalles(acteur, epci),
    droits: droitsPage(acteur, epci),
  };
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
