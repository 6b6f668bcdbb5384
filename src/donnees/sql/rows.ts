import { z } from "zod";
import { SOURCES } from "#socle/regles/shared/source.ts";
import type { Contour } from "../formats/rows.ts";

/** Shapes that several contexts read back from their tables. */

export { contingent, origine, quartile, reponse, ressources, situation } from "../lectures/valeurs/ports.ts";
export const source = z.enum(SOURCES);

/** We wrote it, after the importer checked every point: parsing thousands of points again would only cost. */
const contour = z.custom<Contour>(
  (value) => typeof value === "object" && value !== null && "type" in value && value.type === "MultiPolygon",
);

export const communeRow = z.object({
  code: z.string(),
  nom: z.string(),
  population: z.number().nullable(),
  secteur: z.string().nullable(),
  contour,
  schematique: z.boolean(),
});

export const qpvRow = z.object({
  code: z.string(),
  nom: z.string(),
  generation: z.union([z.literal(1996), z.literal(2015), z.literal(2024)]),
  communes: z.array(z.string()),
  contour,
  fictif: z.boolean(),
});

export const seuilRow = z.object({
  epci: z.string(),
  libelle: z.string().nullable(),
  annee: z.number(),
  seuilAnnuelUc: z.number(),
  arrete: z.string().nullable(),
  dateEffet: z.string(),
});

export const publicationRow = z.object({ source, periode: z.string(), lot: z.number(), publieLe: z.string() });
