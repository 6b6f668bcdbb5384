import type { Context } from "hono";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { toTrimestre } from "#socle/regles/shared/periode.ts";
import { illisible, introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite, typedOf } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { freezePack } from "../../actes/demande/freeze-pack.ts";
import { renderPackPdf, renderPackXlsx } from "../../documents/pack-document.ts";
import { comparePack } from "../../lectures/demande/compare-pack.ts";
import {
  bornesOf,
  computePack,
  computePackBailleurs,
  labelTrimestre,
  type QuestionPack,
} from "../../lectures/demande/compute-pack.ts";
import { numeroPack } from "../../lectures/demande/pack.ts";
import type { Pack } from "../../lectures/demande/ports.ts";
import {
  CHEMIN_PACKS,
  renderPackPage,
  renderPacksPage,
  renderPreparerPage,
  type TrimestreOuvert,
} from "../../pages/demande/packs-page.tsx";
import { figureRoutes } from "../figures.ts";

const BASE = `/t/:epci/${CHEMIN_PACKS}`;
const LIRE = garde("indicateur-interne", "lire");
/** In the matrix, only the EPCI may compose (« creer ») and freeze (« valider ») the territory's internal figures. */
const PREPARER = garde("indicateur-interne", "creer", { partout: true });
const VALIDER = garde("indicateur-interne", "valider", { partout: true });

/** `/t/:epci/observatoire/packs`: prepare, freeze, list, read, download. */
export function packsRoutes(site: Site): Routes {
  const preparer = { chemin: `${CHEMIN_PACKS}/preparer`, droit: PREPARER };
  const app = new Routes()
    .get(BASE, LIRE, (c) => showPacks(site, c))
    .route("/", pageActes(site, { ...preparer, show: showPreparer, actes: { fige: FIGER } }))
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
      cadre,
      epci,
      packs: packs.map((pack) => ({ ...pack, code: numeroPack(pack), libelle: labelTrimestre(pack) })),
      aPreparer: prepare ? await listTrimestres(base, epci, aujourdhui) : null,
    }),
  );
}

/** Ended quarters of the years with leases, latest first. */
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
    throw illisible("saisie-invalide", "Choisissez un trimestre de la liste.", { champs: ["trimestre"] });
  }
  return { epci, annee: Number(found[1]), trimestre };
}

async function showPreparer(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { trimestre = "" } = typedOf(etat) ?? c.req.query();
  const question = parseTrimestre(epci, trimestre);
  const [contenu, bailleurs, fond] = await Promise.all([
    computePack(base, question),
    readBailleurs(base, question),
    readFond(site, base, epci, question.annee),
  ]);
  return renderPreparerPage({
    cadre,
    epci,
    contenu,
    bailleurs,
    fond,
    figer: peutPartout(acteur, "indicateur-interne", "valider", epci),
    erreur: erreurOf(etat),
  });
}

/** Empty without the right to the bilans of the whole territory. */
async function readBailleurs(base: Base, question: QuestionPack) {
  return peutPartout(base.acteur, "bilan", "lire", question.epci) ? computePackBailleurs(base, question) : [];
}

const FIGER = defineActe({
  chemin: `/${CHEMIN_PACKS}`,
  droit: VALIDER,
  annonce: null,
  champs: { trimestre: brut() },
  run: async ({ base, epci, aujourdhui }, { trimestre }) => {
    const id = await freezePack(base, parseTrimestre(epci, trimestre), aujourdhui);
    return new Suite({ chemin: `${CHEMIN_PACKS}/${id}`, fait: "fige" });
  },
});

/** Throws `pack-inconnu`, also for a malformed number. */
async function findPack(base: Base, epci: string, value: string): Promise<Pack> {
  const pack = /^[1-9]\d{0,14}$/.test(value) ? await base.demandes.findPack(epci, Number(value)) : null;
  if (pack) return pack;
  throw introuvable("pack-inconnu", "Ce pack n’existe pas. Choisissez-le dans la liste.");
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

async function readFigees(c: Context<Env>, epci: string) {
  const { base } = c.var;
  const pack = await findPack(base, epci, c.req.param("id") ?? "");
  const bailleurs = await base.demandes.packBailleurs(epci, pack.id);
  return { figures: [...pack.contenu.figures, ...bailleurs.flatMap(({ figures }) => figures)] };
}

/** Empty without the right to prepare a pack. */
async function readPreparees(c: Context<Env>, epci: string) {
  const { base } = c.var;
  if (!peutPartout(base.acteur, "indicateur-interne", "creer", epci)) return { figures: [] };
  const question = parseTrimestre(epci, c.req.query("trimestre") ?? "");
  const [contenu, bailleurs] = await Promise.all([computePack(base, question), readBailleurs(base, question)]);
  return { figures: [...contenu.figures, ...bailleurs.flatMap(({ figures }) => figures)] };
}
