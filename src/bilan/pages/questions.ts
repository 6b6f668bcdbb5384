import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { Bilan } from "../lectures/bilan.ts";
import type { LectureBailleurs } from "../regles/bailleur/dire-successions.ts";

/** Parameters of the address. `bailleur`: SIREN, null for the whole territory. */
export type QuestionBilan = {
  readonly annee: number;
  readonly periode: string;
  readonly bailleur: string | null;
  /** Absent or null: « alors ». */
  readonly vue?: "aujourdhui" | null;
};

export function questionOf(bilan: Bilan): QuestionBilan {
  return { annee: bilan.annee, periode: bilan.periode, bailleur: bilan.bailleur, vue: vueOf(bilan.lectureBailleurs) };
}

export function vueOf(lecture: LectureBailleurs | undefined): "aujourdhui" | null {
  return lecture?.vue === "aujourdhui" ? "aujourdhui" : null;
}

export function hrefBilan(epci: string, question: QuestionBilan, ancre = ""): string {
  return hrefTerritoire(epci, "bilan", { ...question }) + ancre;
}

export type FormatBilan = "pdf" | "docx" | "xlsx" | "csv" | "json";

/** `variante`: « tableur » or « ouvert », the two CSV. */
export function hrefTelechargement(
  epci: string,
  question: QuestionBilan,
  format: FormatBilan,
  variante?: "tableur" | "ouvert",
): string {
  return hrefTerritoire(epci, `bilan.${format}`, { ...question, format: variante });
}

export function nomBailleur(bilan: Bilan, siren: string): string {
  return bilan.bailleurs.find((ligne) => ligne.siren === siren)?.nom ?? siren;
}
