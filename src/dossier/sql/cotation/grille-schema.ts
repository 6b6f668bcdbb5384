import { z } from "zod";
import { COMPARATEURS, type Expression } from "../../regles/cotation/expression.ts";
import { CODES_FAITS, type CodeFait } from "../../regles/cotation/fait.ts";
import { COMBINAISONS, type ContenuGrille } from "../../regles/cotation/grille.ts";
import type { TraceGardee } from "../../regles/cotation/trace.ts";

const fait = z.enum(CODES_FAITS as readonly [CodeFait, ...CodeFait[]]); // the list is a literal's, never empty
const preuve = z.enum(["declare", "justifie"]);

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.object({ op: z.literal("toujours") }),
    z.object({ op: z.literal("et"), termes: z.array(expression) }),
    z.object({ op: z.literal("ou"), termes: z.array(expression) }),
    z.object({ op: z.literal("non"), terme: expression }),
    z.object({ op: z.literal("est"), fait, valeur: z.boolean() }),
    z.object({ op: z.literal("compare"), fait, comparateur: z.enum(COMPARATEURS), nombre: z.number() }),
    z.object({ op: z.literal("mois-depuis"), fait, comparateur: z.enum(COMPARATEURS), mois: z.number() }),
    z.object({ op: z.literal("parmi"), fait, codes: z.array(z.string()) }),
  ]),
);

const points = z.discriminatedUnion("genre", [
  z.object({ genre: z.literal("fixe"), points: z.number() }),
  z.object({ genre: z.literal("par-unite"), fait, pas: z.number(), points: z.number(), plafond: z.number() }),
]);

const critere = z.object({
  id: z.string(),
  libelle: z.string(),
  si: expression,
  points,
  preuve,
  priorites: z.array(z.string()),
});

/** Schema of a stored scheme; a new scheme has no rubric. */
export const contenuSchema: z.ZodType<ContenuGrille> = z.object({
  rubriques: z
    .array(
      z.object({
        id: z.string(),
        libelle: z.string(),
        combinaison: z.enum(COMBINAISONS),
        plafond: z.number().nullable(),
        criteres: z.array(critere),
      }),
    )
    .default([]),
  departage: z.literal("anciennete-puis-identifiant").default("anciennete-puis-identifiant"),
});

export const traceSchema: z.ZodType<TraceGardee> = z.object({
  rubriques: z
    .array(
      z.object({
        libelle: z.string(),
        ecrete: z.number(),
        lignes: z.array(
          z.object({
            libelle: z.string(),
            points: z.number(),
            etat: z.enum(["acquis", "inconnu", "a-justifier"]),
            bornes: z.tuple([z.number(), z.number()]),
            preuve,
            lu: z.array(z.string()),
          }),
        ),
      }),
    )
    .default([]),
  sensible: z.number().nullable().default(null),
  sensibleIncertain: z.boolean().default(false),
  inconnus: z.array(fait).default([]),
  aJustifier: z.array(fait).default([]),
});
