import { decodeWindows1252, encodeWindows1252 } from "#donnees/formats/decode/encodage.ts";

/** Little tools that write bytes exactly. */

export function utf8(texte: string): Uint8Array {
  return Buffer.from(texte, "utf8");
}

/** « ’ », « É » and their like. Refuses a character that windows-1252 does not have: the corpus would not be what it says. */
export function cp1252(texte: string): Uint8Array {
  const bytes = encodeWindows1252(texte);
  if (decodeWindows1252(bytes) !== texte) throw new Error("not windows-1252");
  return bytes;
}

export function utf16(texte: string, { grand = false, marque = true } = {}): Uint8Array {
  const bytes = Buffer.from(marque ? `\ufeff${texte}` : texte, "utf16le");
  return grand ? bytes.swap16() : bytes;
}

export function join(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? utf8(part) : part)));
}

/** Replaces each « {81} » of a text by that byte, the rest being encoded. */
export function withBytes(texte: string, encode: (texte: string) => Uint8Array): Uint8Array {
  return join(
    ...texte
      .split(/(\{[0-9A-F]{2}\})/)
      .map((part) => (/^\{[0-9A-F]{2}\}$/.test(part) ? Buffer.from(part.slice(1, 3), "hex") : encode(part))),
  );
}

/** A ZIP archive of stored entries, the same bytes on every machine: no date, no compression. */
export function zip(entries: Readonly<Record<string, string>>): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, texte] of Object.entries(entries)) {
    const content = Buffer.from(texte, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, Buffer.from(name), content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...central, Buffer.from("PK\u0005\u0006", "latin1"), end]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A workbook of one sheet; a cell is a text, or a number when it is given as one. */
export function xlsx(rows: readonly (readonly (string | number)[])[], { depuis1904 = false } = {}): Uint8Array {
  const sheet = rows.map((cells) => `<row>${cells.map(xmlCell).join("")}</row>`).join("");
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const pack = "http://schemas.openxmlformats.org/package/2006";
  return zip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    "_rels/.rels": `<?xml version="1.0"?><Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${rel}"><workbookPr date1904="${depuis1904 ? 1 : 0}"/><sheets><sheet name="Feuil1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<?xml version="1.0"?><Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

function xmlCell(cell: string | number): string {
  if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
  const texte = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<c t="inlineStr"><is><t>${texte}</t></is></c>`;
}
