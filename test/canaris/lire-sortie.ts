import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";

const CANARI = /canari[0-9a-f]{12}/g;
/** « canari » as base64 writes it at each of its three alignments (without the letters that its neighbours change), and as hexadecimal. */
const CODEES = ["Y2FuYXJp", "NhbmFya", "jYW5hcm"];
const HEXADECIMAL = Buffer.from("canari").toString("hex");

/** The canaries that these bytes hold, whatever they are: text, PDF, Word, spreadsheet. A canary under a code is « codé ». */
export function findCanaris(octets: Uint8Array, type: string): readonly string[] {
  return findInTexte(readTexte(octets, type));
}

export function findInTexte(texte: string): readonly string[] {
  const found = new Set(texte.toLowerCase().match(CANARI) ?? []);
  if (CODEES.some((code) => texte.includes(code)) || texte.toLowerCase().includes(HEXADECIMAL)) found.add("codé");
  return [...found];
}

/** All that a person could read in it: a PDF is read as it is shown and as it is stored, an archive entry by entry. */
export function readTexte(octets: Uint8Array, type: string): string {
  const brut = Buffer.from(octets);
  if (type.startsWith("application/pdf")) return `${brut.toString("latin1")}\n${readPdf(brut)}`;
  if (type.startsWith("application/vnd.openxmlformats")) return unzip(brut).join("\n");
  return `${brut.toString("utf8")}\n${brut.toString("latin1")}`;
}

function readPdf(octets: Buffer): string {
  const dossier = mkdtempSync(join(tmpdir(), "blaise-pdf-"));
  try {
    const chemin = join(dossier, "lu.pdf");
    writeFileSync(chemin, octets);
    return execFileSync("pdftotext", ["-layout", chemin, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

const ENTREE_CENTRALE = 0x02014b50;

/** Every entry of the archive, by its central directory: names, then contents. */
export function unzip(octets: Buffer): string[] {
  const found: string[] = [];
  for (
    let at = octets.indexOf("PK\u0001\u0002", 0, "latin1");
    at !== -1;
    at = octets.indexOf("PK\u0001\u0002", at + 4, "latin1")
  ) {
    if (octets.readUInt32LE(at) !== ENTREE_CENTRALE) continue;
    const [methode, taille] = [octets.readUInt16LE(at + 10), octets.readUInt32LE(at + 20)];
    const [nom, local] = [octets.readUInt16LE(at + 28), octets.readUInt32LE(at + 42)];
    const debut = local + 30 + octets.readUInt16LE(local + 26) + octets.readUInt16LE(local + 28);
    const contenu = octets.subarray(debut, debut + taille);
    found.push(
      octets.toString("utf8", at + 46, at + 46 + nom),
      (methode === 8 ? inflateRawSync(contenu) : contenu).toString("utf8"),
    );
  }
  return found;
}
