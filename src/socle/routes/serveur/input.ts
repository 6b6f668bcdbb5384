import { z } from "zod";
import { illisible, type Refus } from "../../regles/shared/refus.ts";

/** A zod schema, by the only method that is called: see `Lecteur` in storage/sql.ts. */
type Schema<T> = {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: z.core.$ZodError };
};

/** What came from outside, checked. Refuses `saisie-invalide`: a schema that fails elsewhere is a defect of ours, not a 400. */
export function parseInput<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidInput(result.error);
}

/** A field left empty, or that the address does not have, says nothing. */
export function ouRien<T>(schema: z.ZodType<T>): z.ZodType<T | null> {
  return z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());
}

/** The same for the `id` of a row. */
export function idOuRien(): z.ZodType<number | null> {
  return ouRien(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER));
}

export function invalidInput(error: z.core.$ZodError): Refus {
  const champs = [...new Set(error.issues.map((issue) => issue.path.join(".")).filter(Boolean))];
  const liste = champs.length > 0 ? ` (${champs.join(", ")})` : "";
  return illisible("saisie-invalide", `La demande n’est pas comprise${liste}. Vérifiez l’adresse ou le formulaire.`, {
    champs,
  });
}
