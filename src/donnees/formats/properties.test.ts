// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTexte } from "../../../test/fixtures/lecture.ts";
import { selon } from "../../../test/profondeur.ts";
import { LecteurCsv } from "./decode/csv.ts";
import { decodeTexte, type Encodage, encodeTexte } from "./decode/encodage.ts";
import { surveyOctets } from "./decode/releve-octets.ts";

const SEED = { seed: 20181105, numRuns: selon({ ci: 80, preuve: 300 }) };
const HEADER = "DEPCOM;COMPLGEO;QPV;NBPIECE;SURFHAB;CONV;LOYERPRINC";

/** Cells from right to wrong: no cell may decide whether its line is counted. */
const cell = fc.oneof(
  fc.constantFrom(
    "52448",
    "6029",
    "2A004",
    "02A",
    "1",
    "2",
    "9",
    "",
    "NA",
    "66",
    "-5",
    "1,5",
    "31/02/2019",
    "9999",
    "=1+1",
    "Total",
  ),
  fc.string({
    unit: fc.constantFrom("a", "é", "É", " ", ",", "'", "\t", "Ã", "©", "\u200b", "\ufffd", "7"),
    maxLength: 8,
  }),
);
const line = fc.array(cell, { minLength: 7, maxLength: 7 }).map((cells) => cells.join(";"));

describe("nothing is lost, whatever the file", () => {
  test("every line of the file is in the answer once, and lines read = accepted + rejected", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 40 }),
        fc.constantFrom("\n", "\r\n"),
        async (lines, eol) => {
          const { lignes, rows, rejets } = await readTexte(
            "r.csv",
            [HEADER, "52448;Les Lilas;1;3;66;1;300", ...lines].join(eol) + eol,
          );
          const aside = lignes.filter((ligne) => ligne.kind === "ecartee" && ligne.ligne > 1);
          expect(lignes.filter((ligne) => ligne.ligne > 1).map((ligne) => ligne.ligne)).toEqual(
            Array.from({ length: lines.length + 1 }, (_, i) => i + 2),
          );
          expect(rows.length + rejets.length + aside.length).toBe(lines.length + 1);
          for (const ligne of aside) expect(ligne.anomalies).not.toEqual([]);
          for (const ligne of rejets) expect(ligne.anomalies.some((anomalie) => anomalie.gravite === "LIG")).toBe(true);
        },
      ),
      SEED,
    );
  });

  test("a rejected line is given back byte for byte, in each encoding", async () => {
    const accents = fc.string({ unit: fc.constantFrom("a", "é", "œ", "€", "’", "Ÿ", " ", "9"), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        accents,
        fc.constantFrom<Encodage["nom"]>("utf-8", "windows-1252", "utf-16le", "utf-16be"),
        async (nom, encodage) => {
          const rejected = `02A;${nom}é;1;3;66;1;300`;
          const texte = [HEADER, rejected, "52448;ôé;1;3;66;1;300", ""].join("\r\n");
          const { rejets } = await readTexte("r.csv", encode(texte, encodage));
          expect(rejets.map((rejet) => Buffer.from(rejet.brut).toString("hex"))).toEqual([
            Buffer.from(encodeTexte(rejected, { nom: encodage, melange: false })).toString("hex"),
          ]);
        },
      ),
      SEED,
    );
  });
});

function encode(texte: string, nom: Encodage["nom"]): Uint8Array {
  const mark = nom === "utf-16le" || nom === "utf-16be" ? "\ufeff" : "";
  return encodeTexte(mark + texte, { nom, melange: false });
}

test("decoding loses no byte of windows-1252, even those it leaves undefined", async () => {
  const encodage: Encodage = { nom: "windows-1252", melange: false };
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (octets) => {
      let texte = "";
      for await (const bloc of decodeTexte(chunks(octets), encodage)) texte += bloc;
      expect(Buffer.from(encodeTexte(texte, encodage)).equals(Buffer.from(octets))).toBe(true);
    }),
    SEED,
  );
});

test("the survey tells UTF-8 from windows-1252 wherever the pieces are cut", async () => {
  const texte = fc.string({ unit: fc.constantFrom("a", "é", "€", "🏠", "\n", ";"), minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(texte, fc.integer({ min: 1, max: 9 }), async (contenu, pas) => {
      const utf8 = Buffer.from(`é${contenu}`, "utf8");
      const foreign = Buffer.concat([Buffer.from("a;b\n"), Buffer.from([0xe9]), Buffer.from(";\n")]);
      expect((await surveyBytes(utf8, pas)).encodage).toEqual({ nom: "utf-8", melange: false });
      expect((await surveyBytes(foreign, pas)).encodage).toEqual({ nom: "windows-1252", melange: false });
    }),
    SEED,
  );
});

function surveyBytes(octets: Uint8Array, pas: number) {
  return surveyOctets({ nom: "t.csv", taille: octets.length, open: () => chunks(octets, pas) });
}

async function* chunks(octets: Uint8Array, pas = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < octets.length; at += pas) yield octets.subarray(at, at + pas);
}

describe("quoted CSV", () => {
  const field = fc.string({ unit: fc.constantFrom("a", '"', ";", "\n", "é", ",", " ", "1"), maxLength: 10 });
  const records = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });

  test("written then read, in blocks cut anywhere: the same cells, the right physical lines, the whole text", () => {
    fc.assert(
      fc.property(records, fc.array(fc.nat(60), { maxLength: 6 }), (rows, cuts) => {
        const written = rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")}\n`);
        const read = readBlocs(written.join(""), cuts);
        const starts = written.map((_, i) => 1 + written.slice(0, i).join("").split("\n").length - 1);
        expect(read.map(({ cells }) => cells)).toEqual(rows);
        expect(read.map(({ ligne }) => ligne)).toEqual(starts);
        expect(read.map(({ texte }) => texte)).toEqual(written);
        expect(read.some(({ malforme }) => malforme)).toBe(false);
      }),
      { ...SEED, numRuns: selon({ ci: 400, preuve: 2_000 }) },
    );
  });
});

function readBlocs(texte: string, cuts: readonly number[]) {
  const read: { cells: string[]; ligne: number; texte: string; malforme: boolean }[] = [];
  const reader = new LecteurCsv(
    "t.csv",
    { separateur: ";", finDeLigne: "\n" },
    (cells, ligne, source, { malforme }) => {
      read.push({ cells, ligne, texte: source.texte.slice(source.debut, source.fin), malforme });
    },
  );
  let at = 0;
  for (const cut of cuts) {
    reader.add(texte.slice(at, at + cut));
    at += cut;
  }
  reader.add(texte.slice(at));
  reader.end();
  return read;
}
