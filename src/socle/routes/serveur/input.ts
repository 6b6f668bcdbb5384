import { z } from "zod";
import { illisible, type Refus } from "../../regles/shared/refus.ts";

/** The part of a zod schema that is called: see `Lecteur` in storage/sql.ts. */
type Schema<T> = {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: z.core.$ZodError };
};

/** Parses what came from outside. Refuses `saisie-invalide`: a schema that fails elsewhere is a defect of ours, not a 400. */
export function parseInput<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidInput(result.error);
}

/** An empty or absent field is null. */
export function ouRien<T>(schema: z.ZodType<T>): z.ZodType<T | null> {
  return z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());
}

/** As `ouRien`, for the `id` of a row. */
export function idOuRien(): z.ZodType<number | null> {
  return ouRien(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER));
}

/** The view of a page that the address asks for; null: the page that answers. Throws `saisie-invalide`. */
export function readPartie<P extends string>(
  parametres: Readonly<Record<string, unknown>>,
  parties: Readonly<Record<P, unknown>>,
): P | null {
  const codes = Object.keys(parties) as P[]; // an object's keys are typed as plain strings
  return parseInput(z.object({ partie: ouRien(z.enum(codes)) }), { partie: parametres.partie }).partie;
}

export function invalidInput(error: z.core.$ZodError): Refus {
  const champs = [...new Set(error.issues.map((issue) => issue.path.join(".")).filter(Boolean))];
  const liste = champs.length > 0 ? ` (${champs.join(", ")})` : "";
  return illisible("saisie-invalide", `La demande n’est pas comprise${liste}. Vérifiez l’adresse ou le formulaire.`, {
    champs,
  });
}
