import type { ChampsAbsents } from "#donnees/lectures/lot/ports.ts";
import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Source } from "#socle/regles/shared/source.ts";

/** A field of a source, by our name, or alternatives of which one is enough. */
export type Besoin = string | readonly string[];

/** Fields that a cell needs; none: it does not depend on the file's columns. */
export type ChampsDe = (cellule: {
  readonly figure: string;
  readonly colonne: string;
  readonly ligne: string;
}) => readonly Besoin[];

/** Fields that no published file of a source has; `periode`: of that period only. */
export function listAbsents(publies: readonly ChampsAbsents[], source: Source, periode?: string): readonly string[] {
  const fichiers = publies.filter((row) => row.source === source && (periode === undefined || row.periode === periode));
  const [premier, ...autres] = fichiers.map(({ champs }) => champs);
  return (premier ?? []).filter((champ) => autres.every((absents) => absents.includes(champ)));
}

/** Tells a fact that the file cannot hold from one that it leaves empty. */
export function nameAbsent(
  cellule: CelluleFigure,
  absents: readonly string[],
  besoins: readonly Besoin[],
): CelluleFigure {
  const isAbsent = (besoin: Besoin) => [besoin].flat().every((champ) => absents.includes(champ));
  return cellule.manque === "inconnu" && besoins.some(isAbsent)
    ? { ...cellule, manque: "pas-dans-le-fichier" }
    : cellule;
}

/** The same for every cell of a figure. `absents`: fields that its files lack. */
export function nameAbsents(figure: Figure, absents: readonly string[], champsDe: ChampsDe): Figure {
  if (absents.length === 0) return figure;
  return {
    ...figure,
    lignes: figure.lignes.map((ligne) => ({
      ...ligne,
      cellules: Object.fromEntries(
        Object.entries(ligne.cellules).map(([colonne, cellule]): [string, CelluleFigure] => [
          colonne,
          nameAbsent(cellule, absents, champsDe({ figure: figure.code, colonne, ligne: ligne.cle })),
        ]),
      ),
    })),
  };
}
