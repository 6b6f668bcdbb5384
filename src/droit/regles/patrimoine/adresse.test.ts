import { describe, expect, it, test } from "vitest";
import { keyAdresse, splitAdresse } from "./adresse.ts";
import { compareLieux } from "./rapprochement.ts";

const LIEU = { ligne: 48, commune: "52448", adresse: null, residence: null, numeroRpls: null };

describe("the same address", () => {
  test.each([
    ["12, rue de l’Église", "12 RUE DE L'EGLISE"],
    ["BAT C  rue Miquelon", "bat. c, Rue MIQUELON"],
    ["3 allée des Érables", "3 allée des E\u0301rables"],
  ])("%s = %s", (a, b) => {
    expect(keyAdresse({ ...LIEU, adresse: a }, 1)).toBe(keyAdresse({ ...LIEU, adresse: b }, 2));
  });

  it("is of one commune", () => {
    expect(keyAdresse({ ...LIEU, adresse: "1 rue X", commune: "52550" }, 1)).not.toBe(
      keyAdresse({ ...LIEU, adresse: "1 rue X" }, 1),
    );
  });

  it("falls back on the RPLS number, and a line with neither stays alone in its lot", () => {
    expect(keyAdresse({ ...LIEU, numeroRpls: "R1" }, 1)).toBe(keyAdresse({ ...LIEU, numeroRpls: "R1", ligne: 2 }, 9));
    expect(keyAdresse(LIEU, 1)).not.toBe(keyAdresse(LIEU, 2));
    expect(keyAdresse(LIEU, 1)).not.toBe(keyAdresse({ ...LIEU, ligne: 49 }, 1));
  });
});

test("a number loses its zeros, and the words of the road stay", () => {
  expect(splitAdresse("0002  RUE DES LILAS")).toEqual({ numero: "2", mots: ["lilas"] });
});

describe("comparing an address with a résidence", () => {
  const cherche = { commune: "52448", adresse: "BAT C RUE MIQUELLON", residence: null, bailleur: "1" };
  const candidate = { commune: "52448", adresse: "4 rue Miquelon", residence: "Miquelon", bailleur: "1" };

  it("forgives a misspelling", () => {
    const { score, motifs } = compareLieux(cherche, candidate);
    expect(score).toBeGreaterThan(60);
    expect(motifs).toContain("même commune");
    expect(motifs.some((motif) => motif.startsWith("nom"))).toBe(true);
  });

  it("prefers the same number on the same road", () => {
    const at = (adresse: string) =>
      compareLieux({ ...cherche, adresse: "4 rue Miquelon" }, { ...candidate, residence: null, adresse }).score;
    expect(at("4 rue Miquelon")).toBeGreaterThan(at("6 rue Miquelon"));
  });

  it("is too weak to propose without any common name", () => {
    expect(compareLieux(cherche, { ...candidate, adresse: "4 rue des Lilas", residence: null }).score).toBeLessThan(35);
  });
});
