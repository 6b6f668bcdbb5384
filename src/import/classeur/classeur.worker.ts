import { parentPort } from "node:worker_threads";
import { type CellObject, read, SSF, type WorkBook } from "@e965/xlsx";
import { isSafeZip } from "./zip.ts";
import type { Demande, Reponse } from "./classeur.ts";

/** Reads one workbook in its own thread, so that a heavy or hostile file can be stopped: see `classeur.ts`. */
const TETE = 40;
const LIGNES = 5_000;

const port = parentPort;
if (!port) throw new Error("classeur.worker.ts runs as a worker");

let workbook: WorkBook | null = null;
let next = { feuille: 0, ligne: 0 };

port.on("message", (demande: Demande) => {
  if (demande.acte === "ouvrir") answer(open(demande.octets, demande.zip));
  if (demande.acte === "lire") {
    next = { feuille: demande.feuille, ligne: 0 };
    answer(readRows());
  }
  if (demande.acte === "suite") answer(readRows());
});

function answer(reponse: Reponse): void {
  port?.postMessage(reponse);
}

function open(octets: Uint8Array, isZip: boolean): Reponse {
  if (isZip && !isSafeZip(octets)) return { etat: "refus", raison: "taille" };
  try {
    // cellNF: the number format is what tells a date from a number.
    workbook = read(octets, {
      type: "buffer",
      dense: true,
      cellNF: true,
      cellHTML: false,
      cellFormula: false,
      cellText: false,
    });
  } catch {
    return { etat: "refus", raison: "illisible" };
  }
  const feuilles = workbook.SheetNames.map((nom, i) => ({ nom, tete: rowsOf(i, 0, TETE), lignes: countRows(i) }));
  return { etat: "ouvert", feuilles, depuis1904: is1904() };
}

function is1904(): boolean {
  return workbook?.Workbook?.WBProps?.date1904 === true;
}

function dataOf(feuille: number): readonly (readonly (CellObject | undefined)[] | undefined)[] {
  const nom = workbook?.SheetNames[feuille];
  const sheet = nom === undefined ? undefined : workbook?.Sheets[nom];
  // Dense sheets keep their cells under « !data »; the declarations only know it as any cell.
  return (sheet as { readonly "!data"?: (CellObject | undefined)[][] } | undefined)?.["!data"] ?? [];
}

/** Rows up to the last that has something: spreadsheets often end on thousands of formatted, empty ones. */
function countRows(feuille: number): number {
  const data = dataOf(feuille);
  let last = data.length;
  while (last > 0 && !data[last - 1]?.some((cell) => cell?.v !== undefined && cell.v !== "")) last--;
  return last;
}

function rowsOf(feuille: number, debut: number, fin: number): string[][] {
  const data = dataOf(feuille);
  const rows: string[][] = [];
  const depuis1904 = is1904();
  for (let i = debut; i < Math.min(fin, countRows(feuille)); i++) {
    rows.push(Array.from(data[i] ?? [], (cell) => toTexte(cell, depuis1904)));
  }
  return rows;
}

function readRows(): Reponse {
  const { feuille, ligne } = next;
  const lignes = rowsOf(feuille, ligne, ligne + LIGNES);
  next = { feuille, ligne: ligne + lignes.length };
  return { etat: "lignes", debut: ligne + 1, lignes };
}

/** Beyond 15 digits a spreadsheet has lost some: written in scientific notation, so that an identifier is recognised as lost. */
const EXACT_MAX = 1e15;

function toTexte(cell: CellObject | undefined, depuis1904: boolean): string {
  if (cell === undefined || cell.v === undefined || cell.t === "e" || cell.t === "z") return "";
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
  if (typeof cell.v === "boolean") return cell.v ? "1" : "0";
  if (typeof cell.v === "string") return cell.v;
  if (typeof cell.z === "string" && SSF.is_date(cell.z)) return toDay(cell.v, depuis1904);
  return Math.abs(cell.v) >= EXACT_MAX ? cell.v.toExponential() : String(cell.v);
}

function toDay(serie: number, depuis1904: boolean): string {
  const date = SSF.parse_date_code(serie, { date1904: depuis1904 });
  if (!date || date.y < 1) return String(serie);
  return `${String(date.y).padStart(4, "0")}-${String(date.m).padStart(2, "0")}-${String(date.d).padStart(2, "0")}`;
}
