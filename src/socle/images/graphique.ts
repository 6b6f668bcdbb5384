import type { Figure } from "../lectures/observatoire/figure.ts";
import { renderBarres } from "./graphique-barres.ts";
import { renderCourbes } from "./graphique-courbes.ts";
import { renderEmpilees } from "./graphique-empilees.ts";
import { renderEssaim } from "./graphique-essaim.ts";
import { renderNuage } from "./graphique-nuage.ts";
import type { ImageFigure } from "./image.ts";

/** The chart of a figure; null when it has none, or nothing to draw. `comparer`: key of the row set apart. */
export function renderGraphique(figure: Figure, comparer: string | null): ImageFigure | null {
  const { graphique } = figure;
  if (!graphique) return null;
  const demande = { figure, comparer };
  switch (graphique.genre) {
    case "barres":
      return renderBarres(demande, graphique.colonne);
    case "barres-empilees":
      return renderEmpilees(demande, graphique.colonnes);
    case "courbes":
      return renderCourbes(demande, graphique.colonnes);
    case "essaim":
      return renderEssaim(demande, graphique.colonne);
    case "nuage":
      return renderNuage(demande, graphique);
  }
}
