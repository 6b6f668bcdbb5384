import { SSF, utils, type WorkSheet, write } from "@e965/xlsx";
import { CELLULE_MAX, type Feuille, type Feuilles, NUMERO_FORMAT, readCellule } from "./feuille.ts";
import { xmlText } from "./xml-text.ts";

/** A file is given back in the format that it came in. */
export type TypeClasseur = "xlsx" | "xls" | "ods";

/** What `renderFeuillesNues` (rendre.ts) gives, where it is called. */
export function printFeuillesNues(titre: string, feuilles: Feuilles, type: TypeClasseur): Uint8Array {
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

// The library numbers formats in one table per thread, as they come: loading all of them first keeps
// a workbook's bytes independent of what the thread wrote before.
for (const format of Object.values(NUMERO_FORMAT)) {
  SSF.load(format);
}

function toSheet({ colonnes, lignes, avant = [] }: Feuille): WorkSheet {
  const sheet: WorkSheet = {};
  const rows = [...avant.map((mention) => [mention]), colonnes.map((c) => c.titre), ...lignes];
  rows.forEach((row, r) => {
    row.forEach((cellule, c) => {
      const { valeur, format } = readCellule(cellule, colonnes[c]?.format ?? "texte");
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
