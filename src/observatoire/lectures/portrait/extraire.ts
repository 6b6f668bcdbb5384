import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import { figureOf } from "../cellule.ts";
import type { MaillePortrait, SujetPortrait } from "./portrait.ts";

/** Rows that are neither a place nor a bailleur. */
const RESTES: readonly string[] = ["inconnu", "hors-qpv", "qpv-inconnu", "selection"];

/** Subjects that have a row in the figure. */
export function sujetsOf({ lignes }: Figure): readonly SujetPortrait[] {
  return lignes
    .filter(({ cle, total }) => !total && !RESTES.includes(cle))
    .map(({ cle, libelle }) => ({ code: cle, nom: libelle }));
}

/**
 * The subject's row and the territory's, with the named columns, in that order. null when the figure has no row for the subject: nothing is counted
 * there, which differs from a row of zeros.
 */
export function extractLignes(
  figure: Figure,
  maille: MaillePortrait,
  sujet: SujetPortrait,
  codes: readonly string[],
): Figure | null {
  const own = figure.lignes.find(({ cle, total }) => !total && cle === sujet.code);
  const total = figure.lignes.find((ligne) => ligne.total && ligne.cle !== "selection") ?? null;
  if (!own) return null;
  const colonnes = codes.flatMap((code) => figure.colonnes.find((colonne) => colonne.code === code) ?? []);
  const keep = (ligne: LigneFigure, libelle: string): LigneFigure => ({
    cle: ligne.cle,
    libelle,
    cellules: Object.fromEntries(
      colonnes.flatMap(({ code }) => {
        const cellule = ligne.cellules[code];
        return cellule ? [[code, cellule]] : [];
      }),
    ),
    ...(ligne.total ? { total: true } : {}),
  });
  return figureOf({
    code: figure.code,
    titre: figure.titre,
    maille,
    lignesDe: LIBELLE_MAILLE[maille],
    colonnes,
    lignes: [keep(own, sujet.nom), ...(total ? [keep(total, "Territoire")] : [])],
    methode: figure.methode,
  });
}
