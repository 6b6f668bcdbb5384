import { describe, expect, it } from "vitest";
import { formatObjectif, formatReste, splitChances } from "./format-objectif.ts";

const plain = (text: string) => text.replaceAll("\u00A0", " ");

describe("formatObjectif", () => {
  it.each([
    [{ taux: 0.21, nombre: null, tauxDuNombre: null }, "21 %"],
    [{ taux: 0.25, nombre: 30, tauxDuNombre: 30 / 120 }, "30, soit 25 %"],
    [{ taux: 0.25, nombre: 32, tauxDuNombre: 32 / 130 }, "32, imprimé 25 % (en fait 24,6 %)"],
    [{ taux: 0.14, nombre: 1, tauxDuNombre: null }, "1, imprimé 14 %"],
    [{ taux: null, nombre: 11, tauxDuNombre: 11 / 87 }, "11 attributions, soit 12,6 %"],
    [{ taux: null, nombre: 1, tauxDuNombre: null }, "1 attribution"],
  ])("%j", (ecrit, said) => expect(plain(formatObjectif(ecrit))).toBe(said));
});

describe("formatReste", () => {
  it.each([
    [{ besoin: 11, acquis: false }, 90, "11 des 90 prochaines"],
    [{ besoin: 0, acquis: false }, 90, "0 des 90 prochaines"],
    [{ besoin: 0, acquis: true }, 90, "plus rien"],
    [{ besoin: 12, acquis: false }, 9, "12, pour 9 attendues"],
    [{ besoin: 3, acquis: false }, null, "encore 3"],
    [{ besoin: null, acquis: false }, null, "inconnu"],
    [{ besoin: 3, acquis: false }, 0, "il manque 3"],
    [{ besoin: 0, acquis: false }, 0, "plus rien"],
  ])("%j of %s", (reste, attendus, said) => expect(formatReste(reste, attendus)).toBe(said));
});

describe("splitChances", () => {
  it.each([
    ["acquis", ["acquis", null]],
    ["environ 7 chances sur 10", ["environ 7 chances sur 10", null]],
    ["environ 7 chances sur 10 (de « a » à « b »)", ["environ 7 chances sur 10", "de « a » à « b »"]],
  ])("%s", (phrase, parts) => expect(splitChances(phrase)).toEqual(parts));
});
