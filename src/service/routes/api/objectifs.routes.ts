import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { toEffortJson } from "#bilan/documents/effort-json.ts";
import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import { readAttentes } from "#bilan/routes/objectifs/question.ts";
import { chooseBailleurDeLaVue } from "#bilan/routes/question.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { effortSchema } from "./effort-schema.ts";
import { annee, bailleur, epci, json, REFUS, vueParam } from "./reponses.ts";

const ROUTE = createRoute({
  method: "get",
  path: "/territoires/{epci}/objectifs/{annee}",
  middleware: garde("bilan", "lire"),
  summary: "Objectifs : ce qui est fait, ce qui reste à signer, avec quelles chances",
  description:
    "L’objet même de la page, du PDF et du tableur. Les baux attendus d’ici au 31 décembre se corrigent par un paramètre « m.<porteur> » chacun, par exemple m.bailleur:999000011=40.",
  request: {
    params: z.object({ epci, annee: annee(2018) }),
    query: z.object({
      mois: z.coerce
        .number()
        .int()
        .min(1)
        .max(12)
        .optional()
        .openapi({ example: 9, description: "Dernier mois compté ; absent : le dernier publié." }),
      bailleur,
      vue: vueParam,
      prior: z.enum(["jeffreys", "annee-precedente"]).default("jeffreys"),
    }),
  },
  responses: { 200: json(effortSchema, "Objectifs"), ...REFUS },
});

export function objectifsApi(api: OpenAPIHono<Env>): void {
  api.openapi(ROUTE, async (c) => {
    const params = c.req.valid("param");
    const query = c.req.valid("query");
    const effort = await computeEffort(c.var.base, {
      epci: params.epci,
      annee: params.annee,
      dernierMois: query.mois ?? null,
      bailleur: await chooseBailleurDeLaVue(c.var.base, params.epci, {
        asked: query.bailleur ?? null,
        vue: query.vue,
        action: "lire",
      }),
      vue: query.vue,
      prior: query.prior,
      attentes: readAttentes(c.req.query()),
    });
    return c.json(toEffortJson(effort), 200);
  });
}
