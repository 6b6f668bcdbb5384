import { crc32, deflateSync } from "node:zlib";
import type { CarteCommunes } from "../images/carte.ts";
import { type FormeCarte, TRAIT_HACHURES } from "../images/carte-parts.ts";
import { TRAIT } from "../images/svg.ts";

type Rgb = readonly [number, number, number];
type Image = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };
type Point = readonly [x: number, y: number];

/** Drawn twice as large, then averaged over 2 × 2 pixels, which smooths the lines. */
const SURECHANTILLON = 2;

/**
 * The map as a PNG for word processors, `echelle` pixels for one of its frame: the same shapes, colours and patterns as the SVG, without the names
 * of communes, which the table has.
 */
export function renderCartePng(carte: CarteCommunes, echelle = 2): Uint8Array {
  const factor = echelle * SURECHANTILLON;
  const image: Image = {
    width: Math.round(carte.largeur * factor),
    height: Math.round(carte.hauteur * factor),
    pixels: new Uint8Array(Math.round(carte.largeur * factor) * Math.round(carte.hauteur * factor) * 3).fill(255),
  };
  for (const forme of carte.formes) drawForme(image, forme, factor);
  return encodePng(halve(image));
}

function drawForme(image: Image, forme: FormeCarte, factor: number): void {
  const rings = forme.rings.map((ring) => ring.map(([x, y]): Point => [x * factor, y * factor]));
  if (forme.couleur !== "none") fill(image, rings, painterOf(forme, factor));
  for (const ring of rings) stroke(image, ring, parseColor(forme.trait));
}

function painterOf({ couleur, motif }: FormeCarte, factor: number): (x: number, y: number) => Rgb {
  const fond = parseColor(couleur);
  if (motif === "aucun") return () => fond;
  if (motif === "points") {
    const [trait, step] = [parseColor(TRAIT), Math.round(4 * factor)];
    return (x, y) => (x % step < factor && y % step < factor ? trait : fond);
  }
  const trait = parseColor(TRAIT_HACHURES);
  const step = Math.round(7 * factor);
  return (x, y) => ((x + y) % step < factor ? trait : fond);
}

/** Even-odd scanline fill, sampled at the middle of each row. */
function fill(image: Image, rings: readonly (readonly Point[])[], colorAt: (x: number, y: number) => Rgb): void {
  const edges = rings.flatMap(edgesOf);
  const top = Math.max(0, Math.floor(Math.min(...edges.map(([a]) => a[1]), image.height)));
  const bottom = Math.min(image.height - 1, Math.ceil(Math.max(...edges.map(([, b]) => b[1]), 0)));
  for (let y = top; y <= bottom; y++) {
    const crossings = crossingsAt(edges, y + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.round(crossings[i] ?? 0));
      const to = Math.min(image.width, Math.round(crossings[i + 1] ?? 0));
      for (let x = from; x < to; x++) setPixel(image, x, y, colorAt(x, y));
    }
  }
}

type Edge = readonly [haut: Point, bas: Point];

function edgesOf(ring: readonly Point[]): Edge[] {
  return ring.flatMap((a, i): Edge[] => {
    const b = ring[(i + 1) % ring.length] ?? a;
    if (a[1] === b[1]) return [];
    return [a[1] < b[1] ? [a, b] : [b, a]];
  });
}

function crossingsAt(edges: readonly Edge[], y: number): number[] {
  const found: number[] = [];
  for (const [a, b] of edges) {
    if (y >= a[1] && y < b[1]) found.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }
  return found.sort((a, b) => a - b);
}

/** Two pixels before averaging: one on the final image. */
function stroke(image: Image, ring: readonly Point[], color: Rgb): void {
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1]))));
    for (let step = 0; step <= steps; step++) {
      const x = Math.round(a[0] + ((b[0] - a[0]) * step) / steps);
      const y = Math.round(a[1] + ((b[1] - a[1]) * step) / steps);
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const)
        setPixel(image, x + dx, y + dy, color);
    }
  });
}

function setPixel({ width, height, pixels }: Image, x: number, y: number, color: Rgb): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  pixels.set(color, (y * width + x) * 3);
}

function parseColor(hex: string): Rgb {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(hex);
  if (!found) throw new Error(`Not a colour of the maps: ${hex}`);
  return [parseInt(found[1] ?? "", 16), parseInt(found[2] ?? "", 16), parseInt(found[3] ?? "", 16)];
}

function halve({ width, height, pixels }: Image): Image {
  const half: Image = {
    width: width / SURECHANTILLON,
    height: height / SURECHANTILLON,
    pixels: new Uint8Array((width / SURECHANTILLON) * (height / SURECHANTILLON) * 3),
  };
  const row = width * 3;
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = y * 2 * row + x * 6 + channel;
        const sum = (pixels[at] ?? 0) + (pixels[at + 3] ?? 0) + (pixels[at + row] ?? 0) + (pixels[at + row + 3] ?? 0);
        half.pixels[(y * half.width + x) * 3 + channel] = Math.round(sum / 4);
      }
    }
  }
  return half;
}

/** PNG, 8 bits a channel, true colour, no filter: the plain areas of a map compress well without. */
function encodePng({ width, height, pixels }: Image): Uint8Array {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
