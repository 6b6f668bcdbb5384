import { parentPort } from "node:worker_threads";
import { read, type WorkBook } from "@e965/xlsx";
import { type Cellule, isErreur, toTexte } from "./cellule.ts";
import type { Demande, ErreurCellule, RaisonRefus, Reponse } from "./classeur.ts";
import { checkZip } from "./zip.ts";

/** Reads one workbook in its own thread, so that a heavy or hostile file can be stopped: see `classeur.ts`. */
const TETE = 40;
const LOT = 2_000;
const FEUILLES_MAX = 50;
const CELLULES_MAX = 5_000_000;

type Donnees = readonly (readonly (Cellule | undefined)[] | undefined)[];
type Feuille = { readonly nom: string; readonly data: Donnees; readonly lignes: number };

const port = parentPort;
if (!port) throw new Error("classeur.worker.ts runs as a worker");

let feuilles: readonly Feuille[] = [];
let next = { feuille: 0, ligne: 0 };

port.on("message", (demande: Demande) => {
  if (demande.acte === "ouvrir") port.postMessage(open(demande.octets, demande.zip));
  if (demande.acte === "lire") next = { feuille: demande.feuille, ligne: 0 };
  if (demande.acte !== "ouvrir") port.postMessage(readNext());
});

function open(octets: Uint8Array, isZip: boolean): Reponse {
  const controle = isZip ? checkZip(octets) : { raison: null, macros: false, sansResultat: false };
  if (controle.raison !== null) return { etat: "refus", raison: controle.raison };
  const workbook = parse(octets);
  if (typeof workbook === "string") return { etat: "refus", raison: workbook };
  if (workbook.SheetNames.length > FEUILLES_MAX) return { etat: "refus", raison: "feuilles" };
  feuilles = workbook.SheetNames.map((nom) => openFeuille(nom, workbook));
  if (feuilles.reduce((count, { data }) => count + countCellules(data), 0) > CELLULES_MAX) {
    return { etat: "refus", raison: "cellules" };
  }
  return {
    etat: "ouvert",
    feuilles: feuilles.map((feuille) => ({
      nom: feuille.nom,
      tete: rowsOf(feuille, 0, TETE).lignes,
      lignes: feuille.lignes,
    })),
    depuis1904: workbook.Workbook?.WBProps?.date1904 === true,
    macros: controle.macros || workbook.vbaraw !== undefined,
    sansResultat: controle.sansResultat,
  };
}

/** Values only: a formula is its cached result, and a date stays a number of days. */
function parse(octets: Uint8Array): WorkBook | RaisonRefus {
  try {
    return read(octets, {
      type: "buffer",
      dense: true,
      bookVBA: true,
      cellHTML: false,
      cellFormula: false,
      cellText: false,
    });
  } catch (error) {
    return /password|encrypt/i.test(String(error)) ? "protege" : "abime";
  }
}

function openFeuille(nom: string, workbook: WorkBook): Feuille {
  // Dense sheets keep their cells under « !data »; the library's types only know it as a cell like another.
  const sheet = workbook.Sheets[nom] as { readonly "!data"?: Donnees } | undefined;
  const data = sheet?.["!data"] ?? [];
  // Spreadsheets often end on thousands of formatted, empty rows.
  let lignes = data.length;
  while (lignes > 0 && !data[lignes - 1]?.some((cell) => cell !== undefined && toTexte(cell) !== "")) lignes--;
  return { nom, data, lignes };
}

function countCellules(data: Donnees): number {
  let count = 0;
  for (const row of data) count += row?.length ?? 0;
  return count;
}

function rowsOf({ data, lignes }: Feuille, debut: number, fin: number) {
  const rows: string[][] = [];
  const erreurs: ErreurCellule[] = [];
  for (let i = debut; i < Math.min(fin, lignes); i++) {
    // Array.from also fills the holes of a sparse row.
    const cells = Array.from(data[i] ?? [], (cell, colonne) => {
      if (cell === undefined) return "";
      if (isErreur(cell)) erreurs.push({ ligne: i + 1, colonne });
      return toTexte(cell);
    });
    rows.push(cells);
  }
  return { lignes: rows, erreurs };
}

function readNext(): Reponse {
  const { feuille, ligne } = next;
  const sheet = feuilles[feuille];
  if (!sheet) throw new Error(`no sheet ${feuille}`);
  const read = rowsOf(sheet, ligne, ligne + LOT);
  next = { feuille, ligne: ligne + read.lignes.length };
  return { etat: "lignes", debut: ligne + 1, ...read };
}
