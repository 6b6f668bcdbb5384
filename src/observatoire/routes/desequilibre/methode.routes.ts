import type { Context } from "hono";
import { z } from "zod";
import { INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { exclureResidence, publierMethode, reprendreResidence } from "../../actes/desequilibre/ecrire-lecture.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { renderMethodeDesequilibrePage } from "../../pages/desequilibre/methode-page.tsx";
import { CHEMIN_DESEQUILIBRES } from "../../pages/desequilibre/parts.tsx";
import { MOTIFS_EXCLUSION } from "../../regles/desequilibre/exclusion.ts";
import type { MethodeSaisie } from "../../regles/desequilibre/methode.ts";
import { readVueDemandee } from "./question.ts";
import { listResidences } from "./residences.ts";

const BASE = `/t/:epci/${CHEMIN_DESEQUILIBRES}`;
const CREER = garde("indicateur-interne", "creer", { partout: true });

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  publiee: "La version est publiée.",
  exclue: "La résidence est exclue de la lecture.",
  reprise: "La résidence revient dans la lecture à partir de demain.",
};

/** Versions of the method, and what is kept out of the reading. */
export function methodeRoutes(app: Routes, site: Site): void {
  app
    .get(`${BASE}/methode`, garde("indicateur-interne", "lire"), (c) => showMethode(site, c, {}))
    .post(`${BASE}/methode`, garde("indicateur-interne", "valider", { partout: true }), (c) => publish(site, c))
    .post(`${BASE}/exclusions`, CREER, (c) => exclude(site, c))
    .post(`${BASE}/exclusions/:id/reprise`, CREER, (c) => bringBack(site, c));
}

type Retour = { readonly saisie?: Readonly<Record<string, string>>; readonly refus?: Refus };

async function showMethode(site: Site, c: Context<Env>, { saisie, refus }: Retour): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  // The version is chosen by its own parameter: « methode » is that of the page of résidences.
  const { question } = readVueDemandee(epci, { methode: refus ? "" : (c.req.query("version") ?? "") }, aujourdhui);
  const [lus, exclusions, residences] = await Promise.all([
    readDesequilibres(base, site.memoire, question),
    base.desequilibres.exclusions(epci),
    listResidences(base, epci),
  ]);
  const shown = question.methode ?? lus.enVigueur;
  const methode = lus.methodes.find(({ version }) => version === shown);
  if (!methode)
    throw new Refus("methode-inconnue", "Cette version de la méthode n’existe pas. Choisissez-la dans la liste.");
  const page = renderMethodeDesequilibrePage({
    cadre,
    epci,
    methode,
    exclusions,
    residences,
    aujourdhui,
    methodes: lus.methodes,
    enVigueur: lus.enVigueur,
    droits: {
      publier: peutPartout(acteur, "indicateur-interne", "valider", epci),
      exclure: peutPartout(acteur, "indicateur-interne", "creer", epci),
    },
    saisie: saisie ?? null,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** Refusals that no form can repair. */
const SANS_PAGE: readonly string[] = ["droit-absent", "exclusion-inconnue"];

async function act(
  site: Site,
  c: Context<Env>,
  saisie: Readonly<Record<string, string>>,
  work: (epci: string) => Promise<string>,
): Promise<Response> {
  const { epci } = await openCadre(site, c);
  try {
    const fait = await work(epci);
    return c.redirect(hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/methode`, { fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || SANS_PAGE.includes(error.code)) throw error;
    return showMethode(site, c, { saisie, refus: error });
  }
}

async function readForm(c: Context<Env>, formulaire: string): Promise<Readonly<Record<string, string>>> {
  const body = await c.req.parseBody();
  const typed = Object.entries(body).flatMap(([nom, value]): [string, string][] =>
    typeof value === "string" ? [[nom, value]] : [],
  );
  return { ...Object.fromEntries(typed), formulaire };
}

async function publish(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = await readForm(c, "methode");
  return act(site, c, saisie, async (epci) => {
    await publierMethode(c.var.base, epci, methodeOf(saisie), site.deps.horloge.aujourdhui());
    return "publiee";
  });
}

/** What is not a number is refused by the method itself, in its own words. */
function methodeOf(saisie: Readonly<Record<string, string>>): MethodeSaisie {
  const seuil = (nom: string) => readNombre(saisie[`seuil.${nom}`] ?? "");
  return {
    depuis: readJour(saisie.depuis),
    acte: saisie.acte ?? "",
    indicateurs: INDICATEURS_OCCUPATION.flatMap((indicateur) => {
      const typed = saisie[`poids.${indicateur}`]?.trim() ?? "";
      return typed === "" || indicateur === "impaye-3-mois" ? [] : [{ indicateur, poids: readNombre(typed) }];
    }),
    seuils: {
      etabli: seuil("etabli"),
      surveiller: seuil("surveiller"),
      q: seuil("q"),
      effectifMinimal: seuil("effectifMinimal"),
      ratio: seuil("ratio"),
      enjeuMixite: seuil("enjeuMixite"),
    },
  };
}

function readNombre(typed: string): number {
  return /^\d{1,3}([.,]\d{1,4})?$/.test(typed.trim()) ? Number(typed.trim().replace(",", ".")) : Number.NaN;
}

const jour = z.iso.date().refine((value) => value >= "2000-01-01" && value <= "2999-12-31");

function readJour(value: string | undefined): string {
  const found = jour.safeParse(value);
  if (found.success) return found.data;
  throw new Refus("date-manquante", "Donnez la date, jour, mois et année.");
}

const exclusionSchema = z.object({ cle: z.string().min(1).max(300), motif: z.enum(MOTIFS_EXCLUSION) });

async function exclude(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = await readForm(c, "exclusion");
  const { cle, motif } = parseInput(exclusionSchema, saisie);
  return act(site, c, saisie, async (epci) => {
    const depuis = readJour(saisie.depuis);
    await exclureResidence(c.var.base, epci, { cle, motif, depuis, acte: saisie.acte ?? "" });
    return "exclue";
  });
}

/** From tomorrow on: today it is still out. */
async function bringBack(site: Site, c: Context<Env>): Promise<Response> {
  const id = readId(c.req.param("id") ?? "");
  return act(site, c, {}, async (epci) => {
    await reprendreResidence(c.var.base, epci, { id, jusquA: site.deps.horloge.aujourdhui() });
    return "reprise";
  });
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
function readId(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw new Refus("exclusion-inconnue", "Cette exclusion n’existe pas. Choisissez-la dans la liste.");
}
