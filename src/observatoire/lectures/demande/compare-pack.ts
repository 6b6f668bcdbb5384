import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { PAS_DANS_LE_FICHIER } from "../cellule.ts";
import { FILE_ADRESSES, FILE_ATTRIBUTIONS } from "./compute-pack.ts";
import type { ComparaisonPack, ContenuPack, ValeurChangee } from "./pack.ts";

/**
 * Compares the frozen figures with today's published data, without rewriting them. `file`: the reader may see the repair queue; otherwise its rows
 * are not compared.
 */
export function comparePack(
  fige: Pick<ContenuPack, "figures" | "libelle">,
  aujourdhui: readonly Figure[],
  { file }: { readonly file: boolean },
): ComparaisonPack {
  const changements = fige.figures.flatMap((figure) => {
    const today = aujourdhui.find(({ code }) => code === figure.code);
    return compareFigure(figure, today).filter(
      ({ cle }) => file || (cle !== FILE_ADRESSES && cle !== FILE_ATTRIBUTIONS),
    );
  });
  const changed = formatCompte(changements.length, "valeur a changé", "valeurs ont changé");
  return {
    phrase:
      changements.length === 0
        ? "Les données publiées aujourd’hui donnent les mêmes chiffres."
        : `Depuis que ce pack est figé, ${changed} dans les données publiées pour le ${fige.libelle}. Le pack ne change pas.`,
    changements: changements.map(({ cle: _, ...valeur }) => valeur),
  };
}

type Changee = ValeurChangee & { readonly cle: string };

/** Every cell that differs; a row on one side only is missing on the other. */
function compareFigure(alors: Figure, today: Figure | undefined): readonly Changee[] {
  const lignes = [
    ...alors.lignes,
    ...(today?.lignes.filter(({ cle }) => !alors.lignes.some((row) => row.cle === cle)) ?? []),
  ];
  return lignes.flatMap(({ cle, libelle }) =>
    alors.colonnes.flatMap((colonne): Changee[] => {
      const [then, now] = [cellOf(alors, cle, colonne.code), cellOf(today, cle, colonne.code)];
      // Missing then and now is no change, even if the reason is worded differently.
      if (then.valeur === now.valeur) return [];
      return [{ cle, tableau: alors.titre, ligne: libelle, colonne, alors: then, aujourdhui: now }];
    }),
  );
}

function cellOf(figure: Figure | undefined, cle: string, colonne: string): CelluleFigure {
  return figure?.lignes.find((row) => row.cle === cle)?.cellules[colonne] ?? PAS_DANS_LE_FICHIER;
}
