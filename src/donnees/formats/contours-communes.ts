import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip, gunzipSync } from "node:zlib";
import { merge } from "topojson-client";
import type { MultiPolygon, Polygon, Topology } from "topojson-specification";
import { z } from "zod";
import type { Contour } from "./rows.ts";

/** What a map drawn with these shapes says of them. */
export const SOURCE_CONTOURS = "IGN, ADMIN EXPRESS COG 2018, Licence Ouverte";

const DOSSIER = new URL("./contours/", import.meta.url);

/** Overseas départements have a file each; all the others are in one. */
const OUTRE_MER: Readonly<Record<string, string>> = {
  "971": "communes-971-guadeloupe",
  "972": "communes-972-martinique",
  "973": "communes-973-guyane",
  "974": "communes-974-la-reunion",
  "976": "communes-976-mayotte",
};
const METROPOLE = "communes-2018-metropole";

/**
 * Contours of communes as they were on 1 January 2018, by the codes of that day; those asked for as one (a commune and what has been merged into it) are
 * one shape. Left out: a code that has no contour. Of the 9 MB of the file, only what is asked for is parsed.
 */
export async function readContours(
  demandes: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, Contour>> {
  const found = new Map<string, Contour>();
  for (const [commune, codes] of demandes) {
    const contour = unir(await openFond(nomDuFond(commune)), codes);
    if (contour) found.set(commune, contour);
  }
  return found;
}

/**
 * The communes of 2018 around others, two deep: those that share a border with them, then those that share one with these. Left out: those asked for.
 */
export async function readVoisines(codes: readonly string[]): Promise<ReadonlyMap<string, Contour>> {
  const found = new Map<string, Contour>();
  for (const nom of new Set(codes.map(nomDuFond))) {
    const fond = await openFond(nom);
    for (const code of fond.autour(codes, VOISINAGE)) {
      const contour = unir(fond, [code]);
      if (contour) found.set(code, contour);
    }
  }
  return found;
}

const VOISINAGE = 2;

/** The same of communes of 2018 under their own codes, at once, for whoever writes files rather than answers requests. */
export function readContoursSync(codes: readonly string[]): ReadonlyMap<string, Contour> {
  const noms = new Set(codes.map(nomDuFond));
  const fonds = new Map([...noms].map((nom) => [nom, indexFond(gunzipSync(readFileSync(cheminDe(nom))))]));
  return new Map(
    codes.flatMap((code): [string, Contour][] => {
      const fond = fonds.get(nomDuFond(code));
      const contour = fond ? unir(fond, [code]) : null;
      return contour ? [[code, contour]] : [];
    }),
  );
}

function nomDuFond(commune: string): string {
  return OUTRE_MER[commune.slice(0, 3)] ?? METROPOLE;
}

function cheminDe(nom: string): URL {
  return new URL(`${nom}.topojson.gz`, DOSSIER);
}

function unir(fond: Fond, codes: readonly string[]): Contour | null {
  const formes = codes.flatMap((code) => fond.formeOf(code) ?? []);
  return formes.length > 0 ? fond.unir(formes) : null;
}

type Forme = Polygon | MultiPolygon;
type Fond = {
  formeOf(code: string): Forme | null;
  unir(formes: readonly Forme[]): Contour;
  /** Codes that are at most so many borders away. */
  autour(codes: readonly string[], pas: number): readonly string[];
};

const FONDS = new Map<string, Promise<Fond>>();

function openFond(nom: string): Promise<Fond> {
  const known = FONDS.get(nom) ?? readFond(nom);
  FONDS.set(nom, known);
  return known;
}

async function readFond(nom: string): Promise<Fond> {
  return indexFond(await promisify(gunzip)(await readFile(cheminDe(nom))));
}

function indexFond(octets: Buffer): Fond {
  const end = octets.indexOf(',"transform":');
  const topologie = {
    type: "Topology" as const,
    objects: {},
    // Those that were asked for, at their rank.
    arcs: [] as [number, number][][],
    transform: readTransform(octets, end),
  };
  const arcs = startsOf(octets, "[[", octets.indexOf('"arcs":[') + 8, end);
  const formes = indexFormes(octets, end);
  let bords: Bords | null = null;
  const needArc = (rang: number) => {
    topologie.arcs[rang] ??= z.array(positionRow).parse(parse(octets, arcs[rang] ?? 0, "]]"));
  };
  return {
    formeOf: (code) => {
      const at = formes.get(code);
      if (at === undefined) return null;
      const forme = formeRow.parse(parse(octets, at, "}}"));
      for (const arc of arcsOf(forme)) needArc(arc < 0 ? ~arc : arc);
      return forme;
    },
    unir: (formes) => toContour(merge(topologie satisfies Topology, [...formes])),
    autour: (codes, pas) => {
      bords ??= indexBords(octets, formes, arcs.length);
      return listAutour(bords, codes, pas);
    },
  };
}

/** The two shapes on the sides of each arc, at its rank: a border has the same arc on both. */
type Bords = {
  readonly codes: readonly string[];
  readonly rangs: ReadonlyMap<string, number>;
  readonly arcs: readonly Int32Array[];
  readonly cotes: Int32Array;
};

function indexBords(octets: Buffer, formes: ReadonlyMap<string, number>, nombre: number): Bords {
  const codes = [...formes.keys()];
  const cotes = new Int32Array(2 * nombre).fill(-1);
  const arcs = Array.from(formes.values(), (at, rang) => {
    const own = readRangs(octets, at);
    for (const arc of own) cotes[2 * arc + (cotes[2 * arc] === -1 ? 0 : 1)] = rang;
    return own;
  });
  return { codes, rangs: new Map(codes.map((code, rang) => [code, rang])), arcs, cotes };
}

/** The whole numbers of a shape, -n-1 for the arc n taken backwards. */
function readRangs(octets: Buffer, at: number): Int32Array {
  const rangs: number[] = [];
  const end = octets.indexOf('"type"', at);
  let rang = -1;
  for (let i = at, debut = at; i < end; i++) {
    const chiffre = (octets[i] ?? 0) - ZERO;
    if (chiffre >= 0 && chiffre <= 9) {
      if (rang < 0) [rang, debut] = [0, i];
      rang = rang * 10 + chiffre;
    } else if (rang >= 0) {
      rangs.push(rangOf(rang, octets[debut - 1]));
      rang = -1;
    }
  }
  return Int32Array.from(rangs);
}

function rangOf(nombre: number, avant: number | undefined): number {
  return avant === MOINS ? nombre - 1 : nombre;
}

/** Read as bytes: there are 300 000 of them. */
const [MOINS, ZERO] = [45, 48];

function listAutour({ codes, rangs, arcs, cotes }: Bords, asked: readonly string[], pas: number): readonly string[] {
  const own = new Set(asked.flatMap((code) => rangs.get(code) ?? []));
  let reached = own;
  for (let i = 0; i < pas; i++) {
    const voisines = [...reached].flatMap((rang) =>
      Array.from(arcs[rang] ?? []).flatMap((arc) => [cotes[2 * arc] ?? -1, cotes[2 * arc + 1] ?? -1]),
    );
    reached = new Set([...reached, ...voisines.filter((rang) => rang >= 0)]);
  }
  return [...reached].filter((rang) => !own.has(rang)).flatMap((rang) => codes[rang] ?? []);
}

const positionRow = z.tuple([z.number(), z.number()]);
const anneaux = z.array(z.array(z.number()));
const formeRow = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), arcs: anneaux }),
  z.object({ type: z.literal("MultiPolygon"), arcs: z.array(anneaux) }),
]);
const transformRow = z.object({ scale: positionRow, translate: positionRow });

