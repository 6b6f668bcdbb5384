import { z } from "zod";
import { GENRES_EVALUATION } from "../../regles/evaluation/evaluation.ts";
import type { Evaluation } from "./evaluation.ts";

const anneesRow = z.object({ genre: z.enum(GENRES_EVALUATION), anneeDebut: z.number(), anneeFin: z.number() });
export type AnneesEvaluation = Readonly<z.infer<typeof anneesRow>>;

/** Frozen object: its hash proves it, so its shape is not checked, and later versions may extend it. */
const contenu = z.custom<Evaluation>((value) => typeof value === "object" && value !== null && "parties" in value);

/** Columns of a frozen evaluation in a list. */
export const enteteRow = anneesRow.extend({
  id: z.number(),
  epci: z.string(),
  /** « EVAL-2017-01 ». */
  numero: z.string(),
  empreinte: z.string(),
  figeLe: z.string(),
  figePar: z.string(),
  publieLe: z.string().nullable(),
});
export type EnteteEvaluation = Readonly<z.infer<typeof enteteRow>>;

/** `empreinte`: SHA-256 of the canonical JSON of `contenu`; `contenuPublic`: its public form. */
export const figeeRow = enteteRow.extend({ contenu, contenuPublic: contenu });
export type EvaluationFigee = Readonly<z.infer<typeof figeeRow>>;

/** Published form. */
export const publieeRow = anneesRow.extend({ numero: z.string(), contenu, publieLe: z.string() });
export type EvaluationPubliee = Readonly<z.infer<typeof publieeRow>>;

/** Text by code of part. */
export type TextesEvaluation = Readonly<Record<string, string>>;

export const projetRow = anneesRow.extend({
  textes: z.record(z.string(), z.string()).readonly(),
  modifieLe: z.string(),
});
export type ProjetEvaluation = Readonly<z.infer<typeof projetRow>>;

export type EvaluationQueries = {
  /** Latest first. */
  list(epci: string): Promise<readonly EnteteEvaluation[]>;
  find(epci: string, numero: string): Promise<EvaluationFigee | null>;
  /** Takes the next number of those years under a lock. */
  freeze(
    evaluation: AnneesEvaluation & {
      readonly epci: string;
      /** « EVAL-2017 ». */
      readonly prefixe: string;
      readonly contenu: Evaluation;
      readonly contenuPublic: Evaluation;
      readonly empreinte: string;
      readonly figePar: string;
    },
  ): Promise<EnteteEvaluation>;
  projets(epci: string): Promise<readonly ProjetEvaluation[]>;
  saveProjet(epci: string, projet: AnneesEvaluation & { readonly textes: TextesEvaluation }): Promise<void>;
  dropProjet(epci: string, annees: AnneesEvaluation): Promise<void>;
  /** Latest first. */
  publiees(epci: string): Promise<readonly EvaluationPubliee[]>;
  publiee(epci: string, numero: string): Promise<EvaluationPubliee | null>;
  /** false: published already. */
  publish(epci: string, publiee: EvaluationPubliee): Promise<boolean>;
  /** false: not published. */
  withdraw(epci: string, numero: string): Promise<boolean>;
};
