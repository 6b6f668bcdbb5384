import { describe, expect, test } from "vitest";
import { reviseGroupe } from "./figures-revision.ts";
import { sayRevision } from "./hypotheses.ts";
import type { GroupeLoyer } from "./ports.ts";

const GROUPE: GroupeLoyer = {
  bailleur: "999000011",
  commune: "52448",
  situation: "hors-qpv",
  financement: "13",
  periode: "1975-1989",
  pieces: 3,
  modes: 10,
  cellules: { surfaces: [60, 60, null, 60], loyers: [300, 400, 350, 0], nombres: [4, 3, 2, 1], vacants: [1, 0, 0, 1] },
};

describe("a revision of rents", () => {
  test("bears on the rents at its price or above; an unknown or zero rent stays as it is", () => {
    const revus = (taux: number, seuil: number) => reviseGroupe(GROUPE, { taux, seuil }).cellules.loyers;
    expect(revus(-0.1, 0)).toEqual([270, 360, 350, 0]);
    expect(revus(-0.1, 6)).toEqual([300, 360, 350, 0]);
    expect(revus(0, 0)).toEqual(GROUPE.cellules.loyers);
  });

  test("is told in words", () => {
    const dit = (taux: number, seuil: number) => sayRevision({ taux, seuil }).replaceAll(/\s/g, " ");
    expect(dit(-0.05, 0)).toBe("−5 % sur tous les loyers");
    expect(dit(0.015, 6)).toMatch(/^\+1,5 % sur les loyers à 6 € le m² et plus$/);
  });
});
