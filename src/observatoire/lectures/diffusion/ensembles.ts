import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { share } from "#socle/regles/shared/taux.ts";

/** Places counted together: their names, in the order of the table. */
export type Ensemble = { readonly libelle: string; readonly noms: readonly string[] };

export type FigureParEnsembles = {
  readonly figure: Figure;
  readonly ensembles: readonly Ensemble[];
  /** Rows of a mesh that shows nothing, left out because a coarser one is shown. */
  readonly sansNombre: readonly string[];
};

/** A rate that two columns of the same row give: its numerator and its base, by code of figure and of column. */
const RAPPORTS: Readonly<Record<string, Readonly<Record<string, readonly [part: string, base: string]>>>> = {
  "vacance-communes": { taux: ["vacants", "logements"] },
};

const SECRET: CelluleFigure = { valeur: null, manque: "secret" };

/**
 * A published table of places whose secret rows are counted together, in one row per mesh (secteurs, communes): what the whole has more than the rows
 * shown. It is read from the published table alone, so that it tells nothing that its reader could not subtract, and the audit has already bounded
 * what that subtraction gives. null: no two rows to count together.
 */
export function countTogether(figure: Figure): FigureParEnsembles | null {
  const total = figure.lignes.find((ligne) => ligne.total);
  if (figure.maille !== "commune" || !total) return null;
  const parts = figure.lignes.filter((ligne) => ligne !== total);
  const colonnes = secretColumns(figure);
  const mailles = [parts.filter(isSecteur), parts.filter((ligne) => !isSecteur(ligne))]
    .filter((lignes) => lignes.length > 0)
    .map((lignes) => foldMaille(figure, total, { lignes, colonnes }));
  if (mailles.every(({ ensemble }) => ensemble === null)) return null;
  const [grosse, fine] = mailles;
  const vide = grosse && fine?.montrees.length === 0 ? fine : null;
  const kept = mailles.filter((maille) => maille !== vide);
  return {
    figure: {
      ...figure,
      lignes: [...kept.flatMap(({ montrees, ligne }) => [...montrees, ...(ligne ? [ligne] : [])]), total],
    },
    ensembles: kept.flatMap(({ ensemble }) => ensemble ?? []),
    sansNombre: vide?.ensemble?.noms ?? [],
  };
}

function isSecteur({ cle }: LigneFigure): boolean {
  return cle.startsWith("secteur ");
}

/** Columns under secrecy: at least one of their cells is hidden. */
function secretColumns({ colonnes, lignes }: Figure): readonly ColonneFigure[] {
  return colonnes.filter(({ code }) => lignes.some((ligne) => isSecret(ligne.cellules[code])));
}

function isSecret(cellule: CelluleFigure | undefined): boolean {
  return cellule?.manque === "secret";
}

type Maille = {
  readonly montrees: readonly LigneFigure[];
  readonly ligne: LigneFigure | null;
  readonly ensemble: Ensemble | null;
};

function foldMaille(
  figure: Figure,
  total: LigneFigure,
  { lignes, colonnes }: { readonly lignes: readonly LigneFigure[]; readonly colonnes: readonly ColonneFigure[] },
): Maille {
  const hidden = new Set(lignes.filter(({ cellules }) => colonnes.every(({ code }) => isSecret(cellules[code]))));
  if (colonnes.length === 0 || hidden.size < 2) return { montrees: lignes, ligne: null, ensemble: null };
  const montrees = lignes.filter((ligne) => !hidden.has(ligne));
  const libelle = nameEnsemble(hidden, montrees.length > 0);
  const cle = [...hidden].some(isSecteur) ? "secteurs-ensemble" : "communes-ensemble";
  return {
    montrees,
    ligne: { cle, libelle, cellules: cellulesOf(figure, total, montrees) },
    ensemble: { libelle, noms: [...hidden].map((ligne) => ligne.libelle) },
  };
}

function nameEnsemble(hidden: ReadonlySet<LigneFigure>, autres: boolean): string {
  const noms = [...hidden].some(isSecteur) ? "secteurs" : "communes";
  return `${hidden.size} ${autres ? "autres " : ""}${noms}, ensemble`;
}

/** Of all rows but those shown: what the whole has more than they have. */
export function cellulesOf(
  { code, colonnes }: Figure,
  total: LigneFigure,
  montrees: readonly LigneFigure[],
): LigneFigure["cellules"] {
  const comptes = new Map(colonnes.map((colonne) => [colonne.code, countOf(colonne, total, montrees)]));
  const cellules = colonnes.map(({ code: colonne }): readonly [string, CelluleFigure] => {
    const [part, base] = (RAPPORTS[code]?.[colonne] ?? []).map((one) => comptes.get(one) ?? null);
    const compte = comptes.get(colonne) ?? null;
    const taux = typeof part === "number" && typeof base === "number" ? share(part, base) : null;
    const valeur = compte ?? taux;
    return [colonne, valeur === null ? SECRET : { valeur }];
  });
  return Object.fromEntries(cellules);
}

/** What the whole has more than the rows shown; null when one of them is hidden, or when the column is no count. */
function countOf({ code, genre }: ColonneFigure, total: LigneFigure, montrees: readonly LigneFigure[]): number | null {
  if (genre !== "nombre") return null;
  const nombres = [total, ...montrees].map(({ cellules }) => cellules[code]?.valeur);
  if (!nombres.every((nombre) => typeof nombre === "number")) return null;
  const [whole = 0, ...shown] = nombres;
  const reste = shown.reduce((left, nombre) => left - nombre, whole);
  return reste < 0 ? null : reste;
}
