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

/** What the bilan tells on a page of its own, and the word that leads there. */
export const PARTIES_BILAN = {
  bailleurs: "Chaque bailleur en détail",
  inconnues: "Ce qu’on ignore",
  territorialises: "Objectifs territorialisés",
  communes: "Communes",
  trimestres: "Trimestres",
  secteur: "Secteurs",
  contingent: "Contingents",
  origine: "Origine des ménages",
  prioritaire: "Publics prioritaires",
  dalo: "DALO",
  menage: "Taille des ménages",
  age: "Âge",
  parc: "Parc",
  controles: "Chiffres imprimés ailleurs",
  methode: "Méthode et sources",
} as const;
export type PartieBilan = keyof typeof PARTIES_BILAN;

export function isPartie(texte: string): texte is PartieBilan {
  return Object.hasOwn(PARTIES_BILAN, texte);
}

/** `partie` null: the page that answers. `regle`: of the page of the method. */
export function hrefBilan(
  epci: string,
  question: QuestionBilan,
  partie: PartieBilan | null = null,
  regle?: string,
): string {
  return hrefTerritoire(epci, partie === null ? "bilan" : `bilan/${partie}`, { ...question, regle });
}

export type FormatBilan = "pdf" | "docx" | "xlsx" | "csv" | "json";

/** `variante`: « tableur » or « ouvert », the two CSV; « diaporama », the slides of a PDF. */
export function hrefTelechargement(
  epci: string,
  question: QuestionBilan,
  format: FormatBilan,
  variante?: "tableur" | "ouvert" | "diaporama",
): string {
  return hrefTerritoire(epci, `bilan.${format}`, { ...question, format: variante });
}

export function nomBailleur(bilan: Bilan, siren: string): string {
  return bilan.bailleurs.find((ligne) => ligne.siren === siren)?.nom ?? siren;
}
