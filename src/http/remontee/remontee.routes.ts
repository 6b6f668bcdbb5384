import type { Context } from "hono";
import { z } from "zod";
import { computeRemontees, REMONTEES_FICHIER, REMONTEES_PAGE } from "#application/remontee/compute-remontees.ts";
import { ecrireRemontee, listLieux, ownSirens } from "#application/remontee/ecrire-remontee.ts";
import type { FiltreRemontees } from "#application/remontee/ports.ts";
import { readRemontee, suivreRemontee } from "#application/remontee/suivre-remontee.ts";
import { peut } from "#domain/habilitation/peut.ts";
import { ETATS_REMONTEE, ETATS_SUITE, GRAVITES, RECURRENCES, TYPES_REMONTEE } from "#domain/remontee/remontee.ts";
import { Refus } from "#domain/shared/refus.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { renderNouvellePage, SAISIE_VIDE, type SaisieRemontee } from "#web/remontee/nouvelle-page.tsx";
import { renderRemonteePage, type SaisieSuite } from "#web/remontee/remontee-page.tsx";
import { CHEMIN_REMONTEES, renderRemonteesPage } from "#web/remontee/remontees-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { sendFigure } from "../observatoire/figures.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, readFond, type Site } from "../site.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  ecrite: "La remontée est enregistrée.",
  suivie: "La suite est enregistrée.",
};

const BASE = `/t/:epci/${CHEMIN_REMONTEES}`;

/** `/t/:epci/observatoire/remontees`: what is reported of places, written and followed up. For signatories, never the public. */
export function remonteeRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, garde("remontee", "lire"), (c) => showRemontees(site, c))
    .get(`${BASE}/figures/:fichier`, garde("remontee", "lire"), (c) => sendFichier(site, c))
    .get(`${BASE}/nouvelle`, garde("remontee", "creer"), (c) => showNouvelle(site, c, c.req.query("commune") ?? "", {}))
    .post(BASE, garde("remontee", "creer"), (c) => write(site, c))
    .get(`${BASE}/:id`, garde("remontee", "lire"), (c) => showRemontee(site, c, {}))
    .post(`${BASE}/:id/suite`, garde("remontee", "modifier"), (c) => follow(site, c));
}

const vide = z.literal("").transform(() => null);
const code = z
  .string()
  .regex(/^[a-z0-9-]{1,200}$/i)
  .nullish()
  .transform((value) => value ?? null);
const filtreSchema: z.ZodType<FiltreRemontees> = z.object({
  type: vide
    .or(z.enum(TYPES_REMONTEE))
    .nullish()
    .transform((value) => value ?? null),
  etat: vide
    .or(z.enum(ETATS_REMONTEE))
    .nullish()
    .transform((value) => value ?? null),
  commune: vide.or(code),
  bailleur: vide.or(code),
  residence: vide.or(code),
});

async function showRemontees(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const filtre = parseInput(filtreSchema, c.req.query());
  const [lues, fond] = await Promise.all([
    computeRemontees(base, { epci, filtre, limite: REMONTEES_PAGE }),
    readFond(site, base, epci, yearOf(site)),
  ]);
  return c.html(renderRemonteesPage({ cadre, lues, fond, ecrire: peut(acteur, "remontee", "creer", epci) }));
}

/** The files hold every row that the filters keep. */
async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const filtre = parseInput(filtreSchema, c.req.query());
  const fichier = c.req.param("fichier") ?? "";
  const [{ figures }, fond] = await Promise.all([
    computeRemontees(c.var.base, { epci, filtre, limite: REMONTEES_FICHIER }),
    readFond(site, c.var.base, epci, yearOf(site)),
  ]);
  return sendFigure(c, { figures, fond, fichier, suffixe: epci });
}

function yearOf(site: Site): number {
  return Number(site.deps.horloge.aujourdhui().slice(0, 4));
}

type Retour<T> = { readonly saisie?: T; readonly refus?: Refus };

