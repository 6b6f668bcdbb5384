// @module-tag lourd
// @module-tag profondeur
// @module-tag seul
import { existsSync, readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, test } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import type { Anomalie, Fichier, LigneLue } from "#donnees/formats/lecture.ts";
import { openLecture } from "#donnees/formats/open-lecture.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { selon } from "../profondeur.ts";
import { type Case, loadCases, readInput } from "./cases.ts";
import { LIGNES } from "./fabriques.ts";
import { AVANT, ENTREES } from "./write-corpus.ts";

const CASES = loadCases();
const LUS = CASES.filter(({ etape, fabrique }) => etape === "lecture" && fabrique === undefined);
const OPTIONS = { hash: (numero: string) => `clé de ${numero.slice(-4)}`, aujourdhui: "2019-06-01" };
const NIR = /[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?/;
const NUMERO_UNIQUE = /0521[78]0\d{12}/;

type Read = {
  readonly source: string;
  readonly lignes: readonly LigneLue<object>[];
  readonly anomalies: readonly Anomalie[];
};

const lus = new Map<Fichier, Promise<Read | Refus>>();

/** Read once for all the questions on what it says. */
function readOnce(fichier: Fichier): Promise<Read | Refus> {
  const found = lus.get(fichier) ?? read(fichier);
  lus.set(fichier, found);
  return found;
}

async function read(fichier: Fichier): Promise<Read | Refus> {
  try {
    const lecture = await openLecture(fichier, OPTIONS);
    const lignes: LigneLue<object>[] = [];
    for await (const lot of lecture.lots) lignes.push(...lot);
    return { source: lecture.source, lignes, anomalies: lignes.flatMap((ligne) => ligne.anomalies) };
  } catch (error) {
    if (error instanceof Refus) return error;
    throw error;
  }
}

async function readAccepted(fichier: Fichier): Promise<Read> {
  const found = await read(fichier);
  if (found instanceof Refus) throw new Error(`refused: ${found.code}, ${found.message}`);
  return found;
}

const rowsOf = ({ lignes }: Read) => lignes.flatMap((ligne) => (ligne.kind === "acceptee" ? [ligne] : []));
const rejectedOf = ({ lignes }: Read) => lignes.flatMap((ligne) => (ligne.kind === "rejetee" ? [ligne] : []));

/** Rows without the fingerprint of the line, which is that of its characters: a comma is not a semicolon. */
const contentOf = (found: Read) => rowsOf(found).map(({ row }) => ({ ...row, empreinte: "" }));

/** Another chunking of the same bytes. */
function cut({ nom, taille, open }: Fichier, size: number): Fichier {
  return {
    nom,
    taille,
    async *open() {
      for await (const chunk of open()) {
        for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
      }
    },
  };
}

function splitLines(bytes: Uint8Array): Buffer[] {
  return Buffer.from(bytes)
    .toString("latin1")
    .split("\n")
    .map((line) => Buffer.from(line, "latin1"));
}

function expectRefus(found: Read | Refus, { code, message, ligne, colonne }: Case): void {
  if (!(found instanceof Refus)) throw new Error("accepted");
  expect({ code: found.code, message: found.message }).toEqual({ code, message });
  const { details } = found;
  if (ligne !== null) expect([details.ligne, details.premiere]).toContain(ligne);
  if (colonne !== null) expect([details.colonne, details.colonnes].flat()).toContain(colonne);
}

async function expectAccepted(found: Read, given: Case): Promise<void> {
  expect(found.source).toBe(given.source);
  const rejected = rejectedOf(found);
  const expected = given.verdict === "LIG" ? (given.rejetees ?? [given.ligne]) : [];
  expect(rejected.map(({ ligne }) => ligne)).toEqual(expected);
  // The rejected cases have no line end in quotes and no UTF-16: a line of bytes is a line of the file.
  const lines = splitLines(readInput(`${given.dossier}/${given.fichier}`));
  for (const { ligne, brut } of rejected) expect(Buffer.from(brut)).toEqual(lines[ligne - 1]);
  if (given.verdict === "OK") expect(found.anomalies).toEqual([]);
  else {
    const { code, ligne, colonne, message } = given;
    const gravite = given.verdict;
    expect(found.anomalies).toContainEqual(expect.objectContaining({ code, gravite, ligne, colonne, message }));
  }
  const rows = new Map(rowsOf(found).map(({ ligne, row }) => [String(ligne), row]));
  for (const [ligne, fields] of Object.entries(given.lignes ?? {})) expect(rows.get(ligne)).toMatchObject(fields);
}

describe("the 78 cases of bad input", () => {
  it("are all there, each with its number and its French sentence", () => {
    expect([...new Set(CASES.map(({ cas }) => cas))]).toEqual(Array.from({ length: 78 }, (_, i) => i + 1));
    for (const { dossier, cas, verdict, code, message } of CASES) {
      expect(dossier.slice(0, 2)).toBe(String(cas).padStart(2, "0"));
      if (verdict === "OK") expect([dossier, code, message]).toEqual([dossier, null, null]);
      else expect([dossier, message]).toEqual([dossier, expect.stringMatching(/^[«\p{Lu}\d].+\.$/u)]);
    }
  });

  it("are the bytes that the generator writes", () => {
    for (const [dossier, { nom, octets, avant }] of Object.entries(ENTREES)) {
      expect(Buffer.from(readInput(`${dossier}/${nom}`)).equals(octets), dossier).toBe(true);
      if (avant) expect(Buffer.from(readInput(`${dossier}/${AVANT}`)).equals(avant), dossier).toBe(true);
    }
    const kept = CASES.filter(({ fabrique }) => fabrique === undefined).map(({ dossier }) => dossier);
    expect(Object.keys(ENTREES).sort()).toEqual(kept);
  });

  test.each(LUS.map((given) => [given.dossier, given] as const))("%s", async (_, given) => {
    const found = await readOnce(given.fichierLu);
    if (given.verdict === "REJ") return expectRefus(found, given);
    if (found instanceof Refus) throw new Error(`refused: ${found.code}, ${found.message}`);
    await expectAccepted(found, given);
    if (given.reference === undefined) return;
    const reference = await readAccepted(fichierOf("reference.csv", readInput(given.reference)));
    expect(contentOf(found)).toEqual(contentOf(reference));
  });
});

describe("whatever the case", () => {
  const small = LUS.filter(({ fichierLu }) => fichierLu.taille < 10_000);
  const TAILLES = [1, 7];

  test.each(TAILLES)("reads the same when the bytes come %i at a time", async (size) => {
    for (const [rang, { dossier, fichierLu }] of small.entries()) {
      if (!selon({ ci: rang % TAILLES.length === TAILLES.indexOf(size), preuve: true })) continue;
      expect([dossier, await read(cut(fichierLu, size))]).toEqual([dossier, await readOnce(fichierLu)]);
    }
  });

  it("accepts or rejects each data line, once, in the file's order", async () => {
    for (const { dossier, fichierLu } of LUS) {
      const found = await readOnce(fichierLu);
      if (found instanceof Refus) continue;
      const numbers = found.lignes.flatMap(({ kind, ligne }) => (kind === "ecartee" ? [] : [ligne]));
      expect([dossier, numbers]).toEqual([dossier, [...new Set(numbers)].sort((a, b) => a - b)]);
      expect([dossier, numbers.length]).toEqual([dossier, LINES_OF[dossier] ?? dossierLines(dossier)]);
    }
  });

  it("says nothing of a NUMERO_UNIQUE nor of a NIR", async () => {
    for (const { dossier, fichierLu } of LUS) {
      const found = await readOnce(fichierLu);
      const said = found instanceof Refus ? [found.message, found.details] : found.anomalies;
      const text = JSON.stringify([dossier, said]);
      expect(text).not.toMatch(NUMERO_UNIQUE);
      // A false SIRET has a NIR's length: its own case is the only one that may show fourteen digits.
      if (!/"(?:16b|66a)-/.test(text)) expect(text).not.toMatch(NIR);
    }
  });
});

/** Data lines where they are not the reference's five (three for demandes). */
const LINES_OF: Readonly<Record<string, number>> = {
  "44a-annonce-non-tenue": 2,
};

function dossierLines(dossier: string): number {
  const entree = ENTREES[dossier];
  if (dossier.startsWith("13-"))
    return (
      Buffer.from(entree?.octets ?? [])
        .toString("utf8")
        .trimEnd()
        .split("\n").length - 1
    );
  return entree?.nom.startsWith("demandes") ? 3 : 5;
}

describe("what is too big to be kept", () => {
  const caseOf = (cas: number) => CASES.find((given) => given.cas === cas) as Case;

  it("refuses a line of 200 MB after its first two megabytes", async () => {
    const given = caseOf(45);
    let pulled = 0;
    const counted: Fichier = {
      ...given.fichierLu,
      async *open() {
        for await (const chunk of given.fichierLu.open()) {
          pulled += chunk.length;
          yield chunk;
        }
      },
    };
    expectRefus(await read(counted), given);
    expect(pulled).toBeLessThanOrEqual(2_000_000);
  });

  it("refuses 10 000 columns", async () => {
    const given = caseOf(46);
    expectRefus(await read(given.fichierLu), given);
  });

  it("reads tens of thousands of lines in flat memory", async () => {
    const lecture = await openLecture(caseOf(47).fichierLu, OPTIONS);
    let [accepted, start, kept, peak] = [0, 0, 0, 0];
    for await (const lot of lecture.lots) {
      const before = accepted;
      accepted += lot.filter(({ kind }) => kind === "acceptee").length;
      peak = Math.max(peak, process.memoryUsage.rss());
      // Ten times in all, whatever the size: a collection is dear.
      if (Math.floor((10 * before) / LIGNES) === Math.floor((10 * accepted) / LIGNES)) continue;
      kept = measureKept();
      if (accepted < LIGNES / 3) start = kept;
    }
    expect(accepted).toBe(LIGNES);
    expect(start).toBeGreaterThan(0);
    // The rows that remain would be some 600 bytes each, 24 MB for the two thirds that are read after the first measures.
    expect((kept - start) / 1_048_576).toBeLessThan(8);
    expect(peak / 1_048_576).toBeLessThan(512);
  });
});

/** What nothing but a reference keeps: the pace of the collector does not count. */
function measureKept(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

test("the corpus holds nothing else", () => {
  for (const { dossier, fichier } of CASES) {
    const allowed = ["attendu.json", AVANT, fichier ?? ""];
    const folder = new URL(`fichiers/${dossier}/`, import.meta.url);
    expect(existsSync(folder)).toBe(true);
    expect(readdirSync(folder).filter((name) => !allowed.includes(name))).toEqual([]);
  }
});
