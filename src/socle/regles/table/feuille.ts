import { type DefinitionTable, type Ordre, sortLignes } from "./table.ts";

/** Rows of a sheet. A list that has a few more is not cut for them; one that is shown whole scrolls in its own place under its header. */
export const FEUILLE = 25;
export const TOLERANCE = 5;

export type Feuille = {
  readonly numero: number;
  readonly feuilles: number;
  /** Rows of the sheet: from the first, to the one after the last. */
  readonly debut: number;
  readonly fin: number;
  readonly total: number;
};

/** What an address says of its lists. */
export type DemandeListe = { readonly ordre: string | null; readonly feuille: string | null };

export type Feuillet<Ligne> = { readonly lignes: readonly Ligne[]; readonly feuille: Feuille | null };

/**
 * The rows that an address asks for, sorted, then cut. For a list whose rows are completed before they are shown: names are opened, and the journal says
 * so, for these alone.
 */
export function feuilletOf<Ligne>(
  table: DefinitionTable<Ligne, unknown>,
  lignes: readonly Ligne[],
  demande: DemandeListe,
  par = FEUILLE,
): Feuillet<Ligne> {
  const sorted = sortLignes(table, lignes, readOrdre(demande, table.code));
  const feuille = cutFeuille(demande, table.code, sorted.length, -1, par);
  return { lignes: feuille ? sorted.slice(feuille.debut, feuille.fin) : sorted, feuille };
}

/** Parses « lots.2 », « lots.tout »; null when all the rows are shown. The row set apart, at `choisie`, opens its own sheet. */
export function cutFeuille(
  { feuille: sent }: Pick<DemandeListe, "feuille">,
  code: string,
  total: number,
  choisie = -1,
  par = FEUILLE,
): Feuille | null {
  if (total <= par + TOLERANCE) return null;
  const found = /^(.+)\.(tout|[1-9]\d{0,5})$/.exec(sent ?? "");
  const asked = found?.[1] === code ? found[2] : null;
  if (asked === "tout") return null;
  const feuilles = Math.ceil(total / par);
  const own = Math.floor(Math.max(choisie, 0) / par) + 1;
  const numero = Math.min(feuilles, asked ? Number(asked) : own);
  const debut = (numero - 1) * par;
  return { numero, feuilles, debut, fin: Math.min(total, debut + par), total };
}

/** Parses « lots.periode »; « -lots.periode » is descending. */
export function readOrdre({ ordre }: Pick<DemandeListe, "ordre">, code: string): Ordre | null {
  const found = /^(-?)([^.]+)\.(.+)$/.exec(ordre ?? "");
  if (found?.[2] !== code || found[3] === undefined) return null;
  return { colonne: found[3], decroissant: found[1] === "-" };
}
