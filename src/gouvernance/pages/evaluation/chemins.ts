import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { EnteteEvaluation } from "../../lectures/evaluation/ports.ts";
import { type GenreEvaluation, LIBELLE_GENRE_EVALUATION, labelAnnees } from "../../regles/evaluation/evaluation.ts";

/** Path of the list under the territory, and key of its page in the navigation. */
export const CHEMIN_EVALUATIONS = "commission/evaluations";

/** `suite`: follows the number, « .pdf », « /publication ». */
export function hrefEvaluation(epci: string, numero: string, suite = ""): string {
  return hrefTerritoire(epci, `${CHEMIN_EVALUATIONS}/${numero}${suite}`);
}

export function hrefPreparer(epci: string, genre: GenreEvaluation, annee: number): string {
  return hrefTerritoire(epci, `${CHEMIN_EVALUATIONS}/preparer`, { genre, annee });
}

/** « Évaluation annuelle, 2017 ». */
export function sayAnnees({
  genre,
  anneeDebut,
  anneeFin,
}: Pick<EnteteEvaluation, "genre" | "anneeDebut" | "anneeFin">) {
  return `${LIBELLE_GENRE_EVALUATION[genre]}, ${labelAnnees(anneeDebut, anneeFin)}`;
}
