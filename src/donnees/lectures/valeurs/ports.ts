import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";

/** Words that the rows of several rooms hold. */
export const situation = z.enum(["qpv", "hors-qpv", "inconnue"]);
export const quartile = z.enum(["q1", "q2-4", "inconnu"]);
export const reponse = z.enum(["oui", "non", "inconnu"]);
export const origine = z.enum(["mutation", "nouvelle-entree", "inconnue"]);
export const contingent = z.enum(CONTINGENTS);
export const ressources = z.enum(["positives", "nulles", "absentes"]);
