import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LICENCE } from "#socle/documents/table-schema.ts";
import { escapeXml } from "#socle/images/svg.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** Twice the pixels of the drawing, for screens that have them. */
const DENSITE = 144;
/** Some 3 MB at most: a release has about as many drawings as this. */
const GARDEES = 32;

const gardees = new Map<string, Promise<Uint8Array>>();

/** The drawing as a picture, for sites that take no SVG; the last ones are kept, so that asking again costs nothing. Throws on what is no SVG. */
export function renderFigurePng(svg: string): Promise<Uint8Array> {
  const cle = createHash("sha256").update(svg).digest("base64url");
  const known = gardees.get(cle);
  const png = known ?? draw(svg);
  // Last asked, last in the map: the first is the one to forget.
  gardees.delete(cle);
  gardees.set(cle, png);
  for (const first of gardees.keys()) {
    if (gardees.size <= GARDEES) break;
    gardees.delete(first);
  }
  if (!known) png.catch(() => gardees.delete(cle));
  return png;
}

async function draw(svg: string): Promise<Uint8Array> {
  usePolice();
  const { default: sharp } = await import("sharp");
  return sharp(Buffer.from(svg), { density: DENSITE }).png().toBuffer();
}

let police = false;

/** The font of the pages, whatever the machine has: the renderer reads it from its own configuration, once, at its first text. */
function usePolice(): void {
  if (police) return;
  police = true;
  const root = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-sans-3/package.json"));
  const dossier = mkdtempSync(join(tmpdir(), "polices-"));
  const fichier = join(dossier, "fonts.conf");
  writeFileSync(
    fichier,
    `<?xml version="1.0"?><fontconfig><dir>${escapeXml(root)}</dir><cachedir>${escapeXml(dossier)}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = fichier;
}

/** What the table says, for a script: rates between 0 and 1, money in euros; a cell without a value says why. */
export function renderFigureJson({ code, titre, maille, colonnes, lignes, methode }: Figure): string {
  const { source, definition } = methode;
  return `${JSON.stringify({ code, titre, maille, source, licence: LICENCE.nom, definition, colonnes, lignes })}\n`;
}