async function showNouvelle(
  site: Site,
  c: Context<Env>,
  asked: string,
  { saisie, refus }: Retour<SaisieRemontee>,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const communes = await base.territoires.communes(epci);
  const commune = communes.find((row) => row.commune === asked)?.commune ?? null;
  const page = renderNouvellePage({
    ...{ cadre, epci, communes, commune },
    lieux: commune === null ? [] : await listLieux(base, epci, commune),
    horsResidence: ownSirens(base, epci, "creer") === null,
    // Of the address alone, from the page of a résidence.
    saisie: saisie ?? { ...SAISIE_VIDE, residence: c.req.query("residence") ?? "" },
    aujourdhui: site.deps.horloge.aujourdhui(),
    erreur: refus?.message ?? null,
    aRelire: refus?.code === "remontee-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const texte = z.string().catch("");
const jour = z.iso.date().refine((value) => value >= "2000-01-01" && value <= "2999-12-31");

function readJour(value: string): string {
  const found = jour.safeParse(value);
  if (found.success) return found.data;
  throw new Refus("date-manquante", "Donnez la date, jour, mois et année.");
}

/** What was chosen in a closed list; nothing chosen is the user's omission, told as such. */
function choose<T extends string>(schema: z.ZodType<T>, value: string, quoi: string): T {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  throw new Refus("choix-manquant", `Choisissez ${quoi} dans la liste.`);
}

async function write(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const commune = texte.parse(body.commune);
  const saisie: SaisieRemontee = {
    residence: texte.parse(body.residence),
    observeeLe: texte.parse(body.observee),
    type: texte.parse(body.type),
    gravite: texte.parse(body.gravite),
    recurrente: texte.parse(body.recurrente),
    texte: texte.parse(body.texte),
  };
  try {
    const id = await ecrireRemontee(c.var.base, {
      ...{ epci, commune, residence: saisie.residence, texte: saisie.texte, relu: body.relu === "oui" },
      observeeLe: readJour(saisie.observeeLe),
      type: choose(z.enum(TYPES_REMONTEE), saisie.type, "la nature du fait"),
      gravite: choose(z.enum(GRAVITES), saisie.gravite, "la gravité"),
      recurrente: choose(z.enum(RECURRENCES), saisie.recurrente, "si le fait se répète"),
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return c.redirect(hrefTerritoire(epci, `${CHEMIN_REMONTEES}/${id}`, { fait: "ecrite" }), 303);
  } catch (error) {
    return again(error, (refus) => showNouvelle(site, c, commune, { saisie, refus }));
  }
}

async function showRemontee(site: Site, c: Context<Env>, { saisie, refus }: Retour<SaisieSuite>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [suivie, communes, bailleurs] = await Promise.all([
    readRemontee(base, epci, readId(c.req.param("id") ?? "")),
    base.territoires.communes(epci),
    base.cubes.bailleurs(epci),
  ]);
  const { commune, bailleur } = suivie.remontee;
  const page = renderRemonteePage({
    ...{ cadre, epci, suivie },
    commune: communes.find((row) => row.commune === commune)?.nom ?? commune,
    bailleur: bailleur === null ? null : (bailleurs.get(bailleur) ?? bailleur),
    saisie: saisie ?? { etat: "", le: "", texte: "" },
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
    aRelire: refus?.code === "remontee-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function follow(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readId(c.req.param("id") ?? "");
  const body = await c.req.parseBody();
  const saisie = { etat: texte.parse(body.etat), le: texte.parse(body.le), texte: texte.parse(body.texte) };
  try {
    await suivreRemontee(c.var.base, {
      ...{ epci, id, texte: saisie.texte, relu: body.relu === "oui" },
      etat: choose(z.enum(ETATS_SUITE), saisie.etat, "l’état après cette suite"),
      le: readJour(saisie.le),
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return c.redirect(hrefTerritoire(epci, `${CHEMIN_REMONTEES}/${id}`, { fait: "suivie" }), 303);
  } catch (error) {
    return again(error, (refus) => showRemontee(site, c, { saisie, refus }));
  }
}

/** The form comes back with what was typed; what it is not about goes on up. */
function again(error: unknown, show: (refus: Refus) => Promise<Response>): Promise<Response> {
  if (!(error instanceof Refus) || ["droit-absent", "remontee-inconnue"].includes(error.code)) throw error;
  return show(error);
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
function readId(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw new Refus("remontee-inconnue", "Cette remontée n’existe pas. Choisissez-la dans la liste.");
}
