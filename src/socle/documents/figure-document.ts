import { celluleOf, formatBornesCellule, formatCellule, manquesOf } from "../images/texte-figure.ts";
import type { Figure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { LIBELLE_MAILLE } from "../regles/observatoire/maille.ts";
import { sayManque } from "../regles/shared/manque.ts";
import { isTexte } from "../regles/table/genre.ts";
import { texte } from "./blocs.ts";
import type { Cellule, TableauBloc } from "./document.ts";

/** Explains the words that stand for missing values; null when every cell has its value. */
export function noteManques(figure: Figure): string | null {
  const manques = manquesOf(figure);
  return manques.length === 0 ? null : manques.map(sayManque).join(" ");
}

/**
 * A figure as a table of a document, each value with its bounds and its base. A whole row fits a page: the first column is wider, the others share
 * the rest.
 */
export function tableauFigure(figure: Figure): TableauBloc {
  const { colonnes } = figure;
  const cellulesOf = (ligne: LigneFigure): readonly Cellule[] => [
    texte(ligne.libelle),
    ...colonnes.map((colonne): Cellule => {
      const cellule = celluleOf(ligne, colonne.code);
      const bornes = formatBornesCellule(cellule, colonne.genre);
      const details = [bornes, cellule.sur === undefined ? null : `sur ${cellule.sur}`].filter(Boolean).join(", ");
      const valeur = formatCellule(cellule, colonne.genre);
      return texte(details ? `${valeur} (${details})` : valeur);
    }),
  ];
  const total = figure.lignes.find((ligne) => ligne.total);
  return {
    kind: "tableau",
    titre: "",
    colonnes: [
      { titre: figure.lignesDe ?? LIBELLE_MAILLE[figure.maille], droite: false, part: 2.4 },
      ...colonnes.map((colonne) => ({ titre: colonne.libelle, droite: !isTexte(colonne), part: 1.2 })),
    ],
    lignes: figure.lignes.filter((ligne) => !ligne.total).map(cellulesOf),
    total: total ? cellulesOf(total) : null,
    note: noteManques(figure),
  };
}
