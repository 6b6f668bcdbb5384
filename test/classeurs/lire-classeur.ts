import Papa from "papaparse";
import { unzip } from "../fixtures/unzip.ts";

/** A cell as its XML has it: `texte` for strings, else a number; `style`: rank in `styles.cellXfs`. */
export type CelluleXml = { readonly texte: string | null; readonly nombre: number | null; readonly style: number };
export type FeuilleLue = {
  readonly nom: string;
  readonly xml: string;
  /** Rank of the header row, from 0: the last one of the frozen pane. */
  readonly entete: number;
  readonly rows: readonly (readonly (CelluleXml | null)[])[];
};
export type ClasseurLu = {
  readonly feuilles: readonly FeuilleLue[];
  readonly titresImprimes: ReadonlyMap<number, string>;
  readonly styles: string;
  /** Number format of each style. */
  readonly formats: readonly string[];
  readonly proprietes: string;
};

/** Read from the XML itself: the library that writes it must not be the one that judges it. */
export function readClasseur(octets: Uint8Array): ClasseurLu {
  const parts = new Map([...unzip(octets)].map(([nom, contenu]) => [nom, contenu.toString("utf8")]));
  const part = (nom: string) => parts.get(nom) ?? "";
  const livre = part("xl/workbook.xml");
  const textes = [...part("xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = ""]) =>
    [...si.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map(([, t = ""]) => plain(t)).join(""),
  );
  const styles = part("xl/styles.xml");
  return {
    feuilles: [...livre.matchAll(/<sheet [^>]*>/g)].map(([balise], rang) =>
      readFeuille(plain(/ name="([^"]*)"/.exec(balise)?.[1] ?? ""), part(`xl/worksheets/sheet${rang + 1}.xml`), textes),
    ),
    titresImprimes: new Map(
      [...livre.matchAll(/<definedName name="_xlnm.Print_Titles" localSheetId="(\d+)">([^<]*)</g)].map(
        ([, rang, plage = ""]) => [Number(rang), plain(plage)],
      ),
    ),
    styles,
    formats: readFormats(styles),
    proprietes: part("docProps/core.xml"),
  };
}

function readFeuille(nom: string, xml: string, textes: readonly string[]): FeuilleLue {
  const rows: (CelluleXml | null)[][] = [];
  for (const [, attributs = "", contenu = ""] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const [, lettres = "", ligne = ""] = /r="([A-Z]+)(\d+)"/.exec(attributs) ?? [];
    const brut = /<v>([^<]*)<\/v>/.exec(contenu)?.[1] ?? null;
    const texte = texteOf(/ t="(\w+)"/.exec(` ${attributs}`)?.[1], brut, textes);
    const row = rows[Number(ligne) - 1] ?? [];
    rows[Number(ligne) - 1] = row;
    row[rankOf(lettres)] = {
      texte,
      nombre: texte !== null || brut === null ? null : Number(brut),
      style: Number(/s="(\d+)"/.exec(attributs)?.[1] ?? 0),
    };
  }
  const entete = Number(/<pane [^>]*ySplit="(\d+)"/.exec(xml)?.[1] ?? 0) - 1;
  return { nom, xml, entete, rows: Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? null)) };
}

/** Shared between cells, or written in its own; null: not a text. */
function texteOf(type: string | undefined, brut: string | null, textes: readonly string[]): string | null {
  if (type === "s") return textes[Number(brut)] ?? null;
  return type === "str" && brut !== null ? plain(brut) : null;
}

function rankOf(lettres: string): number {
  return [...lettres].reduce((sum, lettre) => sum * 26 + lettre.charCodeAt(0) - 64, 0) - 1;
}

function readFormats(styles: string): readonly string[] {
  const numeros = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id = "", code = ""]) => [
      id,
      plain(code),
    ]),
  );
  const [, cellules = ""] = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles) ?? [];
  return [...cellules.matchAll(/<xf ([^>]*)/g)].map(([, xf = ""]) => {
    const id = /numFmtId="(\d+)"/.exec(xf)?.[1] ?? "0";
    return numeros.get(id) ?? id;
  });
}

/** What a reader of XML makes of it. */
function plain(xml: string): string {
  return xml
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll(/&#x([0-9a-fA-F]+);/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");
}

/** As the CSV writes the cell: a decimal comma, an ISO day for a date, nothing for a missing value. */
export function asCsv(cell: CelluleXml | null, formats: readonly string[]): string {
  if (cell?.nombre !== null && cell?.nombre !== undefined) {
    return formats[cell.style] === "dd/mm/yyyy"
      ? new Date((cell.nombre - 25_569) * 86_400_000).toISOString().slice(0, 10)
      : String(cell.nombre).replace(".", ",");
  }
  return cell?.texte ?? "";
}

/** Rows of a CSV under its header, the apostrophe before a formula taken off. */
export function readCsv(texte: string): readonly (readonly string[])[] {
  const { data } = Papa.parse<string[]>(texte.replace(/^\uFEFF/, ""), {
    delimiter: ";",
    newline: "\r\n",
    skipEmptyLines: true,
  });
  return data.slice(1).map((row) => row.map((cell) => cell.replace(/^'/, "")));
}
