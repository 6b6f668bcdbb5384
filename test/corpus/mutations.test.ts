// @module-tag profondeur
import fc from "fast-check";
import { expect, test } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { openLecture } from "#donnees/formats/open-lecture.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { selon } from "../profondeur.ts";
import { ATTRIBUTIONS, csv, DEMANDES, OPS, RPLS } from "./references.ts";

const OPTIONS = { hash: (numero: string) => `clé ${numero.length}`, aujourdhui: "2019-06-01" };
const SAINS = [RPLS, ATTRIBUTIONS, DEMANDES, OPS].map((table) => Buffer.from(csv(table)));

/** Bytes that mean something to a reader of tables, among others. */
const octet = fc.oneof(
  fc.constantFrom(0, 9, 10, 13, 34, 44, 59, 0x5b, 0x7b, 0xa0, 0xc3, 0xe9, 0xef, 0xff),
  fc.nat(255),
);
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(3),
  octets: fc.array(octet, { maxLength: 3 }),
});

test("a healthy file damaged anywhere is refused, or each of its lines is accepted or rejected with a reason", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SAINS),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      async (sain, mutations) => {
        const abime = mutations.reduce((bytes, { at, cut, octets }) => {
          const place = Math.floor(at * bytes.length);
          return Buffer.concat([bytes.subarray(0, place), Buffer.from(octets), bytes.subarray(place + cut)]);
        }, sain);
        const numbers = await readNumbers(abime);
        if (numbers === null) return;
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      },
    ),
    { seed: 78, numRuns: selon({ ci: 300, preuve: 1_500 }) },
  );
});

/** Numbers of the lines accepted or rejected, in the order given; null when the whole file is refused. */
async function readNumbers(bytes: Uint8Array): Promise<number[] | null> {
  try {
    const lecture = await openLecture(fichierOf("fichier.csv", bytes), OPTIONS);
    const numbers: number[] = [];
    for await (const lot of lecture.lots) {
      for (const ligne of lot) {
        if (ligne.kind === "ecartee") continue;
        numbers.push(ligne.ligne);
        if (ligne.kind === "rejetee") expect(ligne.anomalies.some(({ gravite }) => gravite === "LIG")).toBe(true);
      }
    }
    return numbers;
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    expect(error.message).toMatch(/\.$/);
    return null;
  }
}