function readTransform(octets: Buffer, at: number) {
  return transformRow.parse(parse(octets, octets.indexOf("{", at), "}"));
}

/** The value that begins there, as far as the mark that ends it. */
function parse(octets: Buffer, at: number, fin: string): unknown {
  return JSON.parse(octets.toString("utf8", at, octets.indexOf(fin, at) + fin.length));
}

/** Where each value that begins so begins. */
function startsOf(octets: Buffer, debut: string, from: number, to: number): Uint32Array {
  const starts: number[] = [];
  for (let at = octets.indexOf(debut, from); at >= 0 && at < to; at = octets.indexOf(debut, at + debut.length)) {
    starts.push(at);
  }
  return Uint32Array.from(starts);
}

/** Each shape is written arcs first, its code after. */
function indexFormes(octets: Buffer, from: number): ReadonlyMap<string, number> {
  const starts = startsOf(octets, '{"arcs":', from, octets.length);
  return new Map(
    Array.from(starts, (at): [string, number] => {
      const code = octets.indexOf('"code":"', at) + 8;
      return [octets.toString("latin1", code, octets.indexOf('"', code)), at];
    }),
  );
}

function arcsOf({ type, arcs }: z.infer<typeof formeRow>): readonly number[] {
  return type === "Polygon" ? arcs.flat() : arcs.flat(2);
}

/** Their coordinates are pairs: so are those of the arcs. */
function toContour({ coordinates }: { readonly coordinates: number[][][][] }): Contour {
  const pairs = coordinates.map((polygone) =>
    polygone.map((anneau) => anneau.map(([longitude = 0, latitude = 0]): [number, number] => [longitude, latitude])),
  );
  return { type: "MultiPolygon", coordinates: pairs };
}
