import type {
  CelluleFigure,
  ColonneFigure,
  Figure,
  GenreColonne,
  LigneFigure,
} from "../lectures/observatoire/figure.ts";
import { formatEuros, formatNombre, formatTaux } from "../regles/shared/format.ts";
import { LIBELLE_MANQUE, listManques, type Manque } from "../regles/shared/manque.ts";

const CELLULE_INCONNUE: CelluleFigure = { valeur: null, manque: "inconnu" };

/** A column without an entry is unknown. */
export function celluleOf(ligne: LigneFigure, colonne: string): CelluleFigure {
  return ligne.cellules[colonne] ?? CELLULE_INCONNUE;
}

/** Null when there is a value; a number that is none is not. */
export function manqueOf({ valeur, manque }: CelluleFigure): Manque | null {
  const absent = valeur === null || valeur === "" || (typeof valeur === "number" && !Number.isFinite(valeur));
  return absent ? (manque ?? "inconnu") : null;
}

/** The words that the table of a figure needs explained. */
export function manquesOf({ colonnes, lignes }: Pick<Figure, "colonnes" | "lignes">): readonly Manque[] {
  return listManques(lignes.flatMap((ligne) => colonnes.map(({ code }) => manqueOf(celluleOf(ligne, code)))));
}

/** The number of a cell; null when there is none, or when it is a word. */
export function nombreOf(ligne: LigneFigure, colonne: string): number | null {
  const { valeur } = celluleOf(ligne, colonne);
  return typeof valeur === "number" && Number.isFinite(valeur) ? valeur : null;
}

/** « 18,3 % », « 5,32 €/m² », « + 3,2 points », « secret ». */
export function formatCellule(cellule: CelluleFigure, genre: GenreColonne): string {
  const manque = manqueOf(cellule);
  return manque === null ? formatValeur(cellule.valeur ?? "", genre) : LIBELLE_MANQUE[manque];
}

const deuxDecimales = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const points = new Intl.NumberFormat("fr-FR", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

/** One value in the unit of its column; a word stays as it is. */
export function formatValeur(valeur: number | string, genre: GenreColonne): string {
  if (typeof valeur === "string") return valeur;
  switch (genre) {
    case "taux":
      return formatTaux(valeur);
    case "euros":
      return formatEuros(valeur);
    case "euros-m2":
      return `${deuxDecimales.format(valeur)}\u00A0€/m²`;
    case "points":
      return `${points.format(valeur * 100).replace("-", "−")}\u00A0${Math.abs(valeur) < 0.02 ? "point" : "points"}`;
    case "annee":
      return String(Math.round(valeur));
    default:
      return formatNombre(valeur);
  }
}

/** « entre 17,5 % et 19,2 % »; null when there are no bounds, or both are written as the value is. */
export function formatBornesCellule({ valeur, bornes }: CelluleFigure, genre: GenreColonne): string | null {
  if (!bornes) return null;
  const [basse, haute] = bornes.map((borne) => formatValeur(borne, genre));
  if (basse === haute && typeof valeur === "number" && formatValeur(valeur, genre) === basse) return null;
  return `entre ${basse} et ${haute}`;
}

export function isTexte({ genre }: Pick<ColonneFigure, "genre">): boolean {
  return genre === "texte" || genre === "statut";
}
