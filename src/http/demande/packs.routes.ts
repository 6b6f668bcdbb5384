import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#application/base.ts";
import { comparePack } from "#application/demande/compare-pack.ts";
import {
  bornesOf,
  computePack,
  computePackBailleurs,
  labelTrimestre,
  type QuestionPack,
} from "#application/demande/compute-pack.ts";
import { freezePack } from "#application/demande/freeze-pack.ts";
import { numeroPack, type Pack } from "#application/demande/pack.ts";
import { peutPartout } from "#domain/habilitation/peut.ts";
import { toTrimestre } from "#domain/shared/periode.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderPackPdf, renderPackXlsx } from "#reports/pack-document.ts";
import {
  CHEMIN_PACKS,
  renderPackPage,
  renderPacksPage,
  renderPreparerPage,
  type TrimestreOuvert,
} from "#web/demande/packs-page.tsx";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, readFond, type Site } from "../site.ts";

const BASE = `/t/:epci/${CHEMIN_PACKS}`;
const LIRE = garde("indicateur-interne", "lire");
/** The matrix gives the territory's internal figures to be made (« creer ») and settled (« valider ») to the EPCI alone. */
const PREPARER = garde("indicateur-interne", "creer", { partout: true });
const FIGER = garde("indicateur-interne", "valider", { partout: true });

/** `/t/:epci/observatoire/packs`: prepare, freeze, list, read, download. */
export function packsRoutes(site: Site): Routes {
  const app = new Routes()
    .get(BASE, LIRE, (c) => showPacks(site, c))
    .get(`${BASE}/preparer`, PREPARER, (c) => showPreparer(site, c, c.req.query("trimestre") ?? "", null))
    .post(BASE, FIGER, (c) => freeze(site, c))
    .get(`${BASE}/:fichier{\\d+\\.(pdf|xlsx)}`, LIRE, (c) => sendPack(site, c))
    .get(`${BASE}/:id`, LIRE, (c) => showPack(site, c));
  figureRoutes(app, site, { chemin: `${CHEMIN_PACKS}/:id`, read: (c, epci) => readFigees(c, epci) });
  return figureRoutes(app, site, { chemin: CHEMIN_PACKS, read: (c, epci) => readPreparees(c, epci) });
}

async function showPacks(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const packs = await base.demandes.packs(epci);
  const prepare = peutPartout(acteur, "indicateur-interne", "creer", epci);
  const aujourdhui = site.deps.horloge.aujourdhui();
  return c.html(
    renderPacksPage({
      ...{
        cadre,
        epci,
        packs: packs.map((pack) => ({ ...pack, code: numeroPack(pack), libelle: labelTrimestre(pack) })),
      },
      aPreparer: prepare ? await listTrimestres(base, epci, aujourdhui) : null,
    }),
  );
}

/** Quarters that have ended in the years that hold leases, latest first. */
async function listTrimestres(base: Base, epci: string, aujourdhui: string): Promise<readonly TrimestreOuvert[]> {
  const annees = await base.cubes.annees(epci);
  return annees
    .flatMap((annee) => ([1, 2, 3, 4] as const).map((trimestre) => ({ annee, trimestre })))
    .filter((one) => bornesOf(one).fin < aujourdhui)
    .map((one) => ({ ...one, libelle: labelTrimestre(one) }))
    .reverse();
}

/** Throws `saisie-invalide`. */
function parseTrimestre(epci: string, value: string): QuestionPack {
  const found = /^(20\d\d)-T([1-4])$/.exec(value);
  const trimestre = toTrimestre(Number(found?.[2]));
  if (!found || trimestre === undefined) {
    throw new Refus("saisie-invalide", "Choisissez un trimestre de la liste.", { champs: ["trimestre"] });
  }
  return { epci, annee: Number(found[1]), trimestre };
}

async function showPreparer(site: Site, c: Context<Env>, trimestre: string, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const question = parseTrimestre(epci, trimestre);
  const [contenu, bailleurs, fond] = await Promise.all([
    computePack(base, question),
    readBailleurs(base, question),
    readFond(site, base, epci, question.annee),
  ]);
  const page = renderPreparerPage({
    ...{ cadre, epci, contenu, bailleurs, fond },
    figer: peutPartout(acteur, "indicateur-interne", "valider", epci),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** Only those who read the bilans of the whole territory see one bailleur beside another. */
async function readBailleurs(base: Base, question: QuestionPack) {
  return peutPartout(base.acteur, "bilan", "lire", question.epci) ? computePackBailleurs(base, question) : [];
}

async function freeze(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const asked = z.string().catch("").parse(body.trimestre);
  const question = parseTrimestre(epci, asked);
  try {
    const id = await freezePack(c.var.base, question, site.deps.horloge.aujourdhui());
    return c.redirect(hrefTerritoire(epci, `${CHEMIN_PACKS}/${id}`, { fait: "fige" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showPreparer(site, c, asked, error);
  }
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
async function findPack(base: Base, epci: string, value: string): Promise<Pack> {
  const pack = /^[1-9]\d{0,14}$/.test(value) ? await base.demandes.findPack(epci, Number(value)) : null;
  if (pack) return pack;
  throw new Refus("pack-inconnu", "Ce pack n’existe pas. Choisissez-le dans la liste.");
}

async function showPack(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const pack = await findPack(base, epci, c.req.param("id") ?? "");
  const { annee, trimestre } = pack;
  const [today, bailleurs, fond] = await Promise.all([
    computePack(base, { epci, annee, trimestre }),
    base.demandes.packBailleurs(epci, pack.id),
    readFond(site, base, epci, annee),
  ]);
  const comparaison = comparePack(pack.contenu, today.figures, { file: peutPartout(acteur, "lot", "lire", epci) });
  const nouveau = c.req.query("fait") === "fige";
  return c.html(renderPackPage({ cadre, epci, pack, code: numeroPack(pack), bailleurs, comparaison, fond, nouveau }));
}

async function sendPack(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const fichier = c.req.param("fichier") ?? "";
  const pack = await findPack(base, epci, fichier.replace(/\.[a-z]+$/, ""));
  const vue = { pack, code: numeroPack(pack), bailleurs: await base.demandes.packBailleurs(epci, pack.id) };
  const type = fichier.endsWith(".xlsx") ? "xlsx" : "pdf";
  const contenu = type === "xlsx" ? await renderPackXlsx(vue) : await renderPackPdf(vue);
  return sendDocument(c, { nom: `pack-${epci}-${vue.code}`, type, contenu });
}

/** The files of a frozen pack are those that were frozen. */
async function readFigees(c: Context<Env>, epci: string) {
  const { base } = c.var;
  const pack = await findPack(base, epci, c.req.param("id") ?? "");
  const bailleurs = await base.demandes.packBailleurs(epci, pack.id);
  return { figures: [...pack.contenu.figures, ...bailleurs.flatMap(({ figures }) => figures)] };
}

/** Those of a pack that is being prepared, for whoever may prepare it. */
async function readPreparees(c: Context<Env>, epci: string) {
  const { base } = c.var;
  if (!peutPartout(base.acteur, "indicateur-interne", "creer", epci)) return { figures: [] };
  const question = parseTrimestre(epci, c.req.query("trimestre") ?? "");
  const [contenu, bailleurs] = await Promise.all([computePack(base, question), readBailleurs(base, question)]);
  return { figures: [...contenu.figures, ...bailleurs.flatMap(({ figures }) => figures)] };
}
