import type { Context } from "hono";
import { z } from "zod";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { Site } from "#socle/routes/site.ts";

const schema = z.object({ depuis: z.literal("").or(z.iso.date()).optional() });

/** From the day of the address, else from a year ago. Throws `saisie-invalide`. */
export function readDepuis(
  { deps }: Site,
  c: Context<Env>,
  epci: string,
): { readonly epci: string; readonly depuis: string; readonly aujourdhui: string } {
  const { depuis } = parseInput(schema, c.req.query());
  const aujourdhui = deps.horloge.aujourdhui();
  return { epci, depuis: depuis || addMonths(aujourdhui, -12), aujourdhui };
}
