import { SSF, utils, type WorkSheet, write } from "@e965/xlsx";
import type { FormatColonne, Valeur } from "./valeur.ts";
import { xmlText } from "./xml-text.ts";

/** Excel's number formats; `points`: a difference of two rates. */
type Format = FormatColonne | "decimal" | "entier" | "euros" | "points";
/** A value in the format of its column, or in one of its own. */
export type Cellule = Valeur | { readonly valeur: Valeur; readonly format: Format };
/** `largeur`: in characters. */
export type Feuille = {
  /** Lines above the header, one cell each: what must travel with the sheet. */
  readonly avant?: readonly string[];
  readonly colonnes: readonly { titre: string; format: Format; largeur?: number }[];
  readonly lignes: readonly (readonly Cellule[])[];
};

/** A file is given back in the format that it came in. */
export type TypeClasseur = "xlsx" | "xls" | "ods";

/** What `renderClasseur` (rendre.ts) gives, where it is called. */
export function printClasseur(
  titre: string,
  feuilles: readonly (readonly [nom: string, feuille: Feuille])[],
  type: TypeClasseur = "xlsx",
): Uint8Array {
  const book = utils.book_new();
  for (const [nom, feuille] of feuilles) utils.book_append_sheet(book, toSheet(feuille), nom);
  book.Props = { Title: xmlText(titre), Author: "Blaise" };
  const bytes: ArrayBuffer = write(book, {
    type: "array",
    bookType: type === "xls" ? "biff8" : type,
    compression: true,
  });
  return new Uint8Array(bytes);
}

/** Characters of a cell: Excel's limit. */
const CELLULE_MAX = 32_767;

const NUMERO_FORMAT: Readonly<Record<Format, string>> = {
  nombre: "#,##0",
  taux: "0.0%",
  texte: "@",
  decimal: "#,##0.00",
  entier: "0",
  euros: '#,##0 "€"',
  points: "+0.0%;-0.0%;0.0%",
};
// The library numbers formats in one table per thread, as they come: loading all of them first keeps
// a workbook's bytes independent of what the thread wrote before.
for (const format of Object.values(NUMERO_FORMAT)) {
  SSF.load(format);
}

function toSheet({ colonnes, lignes, avant = [] }: Feuille): WorkSheet {
  const sheet: WorkSheet = {};
  const rows: readonly (readonly Cellule[])[] = [
    ...avant.map((mention) => [mention]),
    colonnes.map((c) => c.titre),
    ...lignes,
  ];
  rows.forEach((row, r) => {
    row.forEach((cellule, c) => {
      const { valeur, format } = resolve(cellule, colonnes[c]?.format ?? "texte");
      if (valeur === null) return;
      sheet[utils.encode_cell({ r, c })] =
        typeof valeur === "number"
          ? { t: "n", v: valeur, z: NUMERO_FORMAT[format] }
          : { t: "s", v: xmlText(valeur).slice(0, CELLULE_MAX), z: NUMERO_FORMAT.texte };
    });
  });
  const columns = Math.max(...rows.map((row) => row.length));
  sheet["!ref"] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length - 1, c: columns - 1 } });
  sheet["!cols"] = colonnes.map(({ titre, largeur }) => ({
    wch: largeur ?? Math.min(28, Math.max(10, titre.length + 1)),
  }));
  return sheet;
}

function resolve(cellule: Cellule, format: Format): { valeur: Valeur; format: Format } {
  return cellule !== null && typeof cellule === "object" ? cellule : { valeur: cellule, format };
}

/** Text columns, with their width in characters. */
export function textes(
  ...colonnes: readonly (readonly [titre: string, largeur: number])[]
): Feuille["colonnes"][number][] {
  return colonnes.map(([titre, largeur]) => ({ titre, largeur, format: "texte" }));
}

export function nombres(...titres: readonly string[]): Feuille["colonnes"][number][] {
  return titres.map((titre) => ({ titre, format: "nombre" }));
}
