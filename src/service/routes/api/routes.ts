import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { toBilanJson } from "#bilan/documents/json.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { chooseBailleurDeLaVue } from "#bilan/routes/question.ts";
import { lotReport, unknownLot } from "#donnees/lectures/lot/lot-report.ts";
import type { AnomalieLot, Lot } from "#donnees/lectures/lot/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { parsePeriode } from "#socle/regles/shared/periode.ts";
import { garde, gardeCompte, ouverte } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { invalidInput } from "#socle/routes/serveur/input.ts";
import { ownTerritoires, type Site } from "#socle/routes/site.ts";
import { actionsApi } from "./actions.routes.ts";
import { congesApi } from "./conges.routes.ts";
import { objectifsApi } from "./objectifs.routes.ts";
import { operationsApi } from "./operations.routes.ts";
import { annee, bailleur, epci, json, REFUS, vueParam } from "./reponses.ts";
import { aLocaliserSchema, bilanSchema, lotDetailSchema, lotSchema, territoireSchema } from "./schemas.ts";

const ROUTES = {
  territoires: createRoute({
    method: "get",
    path: "/territoires",
    middleware: gardeCompte(),
    summary: "Territoires ouverts",
    responses: { 200: json(z.array(territoireSchema).readonly(), "Territoires") },
  }),
  bilan: createRoute({
    method: "get",
    path: "/territoires/{epci}/bilans/{annee}",
    middleware: garde("bilan", "lire"),
    summary: "Bilan des attributions : l’objet même de la page, du PDF et du tableur",
    request: {
      params: z.object({ epci, annee: annee(2017) }),
      query: z.object({
        periode: z
          .string()
          .regex(/^(annee|T[1-4]|cumul-T[1-4])$/)
          .default("annee")
          .openapi({ example: "T3" }),
        bailleur,
        vue: vueParam,
      }),
    },
    responses: { 200: json(bilanSchema, "Bilan"), ...REFUS },
  }),
  lots: createRoute({
    method: "get",
    path: "/territoires/{epci}/lots",
    middleware: garde("lot", "lire"),
    summary: "Fichiers déposés",
    request: { params: z.object({ epci }) },
    responses: { 200: json(z.array(lotSchema).readonly(), "Lots, les plus récents d’abord"), ...REFUS },
  }),
  lot: createRoute({
    method: "get",
    path: "/territoires/{epci}/lots/{id}",
    middleware: garde("lot", "lire"),
    summary: "Un lot et ses anomalies",
    request: { params: z.object({ epci, id: z.coerce.number().int().positive() }) },
    responses: { 200: json(lotDetailSchema, "Lot"), ...REFUS },
  }),
  aLocaliser: createRoute({
    method: "get",
    path: "/territoires/{epci}/a-localiser",
    middleware: garde("lot", "creer", { partout: true }),
    summary: "Adresses dont la localisation est inconnue",
    request: { params: z.object({ epci }) },
    responses: { 200: json(z.array(aLocaliserSchema).readonly(), "Adresses"), ...REFUS },
  }),
} as const;

/** `/api/v1`: read, but for the notices that a bailleur sends. The document is made from the schemas that check the requests. */
export function apiRoutes(site: Site): OpenAPIHono<Env> {
  const { version } = site.deps;
  const api = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error);
    },
  });
  api.openapi(ROUTES.territoires, async (c) => c.json(await ownTerritoires(c), 200));
  api.openapi(ROUTES.bilan, async (c) => {
    const { epci, annee } = c.req.valid("param");
    const { periode, bailleur, vue } = c.req.valid("query");
    const question = {
      epci,
      periode: parsePeriode(annee, periode),
      bailleur: await chooseBailleurDeLaVue(c.var.base, epci, { asked: bailleur ?? null, vue, action: "lire" }),
      vue,
    };
    const bilan = await computeBilan(c.var.base, question);
    return c.json(toBilanJson(bilan), 200);
  });
  objectifsApi(api);
  operationsApi(api, site);
  actionsApi(api, site);
  congesApi(api, site);
  api.openapi(ROUTES.lots, async (c) => {
    const { epci } = c.req.valid("param");
    await checkTerritoire(c.var.base, epci);
    return c.json((await c.var.base.lots.list(epci)).map(presentLot), 200);
  });
  api.openapi(ROUTES.lot, async (c) => {
    const { epci, id } = c.req.valid("param");
    const { lot, anomalies } = await lotReport(c.var.base, id);
    if (lot.epci !== epci) throw unknownLot(id);
    return c.json({ ...presentLot(lot), anomalies: anomalies.map(withoutCells) }, 200);
  });
  api.openapi(ROUTES.aLocaliser, async (c) => {
    const { epci } = c.req.valid("param");
    await checkTerritoire(c.var.base, epci);
    const adresses = await c.var.base.localisations.aLocaliser(epci);
    return c.json(
      adresses.map((adresse) => aLocaliserSchema.parse(adresse)),
      200,
    );
  });
  api.use("/openapi.json", ouverte("description publique de l’API"));
  api.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Blaise",
      version,
      description: "Attributions de logements sociaux d’un EPCI. Une information absente vaut null, jamais 0.",
      license: {
        name: "EUPL-1.2",
        url: "https://interoperable-europe.ec.europa.eu/licence/european-union-public-licence-version-12-eupl",
      },
    },
    servers: [{ url: "/api/v1" }],
  });
  return api;
}

async function checkTerritoire(base: Base, epci: string): Promise<void> {
  if (!(await base.territoires.find(epci))) throw unknownTerritoire(epci);
}

/** Removes the cells of the file, even those quoted in a message: they may hold personal data. */
function withoutCells({ exemple: _, ...kept }: AnomalieLot): Omit<AnomalieLot, "exemple"> {
  return { ...kept, message: kept.message.replace(/«.*»/su, "«\u00a0…\u00a0»") };
}

function presentLot(lot: Lot) {
  return lotSchema.parse(lot);
}
