import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { toActionsJson } from "#gouvernance/documents/actions-json.ts";
import { TOUTES_ACTIONS } from "#gouvernance/lectures/action/programme.ts";
import { readProgramme } from "#gouvernance/lectures/action/read-programme.ts";
import { ETATS_ACTION } from "#gouvernance/regles/action/etat-action.ts";
import { STATUTS_JALON, TRIS_ACTIONS } from "#gouvernance/regles/action/lecture-action.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import { epci, json, REFUS } from "./reponses.ts";
import { compte, texte } from "./schemas.ts";

const jalon = z
  .object({
    libelle: z.string(),
    statut: z.enum(STATUTS_JALON),
    echeance: texte.openapi({ description: "null : aucun texte ne donne de date." }),
    atteintLe: texte,
    retardJours: compte.nullable(),
    livrable: texte,
    source: texte,
  })
  .openapi("JalonAction");

const action = z
  .object({
    numero: compte,
    orientation: z.string(),
    titre: z.string(),
    resume: texte,
    pilote: texte.openapi({ description: "null : pilote non désigné." }),
    acteurs: texte,
    jalonsEcrits: texte.openapi({ description: "Comme le texte les écrit ; null : sans jalon." }),
    indicateurs: z.array(z.string()).readonly(),
    etat: z.enum(ETATS_ACTION).nullable().openapi({ description: "null : aucun suivi, l’avancement est inconnu." }),
    etatLe: texte,
    engageeLe: texte,
    enRetard: z.boolean(),
    retardJours: compte.nullable(),
    prochaineEcheance: texte,
    prochainJalon: texte,
    publieLe: texte,
    closeLe: texte,
    jalons: z.array(jalon).readonly(),
  })
  .openapi("ActionProgramme");

const programme = z
  .object({
    territoire: z.string(),
    nom: z.string(),
    demonstration: z.boolean(),
    aujourdhui: z.string(),
    phrases: z.array(z.string()).readonly(),
    actions: z.array(action).readonly(),
  })
  .openapi("ProgrammeActions");

const ROUTE = createRoute({
  method: "get",
  path: "/territoires/{epci}/actions",
  middleware: garde("action", "lire"),
  summary: "Programme d’actions : l’objet même de la page et de ses fichiers",
  description: "Les actions que la personne peut lire, les retards d’abord ; sans session, celles qui sont publiques.",
  request: {
    params: z.object({ epci }),
    query: z.object({ etat: z.enum([...ETATS_ACTION, "sans-suivi"]).optional(), tri: z.enum(TRIS_ACTIONS).optional() }),
  },
  responses: { 200: json(programme, "Programme d’actions"), ...REFUS },
});

export function actionsApi(api: OpenAPIHono<Env>, { deps }: Pick<Site, "deps">): void {
  api.openapi(ROUTE, async (c) => {
    const { epci: territoire } = c.req.valid("param");
    const { etat = null, tri = "retard" } = c.req.valid("query");
    const question = { epci: territoire, aujourdhui: deps.horloge.aujourdhui(), tri };
    const lu = await readProgramme(c.var.base, { ...question, filtre: { ...TOUTES_ACTIONS, etat } });
    return c.json(toActionsJson(lu), 200);
  });
}
