import type { PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { CLASSES_ECART, type ClasseEcart } from "../../regles/desequilibre/classe.ts";
import type { AnalyseDesequilibre, UniteAnalysee } from "./analyse.ts";

/** Values of the chart's axes: counts of established deviations, or the weighted index. */
export const AXES_DESEQUILIBRE = ["indice", "nombre"] as const;
export type AxeDesequilibre = (typeof AXES_DESEQUILIBRE)[number];

export const TRIS_DESEQUILIBRE = [
  "classe",
  "surrepresentations",
  "indice",
  "fonctionnement",
  "logements",
  "nom",
] as const;
export type TriDesequilibre = (typeof TRIS_DESEQUILIBRE)[number];

/** The view in the address. null: any. */
export type FiltreDesequilibre = {
  readonly population: PopulationOccupation;
  readonly axe: AxeDesequilibre;
  readonly bailleur: string | null;
  readonly commune: string | null;
  readonly secteur: string | null;
  readonly classe: ClasseEcart | "lues" | "toutes";
  readonly tri: TriDesequilibre;
};

/** The résidences of the view, in its order. Filters choose rows; references stay the whole territory's. */
export function filterResidences(
  { residences, enquete }: Pick<AnalyseDesequilibre, "residences" | "enquete">,
  filtre: FiltreDesequilibre,
): readonly UniteAnalysee[] {
  // Without a survey, the first axis is not read: the second still fills the page.
  const classe = enquete === null && filtre.classe === "lues" ? "toutes" : filtre.classe;
  const kept = residences.filter(
    (unite) =>
      (filtre.bailleur === null || unite.bailleur === filtre.bailleur) &&
      (filtre.commune === null || unite.commune === filtre.commune) &&
      (filtre.secteur === null || unite.secteur === filtre.secteur) &&
      isShown(unite.populations[filtre.population].classe, classe),
  );
  const order = orderOf(filtre);
  return kept.toSorted((a, b) => order(b) - order(a) || a.nom.localeCompare(b.nom, "fr") || (a.cle < b.cle ? -1 : 1));
}

/** « lues »: the classes that allow a statement. */
function isShown(classe: ClasseEcart, chosen: FiltreDesequilibre["classe"]): boolean {
  if (chosen === "toutes") return true;
  return chosen === "lues" ? classe !== "effectif-faible" && classe !== "inconnu" : classe === chosen;
}

/** Greatest first; unknown last. */
function orderOf({ tri, population }: FiltreDesequilibre): (unite: UniteAnalysee) => number {
  const known = (value: number | null) => value ?? -1;
  switch (tri) {
    case "classe":
      return ({ populations }) =>
        1000 * (CLASSES_ECART.length - CLASSES_ECART.indexOf(populations[population].classe)) +
        known(populations[population].surrepresentations) * 10;
    case "surrepresentations":
      return ({ populations }) => known(populations[population].surrepresentations);
    case "indice":
      return ({ populations }) => known(populations[population].indice);
    case "fonctionnement":
      return ({ fonctionnement }) => 1000 * known(fonctionnement.dysfonctionnements) + known(fonctionnement.indice);
    case "logements":
      return ({ logements }) => logements;
    case "nom":
      return () => 0;
  }
}
