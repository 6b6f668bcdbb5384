import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#application/base.ts";
import { findDerniereAnnee, readAnneesBilan } from "#application/bilan/annees.ts";
import { unknownBailleur } from "#application/bilan/compute-bilan.ts";
import type { MemoireAnalyses } from "#application/desequilibre/analyse.ts";
import type { FaitQueries } from "#application/lot/ports.ts";
import type { Memoire } from "#application/memoire.ts";
import type { Territoire, TerritoireQueries } from "#application/territoire/ports.ts";
import { nameDansLeTemps } from "#domain/bailleur/nom-bailleur.ts";
import { heirOn, VUES_BAILLEURS, type VueBailleurs } from "#domain/bailleur/succession.ts";
import { GENERATION_QPV } from "#domain/droit/generation-qpv.ts";
import { findValeur } from "#domain/droit/parametre.ts";
import { type Acteur, PUBLIC } from "#domain/habilitation/acteur.ts";
import {
  habilitationsFor,
  isAdministrateur,
  isMember,
  peut,
  peutLignes,
  peutPartout,
} from "#domain/habilitation/peut.ts";
import type { Action, Ressource } from "#domain/habilitation/ressource.ts";
import { type Periode, parsePeriode } from "#domain/shared/periode.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { Choix } from "#web/bilan/filtres.tsx";
import {
  AUCUN_DROIT,
  type Cadre,
  type DroitsPage,
  type Ressources,
  type Rubrique,
  SOUS_PAGES,
  type SousPage,
} from "#web/design/cadre.ts";
import type { FondObservatoire } from "#web/observatoire/adresses.ts";
import type { Depots } from "./depot/depots.ts";
import type { AppDeps, Env } from "./deps.ts";
import { parseInput } from "./serveur/input.ts";

/** What every route works with. */
export type Site = {
  readonly deps: AppDeps;
  readonly ressources: Ressources;
  readonly depots: Depots;
  readonly memoire: MemoireAnalyses;
  /** Contours and perimeters, which pages share as long as no others are published: anybody may read them, the public too. */
  readonly fonds: Memoire<FondPublie | null>;
};

/** What is enough to draw the frame. */
export type SiteCadre = { readonly deps: Pick<AppDeps, "version">; readonly ressources: Ressources };

