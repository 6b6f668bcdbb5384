import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";

/** Columns shared by the rows of this room. */
export const situation = z.enum(["qpv", "hors-qpv", "inconnue"]);
export const quartile = z.enum(["q1", "q2-4", "inconnu"]);
export const reponse = z.enum(["oui", "non", "inconnu"]);
export const contingent = z.enum(CONTINGENTS);
export const organisationRow = z.object({ organisation: z.number(), nom: z.string() });
