import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  GENRES_OPERATION,
  PHASES_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { toRegistreJson } from "#programme/documents/registre-json.ts";
import { computeRegistre } from "#programme/lectures/compute-registre.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import { epci, json, REFUS } from "./reponses.ts";
import { compte, texte } from "./schemas.ts";

const mix = { plai: compte.nullable(), plus: compte.nullable(), pls: compte.nullable(), autre: compte.nullable() };

const operation = z
  .object({
    id: compte,
    revision: compte,
    nom: z.string(),
    genre: z.enum(GENRES_OPERATION),
    cadre: z.enum(CADRES_OPERATION),
    etat: z.enum(ETATS_OPERATION),
    bailleur: z.object({ nom: z.string(), siren: texte }).nullable(),
    commune: texte,
    nomCommune: texte,
    secteur: texte,
    situation: z.enum(["qpv", "hors-qpv", "inconnue"]),
    residences: z.array(z.string()).readonly(),
    logements: compte.nullable(),
    collectifs: compte.nullable(),
    individuels: compte.nullable(),
    financements: z.object(mix),
    typologies: z.partialRecord(z.enum(TYPOLOGIES), compte),
    loyerM2: z.number().nullable().openapi({ description: "€/m² de surface habitable et par mois, hors charges." }),
    premiersBaux: z.object({ connus: compte, q1OuReloges: compte, habitantsQpv: compte.nullish() }).nullable(),
    aReloger: z.object({ occupes: compte.nullable(), occupesAu: texte, depuis: compte.nullable() }).nullable(),
    etapes: z
      .array(
        z.object({
          phase: z.enum(PHASES_OPERATION),
          debutPrevu: texte,
          finPrevue: texte,
          debutReel: texte,
          finReelle: texte,
        }),
      )
      .readonly(),
    livraison: z.object({ le: z.string(), reelle: z.boolean() }).nullable(),
    retard: z
      .object({ phase: z.enum(PHASES_OPERATION), quoi: z.enum(["debut", "fin"]), jours: compte, acheve: z.boolean() })
      .nullable(),
    publieLe: texte,
    synthetique: z.boolean(),
  })
  .openapi("Operation");

const total = z
  .object({
    genre: z.enum(GENRES_OPERATION),
    operations: compte,
    logements: compte,
    inconnues: compte.openapi({ description: "Opérations dont le nombre de logements est inconnu." }),
    plai: compte,
    plus: compte,
    pls: compte,
    autre: compte,
    sansFinancement: compte,
    horsProgramme: compte.openapi({ description: "Opérations que les nombres ne comptent pas." }),
  })
  .openapi("TotalGenre");

const registre = z
  .object({
    territoire: z.string(),
    nom: z.string(),
    demonstration: z.boolean(),
    phrases: z.array(z.string()).readonly(),
    totaux: z.array(total).readonly(),
    operations: z.array(operation).readonly(),
  })
  .openapi("Registre");

const ROUTE = createRoute({
  method: "get",
  path: "/territoires/{epci}/operations",
  middleware: garde("programme", "lire"),
  summary: "Registre des opérations : l’objet même de la page et du tableur",
  description: "Les opérations que la personne peut lire ; sans session, celles qui sont publiques.",
  request: {
    params: z.object({ epci }),
    query: z.object({
      genre: z.enum(GENRES_OPERATION).optional(),
      cadre: z.enum(CADRES_OPERATION).optional(),
      etat: z.enum(ETATS_OPERATION).optional(),
      commune: z.string().optional().openapi({ description: "Code INSEE." }),
    }),
  },
  responses: { 200: json(registre, "Registre"), ...REFUS },
});

export function operationsApi(api: OpenAPIHono<Env>, { deps }: Pick<Site, "deps">): void {
  api.openapi(ROUTE, async (c) => {
    const { epci: territoire } = c.req.valid("param");
    const { genre = null, cadre = null, etat = null, commune = null } = c.req.valid("query");
    const filtre = { genre, cadre, etat, commune, bailleur: null };
    const question = { epci: territoire, filtre, aujourdhui: deps.horloge.aujourdhui() };
    return c.json(toRegistreJson(await computeRegistre(c.var.base, question)), 200);
  });
}
