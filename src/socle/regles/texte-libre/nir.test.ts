// @module-tag profondeur
import fc from "fast-check";
import { expect, test } from "vitest";
import { selon } from "../../../../test/profondeur.ts";
import { findNirCandidats, findNirs } from "./nir.ts";

/** Every number that INSEE may assign: sex, year, month (20 and over when unknown), department, commune, rank. */
const groupes = fc.tuple(
  fc.constantFrom("1", "2", "3", "4", "7", "8"),
  fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, "0")),
  fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 99 })).map((n) => String(n).padStart(2, "0")),
  fc.oneof(
    fc.integer({ min: 1, max: 99 }).map((n) => String(n).padStart(2, "0")),
    fc.constantFrom("2A", "2B", "2a", "2b"),
  ),
  fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, "0")),
  fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, "0")),
);
const joint = fc.constantFrom("", " ", "\u00a0", "\u202f", "\u2009", ".", "-", "\u2011", "–", "_", ". ", " -");
const joints = fc.array(joint, { minLength: 6, maxLength: 6 });
const autour = fc.constantFrom("", " ", "NIR ", "n° de sécu : ", "« ", "\n", "(", "cni_", "né en 1985, ", "bât. 4 2 ");

function keyOf(treize: string): number {
  return 97 - (Number(treize.toUpperCase().replace("2A", "19").replace("2B", "18")) % 97);
}

function write(parts: readonly string[], between: readonly string[]): string {
  return parts.map((part, i) => part + (i < parts.length - 1 ? (between[i] ?? "") : "")).join("");
}

test("every NIR is found, whatever stands between its groups and before it", () => {
  fc.assert(
    fc.property(groupes, joints, autour, (parts, between, avant) => {
      const nir = write([...parts, String(keyOf(parts.join(""))).padStart(2, "0")], between);
      expect(findNirs(`${avant}${nir}, merci`)).toContainEqual({ debut: avant.length, fin: avant.length + nir.length });
    }),
    { numRuns: selon({ ci: 600, preuve: 3000 }) },
  );
});

test("a wrong key is no NIR, whatever the spacing", () => {
  fc.assert(
    fc.property(groupes, joints, fc.integer({ min: 1, max: 96 }), (parts, between, shift) => {
      const wrong = ((keyOf(parts.join("")) - 1 + shift) % 97) + 1;
      expect(findNirs(`dossier ${write([...parts, String(wrong).padStart(2, "0")], between)} reçu`)).toEqual([]);
    }),
    { numRuns: selon({ ci: 600, preuve: 3000 }) },
  );
});

test("a number of 15 digits whose key is wrong is never found", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 14n, max: 10n ** 15n - 1n }), (n) => {
      const written = String(n);
      fc.pre(97 - (Number(written.slice(0, 13)) % 97) !== Number(written.slice(13)));
      expect(findNirs(written)).toEqual([]);
    }),
    { numRuns: selon({ ci: 600, preuve: 3000 }) },
  );
});

test.each([
  ["together", "185057800608491"],
  ["as on the card", "1 85 05 78 006 084 91"],
  ["key apart", "1850578006084 91"],
  ["key named", "1850578006084 clé 91"],
  ["key named in capitals", "1 85 05 78 006 084 CLE : 91"],
  ["key after a slash", "1850578006084/91"],
  ["key in parentheses", "1850578006084 (91)"],
  ["key on the next line", "1850578006084\n91"],
  ["in a file name", "cni_185057800608491_v2.pdf"],
  ["in a file name, with dashes", "avis-1-85-05-78-006-084-91.pdf"],
  ["Corse-du-Sud", "1 85 05 2A 006 084 35"],
  ["announced, without its key", "numéro de sécurité sociale : 1 85 05 78 006 084"],
  ["announced by its initials", "NIR 1850578006084"],
  ["announced, followed by another number", "n° sécu 1850578006084, 12 rue des Lilas"],
])("found: %s", (_name, texte) => {
  expect(findNirs(texte)).toHaveLength(1);
});

test.each([
  ["SIRET", "SIRET 12345678200010"],
  ["SIRET spaced", "SIRET 123 456 782 00010"],
  ["IBAN", "FR76 3000 6000 0112 3456 7890 189"],
  ["IBAN together", "FR1420041010050500013M02606"],
  ["telephones", "06 39 98 12 47, 01 99 00 43 18, +33 1 99 00 43 18"],
  ["telephones in a row", "0139981247 0199004318"],
  ["numéro unique", "033033001850578006"],
  ["RPLS number", "logement 3318204512"],
  ["RPLS number of 13 digits", "identifiant 1850578006084"],
  ["dates", "1 85 05 78 et 12-05-2024 13-06-2024"],
  ["part of a longer number", "9185057800608491"],
  ["letters against it", "X185057800608491"],
  ["wrong key", "1 85 05 78 006 084 92"],
  ["no such month", "1 85 13 78 006 084 25"],
])("left alone: %s", (_name, texte) => {
  expect(findNirs(texte)).toEqual([]);
});

test("thirteen characters alone have only the form", () => {
  expect(findNirCandidats("1850578006084")).toEqual([{ debut: 0, fin: 13, cle: "absente" }]);
  expect(findNirCandidats("1850578000084")).toEqual([]);
});

test("two numbers in one text are both found, each where it stands", () => {
  expect(findNirs("M. 185057800608491 et Mme 2 69 05 49 588 157 80")).toEqual([
    { debut: 3, fin: 18 },
    { debut: 26, fin: 47 },
  ]);
});
