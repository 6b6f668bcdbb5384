import { generateDemo } from "./generate-demo.ts";

/** Reading of the produced bytes for the tests, written apart from the product's importers so that the two cannot be wrong together. */
export type LigneRelue = ReadonlyMap<string, string>;

/** Generated once for all the tests that read them. */
export const FICHIERS = generateDemo();
const files = new Map(FICHIERS.map((fichier) => [fichier.nom, fichier]));

function bytesOf(nom: string): Uint8Array {
  const found = files.get(nom);
  if (!found) throw new Error(`No file ${nom} in the demonstration.`);
  return found.octets;
}

export function readLines(nom: string): readonly LigneRelue[] {
  const octets = bytesOf(nom);
  const utf8 = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  const text = new TextDecoder(utf8 ? "utf-8" : "windows-1252", { fatal: true }).decode(octets);
  const [entete = [], ...lignes] = text
    .split("\r\n")
    .filter((ligne) => ligne !== "")
    .map(splitLine);
  return lignes.map((cells) => {
    if (cells.length !== entete.length) throw new Error(`${nom}: ${cells.length} cells for ${entete.length} columns.`);
    return new Map(entete.map((colonne, rang) => [colonne, cells[rang] ?? ""]));
  });
}

function splitLine(ligne: string): string[] {
  return [...ligne.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}

/** The column's value; a column that the file lacks is a defect of the test. */
export function get(ligne: LigneRelue, colonne: string): string {
  const value = ligne.get(colonne);
  if (value === undefined) throw new Error(`No column ${colonne}.`);
  return value;
}

/** How many lines give each key, keys in order. */
export function countBy(lignes: readonly LigneRelue[], key: (ligne: LigneRelue) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const ligne of lignes) counts.set(key(ligne), (counts.get(key(ligne)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Anneau = readonly (readonly [number, number])[];

export type FeatureRelue = {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry:
    | { readonly type: "Polygon"; readonly coordinates: readonly Anneau[] }
    | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly Anneau[])[] };
};

export function readFeatures(nom: string): readonly FeatureRelue[] {
  const collection = JSON.parse(new TextDecoder().decode(bytesOf(nom))) as { features: FeatureRelue[] }; // our own file
  return collection.features;
}

/** Exterior ring of each part of a feature, closed. */
export function ringsOf(feature: FeatureRelue | undefined): readonly Anneau[] {
  if (!feature) return [];
  const { geometry } = feature;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts.map(([ring = []]) => ring);
}

/** By the angles seen from the point: not the crossing count that the generator uses. */
export function surrounds(ring: Anneau, [x, y]: readonly [number, number]): boolean {
  let turn = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[i + 1] ?? [0, 0];
    turn += Math.atan2((ax - x) * (by - y) - (ay - y) * (bx - x), (ax - x) * (bx - x) + (ay - y) * (by - y));
  }
  return Math.abs(turn) > Math.PI;
}
