import type { Source } from "#socle/regles/shared/source.ts";
import type { LectureOptions } from "../lecture.ts";
import type { Profil } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { buildEntete, type Entete, findDoublon } from "./entete.ts";
import { isNirEntete } from "./nir.ts";

/** The first records of a table, with the physical line where each starts. */
export type Tete = readonly { readonly cells: readonly string[]; readonly ligne: number }[];

export type Disposition = {
  readonly entete: Entete;
  readonly profil: Profil<Source>;
  readonly score: number;
};

/** Title lines, descriptions and « sep= » precede the header, which is searched up to this line. */
export const TETE_MAX = 40;
export const COLONNES_MAX = 1_000;

/** The line and profile that recognise most column names; null when none recognises enough. */
export function findDisposition(
  tete: Tete,
  profils: readonly Profil<Source>[],
  options: Pick<LectureOptions, "colonnes" | "source">,
): Disposition | null {
  let best: Disposition | null = null;
  const candidates = options.source ? profils.filter((profil) => profil.source === options.source) : profils;
  for (const { cells, ligne } of tete) {
    if (cells.length < 2 || cells.length > COLONNES_MAX) continue;
    const entete = buildEntete(cells, ligne, options.colonnes);
    for (const profil of candidates) {
      const score = profil.score(entete);
      if (score > (best?.score ?? 0)) best = { entete, profil, score };
    }
  }
  return best;
}

/** Refuses `colonne-en-double`, `nir-present` from the header, before any line is read. */
export function checkEntete(entete: Entete): void {
  const nir = entete.plies.findIndex(isNirEntete);
  if (nir >= 0) throw refusals.nirPresent(entete.cells[nir] ?? "", entete.ligne);
  const doublon = findDoublon(entete);
  if (doublon !== null) throw refusals.colonneEnDouble(doublon, entete.ligne);
}

/** Refuses a file without a known header, listing its columns so that the officer can name them. */
export function refuseInconnu(nom: string, tete: Tete, separateur: string | null, profils: readonly Profil<Source>[]) {
  const widest = Math.max(0, ...tete.map(({ cells }) => cells.length));
  if (widest > COLONNES_MAX) return refusals.tropDeColonnes(nom, widest, COLONNES_MAX);
  const first = tete.find(({ cells }) => cells.length >= 2)?.cells ?? [];
  // A line of data in the header's place may hold personal numbers: it is not shown as column names.
  const entetes = first.some((cell) => /\d{8}/.test(cell)) ? [] : first;
  const nir = entetes.find((cell) => isNirEntete(cell.toUpperCase().replace(/[^A-Z0-9]/g, "")));
  if (nir) return refusals.nirPresent(nir, 1);
  const cherche = profils.map((profil) => profil.cherche).join(" ; ");
  return refusals.sourceInconnue(nom, { entetes: entetes.slice(0, 100), separateur, cherche });
}
