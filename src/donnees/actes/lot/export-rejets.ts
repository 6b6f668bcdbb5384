import type { Base } from "#socle/lectures/base.ts";
import { LecteurCsv } from "../../formats/decode/csv.ts";
import { type Encodage, encodeTexte } from "../../formats/decode/encodage.ts";
import { A_CORRIGER, enteteReprise } from "../../formats/reprise.ts";
import type { Lot, Rejet } from "../../lectures/lot/ports.ts";

type ExportRejets = Pick<Base, "lots" | "journal">;
const FORMATS = ["xlsx", "xls", "ods"] as const;
type FormatClasseur = (typeof FORMATS)[number];

/** What the file was when it came: text with a separator, or a workbook. */
export function formatRecu({ separateur, fichier }: Pick<Lot, "separateur" | "fichier">): "csv" | FormatClasseur {
  if (separateur !== null) return "csv";
  const extension = fichier.toLowerCase().split(".").at(-1);
  return FORMATS.find((format) => format === extension) ?? "xlsx";
}

/**
 * The rejected lines as text, each with its original bytes untouched after its number and what is to be corrected, in the file's own encoding and separator:
 * corrected and sent back, they complete the lot. What was rejected may name anybody: the journal says who took it away.
 */
export async function* exportRejets(base: ExportRejets, lot: Lot): AsyncIterable<Uint8Array> {
  const separator = lot.separateur ?? ";";
  const encode = encoderFor(lot.encodage);
  await tellExport(base, lot);
  yield encode(`\uFEFF${[...entetesOf(lot)].map((cell) => quote(cell, separator)).join(separator)}\n`);
  for await (const rejet of base.lots.rejets(lot)) {
    yield encode(`${rejet.ligne}${separator}${quote(sayMotif(rejet), separator, true)}${separator}`);
    yield rejet.brut;
    yield encode("\n");
  }
}

/** The same for a workbook: its rows as cells, the header first. A workbook has no bytes of a line. */
export async function readRejetsFeuille(base: ExportRejets, lot: Lot): Promise<readonly (readonly string[])[]> {
  await tellExport(base, lot);
  const rows: (readonly string[])[] = [entetesOf(lot)];
  for await (const rejet of base.lots.rejets(lot))
    rows.push([String(rejet.ligne), sayMotif(rejet), ...cellsOf(lot, rejet)]);
  return rows;
}

/**
 * These lines with one answer for all of them in a column, as a file to take in: what a person would have corrected in theirs. Lines that are not cut as the
 * header is have no such column, and stay as they are.
 */
export async function corrigerRejets(
  base: Pick<Base, "lots">,
  lot: Lot,
  {
    lignes,
    colonne,
    valeur,
  }: { readonly lignes: ReadonlySet<number>; readonly colonne: string; readonly valeur: string },
): Promise<Uint8Array> {
  const rang = lot.colonnes.findIndex(({ entete }) => entete === colonne);
  const rows: string[] = [[enteteReprise(lot.id), ...lot.colonnes.map(({ entete }) => entete)].map(quoted).join(";")];
  for await (const rejet of base.lots.rejets(lot)) {
    if (!lignes.has(rejet.ligne)) continue;
    const cells = cellsOf(lot, rejet).map((cell, i) => (i === rang ? valeur : cell));
    rows.push([String(rejet.ligne), ...cells].map(quoted).join(";"));
  }
  return new TextEncoder().encode(`${rows.join("\n")}\n`);
}

function tellExport(base: ExportRejets, { epci, id }: Lot): Promise<void> {
  return base.journal.ecrire({ acte: "rejets-exportes", ressource: "lot", epci, objet: `lot:${id}` });
}

function entetesOf(lot: Lot): readonly string[] {
  return [enteteReprise(lot.id), A_CORRIGER, ...lot.colonnes.map(({ entete }) => entete)];
}

function sayMotif({ anomalies }: Rejet): string {
  return anomalies
    .filter(({ gravite }) => gravite === "LIG")
    .map(({ colonne, message }) => (colonne ? `${colonne} : ${message}` : message))
    .join(" ");
}

export function cellsOf({ separateur, encodage, fichier }: Lot, { brut }: Pick<Rejet, "brut">): readonly string[] {
  let cells: readonly string[] = [];
  const reader = new LecteurCsv(fichier, { separateur: separateur ?? ";", finDeLigne: "\n" }, (record) => {
    cells = record;
  });
  reader.add(new TextDecoder(encodage ?? "utf-8").decode(brut));
  reader.end();
  return cells;
}

/** The narrow space has no place in windows-1252. */
function encoderFor(encodage: string | null): (text: string) => Uint8Array {
  const nom = ENCODAGES.find((one) => one === encodage) ?? "utf-8";
  if (nom !== "windows-1252") return (text) => encodeTexte(text, { nom, melange: false });
  return (text) => encodeTexte(text.replaceAll("\uFEFF", "").replaceAll("\u202f", "\u00a0"), { nom, melange: false });
}

const ENCODAGES: readonly Encodage["nom"][] = ["utf-8", "windows-1252", "utf-16le", "utf-16be"];

function quote(text: string, separator: string, always = false): string {
  return always || text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const quoted = (text: string) => quote(text, ";");