/** The page's frame where there is no territory. Before anybody is known (an error of the very first steps), nobody's. */
export function emptyCadre({ deps, ressources }: SiteCadre, c?: Context<Env>): Cadre {
  const acteur = c?.get("acteur") ?? PUBLIC;
  return {
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

/** The same words whether it does not exist or is not theirs, so that nobody learns which; and for whoever has just lost their habilitation. */
export function territoireFerme(): Refus {
  return new Refus(
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

/** Whoever opens cases without reading them has the form alone; the others have it on the page of the cases. */
function isOpenPage(acteur: Acteur, epci: string, page: SousPage): boolean {
  // Counted over the whole territory, or not at all.
  const may = page === "demandes/evenements" ? peutPartout : peut;
  const lire = may(acteur, RESSOURCE_PAGE[page], ACTION_PAGE[page] ?? "lire", epci);
  if (page !== "commission/cas/nouveau") return lire;
  return !lire && peut(acteur, "cas-bloque", "creer", epci);
}

/**
 * The frame around a refusal: that of the territory for whoever belongs there, so that they can go on. It never fails: a refusal must be
 * told whatever the state of the database.
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

/** Those where the person is something; the platform's administrators see all. */
export async function ownTerritoires(c: Context<Env>): Promise<readonly Territoire[]> {
  const { acteur, base } = c.var;
  const all = await base.territoires.list();
  return all.filter(({ epci }) => isAdministrateur(acteur) || isMember(acteur, epci));
}

/** Which parts of the site appear in the navigation, and what they ask for. */
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
  // One's own are in « Mon compte ».
  ["habilitations", "habilitation", "lire", peutPartout],
  ["journal", "journal", "lire", peut],
  // With the right to the whole journal goes that page: garde of conservation.routes.
  ["donnees-personnelles", "journal", "lire", peutPartout],
] as const satisfies readonly (readonly [Rubrique, Ressource, Action, typeof peut])[];

/** What a page inside a part of the site shows. */
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

/** Pages that are not for whoever only reads what they show. */
const ACTION_PAGE: Readonly<Partial<Record<SousPage, Action>>> = {
  "demandes/evenements": "exporter",
  "demandes/doublons": "creer",
  "demandes/sne": "creer",
  "demandes/accueil": "modifier",
  // A household, a desk and a réservataire read what is proposed to them, and no proposal for a batch.
  plans: "creer",
};

/** Last year of which the person has a bilan to read; null: none. */
export function findAnneeLue(base: Base, epci: string): Promise<number | null> {
  return findDerniereAnnee(base.cubes, epci, bailleursVisibles(base.acteur, epci, "lire"));
}

type ActionBilan = Extract<Action, "lire" | "exporter">;

/**
 * Whose figures the person may see, or take away: null is everybody's, else the SIREN of the organisations where they hold that very right.
 * A total computed on one bailleur's rows must never be called the territory's, nor rows that are not given be told as zeros.
 */
function bailleursVisibles(acteur: Acteur, epci: string, action: ActionBilan): readonly string[] | null {
  if (peutPartout(acteur, "bilan", action, epci)) return null;
  const sirens = habilitationsFor(acteur, "bilan", action, epci).flatMap(({ siren, predecesseurs = [] }) =>
    siren === null ? [] : [siren, ...predecesseurs],
  );
  return [...new Set(sirens)];
}

/** An empty form field or parameter says nothing. */
const vide = z.literal("").transform(() => undefined);
const annee = z.coerce.number().int().min(1990).max(2100);

const questionSchema = z.object({
  annee: vide.or(annee).optional(),
  periode: vide.or(z.string().max(20)).optional(),
  bailleur: vide.or(z.string().regex(/^\d{9}$/)).optional(),
  vue: vide.or(z.enum(VUES_BAILLEURS)).optional(),
});

export type Question = {
  readonly epci: string;
  readonly periode: Periode;
  readonly bailleur: string | null;
  readonly vue: VueBailleurs;
};

/** Year asked for, else the last one published; null when none is. Throws `saisie-invalide`, `periode-invalide`. */
export async function readQuestion(
  base: Base,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
  action: ActionBilan = "lire",
): Promise<Question | null> {
  const asked = parseInput(questionSchema, parametres);
  const year = asked.annee ?? (await findDerniereAnnee(base.cubes, epci, bailleursVisibles(base.acteur, epci, action)));
  if (year === null) return null;
  const vue = asked.vue ?? "alors";
  const bailleur = await chooseBailleurDeLaVue(base, epci, { asked: asked.bailleur ?? null, vue, action });
  return { epci, periode: parsePeriode(year, asked.periode ?? "annee"), bailleur, vue };
}

/** As of now, a bailleur that is no more is whoever took it over. Throws `bailleur-inconnu`. */
export async function chooseBailleurDeLaVue(
  base: Base,
  epci: string,
  { asked, vue, action }: { readonly asked: string | null; readonly vue: VueBailleurs; readonly action: ActionBilan },
): Promise<string | null> {
  const chosen = chooseBailleur(base.acteur, epci, asked, action);
  if (vue === "alors" || chosen === null) return chosen;
  const heir = heirOn(await base.bailleurs.successions(epci), chosen, null);
  return chooseBailleur(base.acteur, epci, heir, action);
}

/** Another organisation's bailleur does not exist for this person. Throws `bailleur-inconnu`. */
export function chooseBailleur(
  acteur: Acteur,
  epci: string,
  asked: string | null = null,
  action: ActionBilan = "lire",
): string | null {
  const visibles = bailleursVisibles(acteur, epci, action);
  if (visibles === null) return asked;
  const chosen = asked ?? visibles[0];
  if (chosen === undefined || !visibles.includes(chosen)) throw unknownBailleur(chosen ?? "de votre organisation");
  return chosen;
}

/** `offered`: the years, unless told otherwise those that have a bilan. */
export async function readChoix(base: Base, epci: string, offered?: Promise<readonly number[]>): Promise<Choix> {
  const visibles = bailleursVisibles(base.acteur, epci, "lire");
  const [annees, noms, successions] = await Promise.all([
    offered ?? readAnneesBilan(base.cubes, epci, visibles),
    base.cubes.bailleurs(epci),
    base.bailleurs.successions(epci),
  ]);
  const bailleurs = [...noms]
    .filter(([siren]) => visibles === null || visibles.includes(siren))
    .map(([siren, nom]) => ({ siren, nom: nameDansLeTemps(siren, nom, successions) }));
  return {
    tous: visibles === null,
    annees,
    bailleurs: bailleurs.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")),
    vues: successions.length > 0,
  };
}

type FondPublie = {
  readonly communes: Awaited<ReturnType<TerritoireQueries["contours"]>>;
  readonly perimetres: Awaited<ReturnType<FaitQueries["perimetres"]>>;
};

async function readFondPublie(base: Pick<Base, "territoires" | "faits">, epci: string): Promise<FondPublie> {
  const [communes, perimetres] = await Promise.all([base.territoires.contours(epci), base.faits.perimetres(epci)]);
  return { communes, perimetres };
}

/** Contours and perimeters in force on the last day of the year. */
export async function readFond(
  { fonds }: Pick<Site, "fonds">,
  base: Pick<Base, "territoires" | "faits">,
  epci: string,
  annee: number,
): Promise<FondObservatoire> {
  const lots = await base.territoires.lotsDuFond(epci);
  const kept = await fonds.remember(lots, async () => {
    const fond = await readFondPublie(base, epci);
    // Others published meanwhile are not those of these lots, which an undone publication may bring back.
    return (await base.territoires.lotsDuFond(epci)) === lots ? fond : null;
  });
  const { communes, perimetres } = kept ?? (await readFondPublie(base, epci));
  const generation = findValeur(GENERATION_QPV, `${Math.max(annee, 2015)}-12-31`).valeur;
  return { communes, qpv: perimetres.filter((perimetre) => perimetre.generation === generation) };
}
