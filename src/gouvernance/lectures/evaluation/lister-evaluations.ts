import { readAnneesBilan } from "#bilan/lectures/annees.ts";
import type { Base } from "#socle/lectures/base.ts";
import { GENRES_EVALUATION, type GenreEvaluation, labelAnnees, yearsOf } from "../../regles/evaluation/evaluation.ts";
import type { ManqueEvaluation } from "./evaluation.ts";
import { anneeNonFinie, manqueRapport } from "./manques.ts";
import type { EnteteEvaluation } from "./ports.ts";

/** Years without an evaluation, and what is missing to make one. */
export type AnneesSansEvaluation = {
  readonly genre: GenreEvaluation;
  readonly annee: number;
  readonly libelle: string;
  /** ISO instant of the saved draft; null: none. */
  readonly projet: string | null;
  readonly manques: readonly ManqueEvaluation[];
};

/** `aPreparer` null: the reader prepares none. Latest years first. */
export type ListeEvaluations = {
  readonly evaluations: readonly EnteteEvaluation[];
  readonly aPreparer: readonly AnneesSansEvaluation[] | null;
};

export async function listerEvaluations(
  base: Base,
  { epci, aujourdhui, prepare }: { readonly epci: string; readonly aujourdhui: string; readonly prepare: boolean },
): Promise<ListeEvaluations> {
  const evaluations = await base.evaluations.list(epci);
  if (!prepare) return { evaluations, aPreparer: null };
  const [publiees, rapports, projets] = await Promise.all([
    readAnneesBilan(base.cubes, epci, null),
    base.rapports.list(epci),
    base.evaluations.projets(epci),
  ]);
  const connues = [...new Set([...publiees, ...rapports.map(({ annee }) => annee)])].toSorted((a, b) => b - a);
  const candidats = GENRES_EVALUATION.flatMap((genre) =>
    connues
      .filter((annee) => yearsOf(genre, annee).every((one) => connues.includes(one)))
      .map((annee) => ({ genre, annee })),
  );
  const aPreparer = candidats
    .filter(({ genre, annee }) => !evaluations.some((one) => one.genre === genre && one.anneeFin === annee))
    .map(({ genre, annee }): AnneesSansEvaluation => {
      const annees = yearsOf(genre, annee);
      return {
        genre,
        annee,
        libelle: labelAnnees(annees[0] ?? annee, annee),
        projet: projets.find((one) => one.genre === genre && one.anneeFin === annee)?.modifieLe ?? null,
        manques: [...anneeNonFinie(annee, aujourdhui), ...annees.flatMap((one) => manqueRapport(one, rapports))],
      };
    });
  return { evaluations, aPreparer };
}
