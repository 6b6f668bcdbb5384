import { z } from "@hono/zod-openapi";
import { VUES_BAILLEURS } from "#donnees/regles/bailleur/succession.ts";
import { problemSchema } from "./schemas.ts";

/** Path parameter of every route of a territory. */
export const epci = z
  .string()
  .regex(/^\d{9}$/)
  .openapi({ param: { name: "epci", in: "path" }, example: "200068666" });
export const annee = (example: number) => z.coerce.number().int().min(1990).max(2100).openapi({ example });
export const bailleur = z
  .string()
  .regex(/^\d{9}$/)
  .optional()
  .openapi({ description: "SIREN ; absent : tout le territoire." });
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});
/** A JSON response. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});
/** Errors that any route may answer. */
export const REFUS = {
  400: problem("Demande mal formée"),
  404: problem("Inconnu"),
  422: problem("Refusé, avec sa raison"),
};

export const vueParam = z.enum(VUES_BAILLEURS).default("alors").openapi({
  description:
    "« alors » : chaque bail chez le bailleur qui l’a signé ; « aujourdhui » : chez qui détient le logement, et chaque objectif chez qui l’a repris.",
});
