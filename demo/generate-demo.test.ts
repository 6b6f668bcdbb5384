// @module-tag lourd
// @module-tag profondeur
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, test } from "vitest";
import { isSiren, isSiret } from "#socle/regles/shared/siren.ts";
import { selon } from "../test/profondeur.ts";
import { BAILLEURS } from "./bailleurs.ts";
import { COMMUNES } from "./communes.ts";
import { EXPECTED_LIGNES } from "./expected.ts";
import { generateDemo } from "./generate-demo.ts";
import { FICHIERS, readFeatures, readLines } from "./relecture.ts";
import { writeFiles } from "./write-files.ts";

function fingerprint(fichiers: typeof FICHIERS): string {
  const hash = createHash("sha256");
  for (const { nom, octets, source, periode } of fichiers) hash.update(`${nom}|${source}|${periode}|`).update(octets);
  return hash.digest("hex");
}

const ZONES: [string, number][] = [
  ["America/Los_Angeles", 420],
  ["Pacific/Auckland", -720],
  ["UTC", 0],
];

describe("the demonstration's files", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("are the same bytes at each run and in every time zone", () => {
    const here = fingerprint(FICHIERS);
    // The first ones come from the time zone of the tests, twelve hours before UTC: the farthest is the one that follows it.
    for (const [far, minutes] of selon({ ci: ZONES.slice(0, 1), preuve: ZONES })) {
      process.env.TZ = far;
      expect(new Date(Date.UTC(2017, 6, 1)).getTimezoneOffset(), far).toBe(minutes);
      expect(fingerprint(generateDemo()), far).toBe(here);
    }
  });

  it("have the lines that are announced", () => {
    const files = FICHIERS.map(({ nom }) => nom);
    expect(files.toSorted()).toEqual(Object.keys(EXPECTED_LIGNES).toSorted());
    for (const nom of files) {
      const lignes = nom.endsWith(".csv") ? readLines(nom) : readFeatures(nom);
      expect(lignes.length, nom).toBe(EXPECTED_LIGNES[nom]);
    }
  });

  it("can be written in a folder, byte for byte", async () => {
    const dossier = await mkdtemp(join(tmpdir(), "blaise-demo-"));
    try {
      const noms = await writeFiles(join(dossier, "fichiers"));
      for (const { nom, octets } of FICHIERS) {
        expect(noms).toContain(nom);
        expect(octets.length > 0 && (await readFile(join(dossier, "fichiers", nom))).equals(octets), nom).toBe(true);
      }
    } finally {
      await rm(dossier, { recursive: true });
    }
  });

  test.each(FICHIERS.map(({ nom, periode }) => [nom, periode] as const))("%s covers %s", (nom, periode) => {
    const years = /\d{4}/.exec(nom)?.[0];
    expect(periode.startsWith(years ?? periode)).toBe(true);
    expect(periode).toMatch(/^\d{4}(-\d{4})?$/);
  });
});

describe("the names of the demonstration", () => {
  it("are five bailleurs with right keys, in a range of numbers of their own", () => {
    expect(BAILLEURS).toHaveLength(5);
    for (const { siren, siret, nom } of BAILLEURS) {
      expect(isSiren(siren), nom).toBe(true);
      expect(isSiret(siret), nom).toBe(true);
      expect(siret.startsWith(siren) && siren.startsWith("9990000"), nom).toBe(true);
    }
  });

  it("are 60 communes, 10 of the Marne and 50 of the Haute-Marne, 58 981 inhabitants", () => {
    expect(new Set(COMMUNES.map(({ code }) => code)).size).toBe(60);
    expect(COMMUNES.filter(({ code }) => code.startsWith("51"))).toHaveLength(10);
    expect(COMMUNES.reduce((sum, { population }) => sum + population, 0)).toBe(58_981);
  });
});
