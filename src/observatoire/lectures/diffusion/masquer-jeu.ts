import type { CelluleFigure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { valeurOuInconnue } from "../cellule.ts";
import type { JeuBrut, NombresCellule } from "./jeu.ts";
import type { JeuPublie, NombreGele } from "./ports.ts";

export type Masquage = {
  readonly masquees: ReadonlySet<string>;
  readonly geles: ReadonlyMap<string, NombreGele>;
  /** Least base of a published share. */
  readonly seuil: number;
  /** Datasets already public, by code of figure. */
  readonly precedents: ReadonlyMap<string, JeuPublie>;
  /** By key. */
  readonly valeurs: ReadonlyMap<string, number>;
};

const SECRET: CelluleFigure = { valeur: null, manque: "secret" };

/** The dataset without masked values, and with the exact values of earlier releases. Intervals and bases are removed too. */
export function masquerJeu(
  { theme, figure, nombres, deduire = (masquee) => masquee }: JeuBrut,
  masquage: Masquage,
): JeuPublie {
  const precedent = masquage.precedents.get(figure.code)?.figure.lignes ?? [];
  const lignes = figure.lignes.map(({ point: _, chemin: __, ...ligne }): LigneFigure => {
    const before = precedent.find(({ cle }) => cle === ligne.cle);
    return {
      ...ligne,
      cellules: Object.fromEntries(
        Object.entries(ligne.cellules).map(([colonne, cellule]) => {
          const shown = nombres(ligne.cle, colonne);
          const ancienne = before?.cellules[colonne];
          if (shown !== null && !isUnknown(cellule)) return [colonne, show(cellule, shown, masquage, ancienne)];
          // A released verdict stays; the stock, outside secrecy, belongs to its own vintage.
          return [colonne, theme === "convention" && ancienne ? ancienne : bare(cellule)];
        }),
      ),
    };
  });
  return { theme, figure: deduire({ ...figure, lecture: null, lignes }) };
}

/** Unknown to everybody: nothing to hide, and the column of known ones has 0. */
function isUnknown({ valeur, manque }: CelluleFigure): boolean {
  return valeur === null && (manque === "inconnu" || manque === "pas-dans-le-fichier");
}

function bare({ valeur, manque }: CelluleFigure): CelluleFigure {
  return manque === undefined ? { valeur } : { valeur, manque };
}

function show(
  cellule: CelluleFigure,
  { part, base }: NombresCellule,
  { masquees, geles, seuil, valeurs }: Masquage,
  ancienne: CelluleFigure | undefined,
): CelluleFigure {
  const cles = base === undefined ? [part] : [part, base];
  if (cles.some((cle) => masquees.has(cle) || !valeurs.has(cle))) return SECRET;
  if (base !== undefined && (valeurs.get(base) ?? 0) < seuil) return SECRET;
  if (!cles.some((cle) => geles.has(cle))) return bare(cellule);
  const counted = typeof cellule.valeur === "number" && geles.get(part)?.entiere === true;
  // A word or a mean: as already released. Without one, the table is new, but its numbers are not.
  if (!counted) return ancienne ?? SECRET;
  const valeur = valeurs.get(part) ?? 0;
  return valeurOuInconnue(base === undefined ? valeur : share(valeur, valeurs.get(base) ?? 0));
}
