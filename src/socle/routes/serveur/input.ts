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

/** A parameter of an address that may be absent, or left empty by a filter: null. */
export function facultatif<T>(schema: z.ZodType<T>) {
  return z
    .literal("")
    .transform(() => null)
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);
}

export function invalidInput(error: z.core.$ZodError): Refus {
  const champs = [...new Set(error.issues.map((issue) => issue.path.join(".")).filter(Boolean))];
  const liste = champs.length > 0 ? ` (${champs.join(", ")})` : "";
  return illisible("saisie-invalide", `La demande n’est pas comprise${liste}. Vérifiez l’adresse ou le formulaire.`, {
    champs,
  });
}
