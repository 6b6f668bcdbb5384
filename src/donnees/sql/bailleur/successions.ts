import { z } from "zod";
import { GENRES_SUCCESSION, SORTS_OBJECTIFS } from "../../regles/bailleur/succession.ts";

const part = z.object({
  vers: z.string(),
  nom: z.string(),
  part: z.number().nullable(),
  communes: z.array(z.string()),
  residences: z.array(z.string()),
});

export const successionRow = z.object({
  genre: z.enum(GENRES_SUCCESSION),
  siren: z.string(),
  nom: z.string(),
  jour: z.string(),
  acte: z.string(),
  objectifs: z.enum(SORTS_OBJECTIFS),
  parts: z.array(part),
});

/** $1: territory. The standing acts, in the order of their days. */
export const SUCCESSIONS = `select genre, siren, nom, jour::text as jour, acte, objectifs, parts from successions_de($1)`;
