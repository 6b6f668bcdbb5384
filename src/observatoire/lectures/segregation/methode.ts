import type { NiveauSegregation } from "#socle/calculs/segregation/information.ts";
import type { CelluleFigure, ColonneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatTaux } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";

/** « 22,9 % » */
export function formatIndice(value: number | null): string {
  return value === null ? LIBELLE_MANQUE["sans-objet"] : formatTaux(value);
}

/** Index between 0 and 1, with six decimals: displays round it once. */
export function indice(
  value: number | null | undefined,
  absent: CelluleFigure,
  bornes?: readonly [number, number] | null,
): CelluleFigure {
  if (value === null || value === undefined) return absent;
  const found = { valeur: round(value) };
  return bornes ? { ...found, bornes: [round(bornes[0]), round(bornes[1])] } : found;
}

function round(value: number): number {
  // + 0 turns −0 into 0.
  return Math.round(value * 1e6) / 1e6 + 0;
}

/** Share of a level's M that chance alone would give; at most all of it. */
export function partDuHasard(niveau: NiveauSegregation | null | undefined, absent: CelluleFigure): CelluleFigure {
  if (!niveau || !(niveau.m > 0)) return absent;
  return indice(Math.min(1, niveau.attendue / niveau.m), absent);
}

export const colonne = (
  code: string,
  libelle: string,
  genre: ColonneFigure["genre"],
  definition: string,
): ColonneFigure => ({ code, libelle, genre, definition });

/** D, the effect of chance, and the rest: always shown together. */
export const COLONNES_INDICE: readonly ColonneFigure[] = [
  colonne(
    "dissimilarite",
    "Dissimilarité",
    "taux",
    "Part des ménages d’un groupe qui devraient changer d’unité pour que toutes aient la même composition.",
  ),
  colonne("hasard", "Le hasard seul", "taux", "La même, en moyenne, si les mêmes ménages étaient répartis au hasard."),
  colonne("corrigee", "Corrigée", "taux", "(dissimilarité − hasard) ÷ (1 − hasard) : 0 ou moins, le hasard suffit."),
];

export const METHODE_D: readonly string[] = [
  "Indice de dissimilarité D = ½ Σ |x÷X − y÷Y| : x et y, ménages des deux groupes dans chaque unité ; X et Y, leurs totaux. 0 : même composition partout ; 100 % : aucun mélange.",
  "Même sans aucune ségrégation, D n’est pas nul dès que les unités sont petites : l’espérance exacte de D, si les mêmes ménages étaient tirés au sort entre des unités de même taille (loi hypergéométrique), est donnée à côté, avec l’indice corrigé (D − E) ÷ (1 − E).",
];

export const REFERENCE_D =
  "Duncan et Duncan, 1955 (D) ; Winship, 1977 (correction du hasard) ; Mora et Ruiz-Castillo, 2011 (décomposition de M)";
