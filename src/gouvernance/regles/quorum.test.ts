import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ETATS_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import { readRetard } from "./decision-retard.ts";
import { listManques } from "./point-cloture.ts";
import { echeanceOf } from "./point-echeance.ts";
import { type PresenceMembre, readQuorum } from "./quorum.ts";
import { numeroReleve } from "./releve-numero.ts";

const plain = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, " ");
const membre = (id: number, etat: PresenceMembre["etat"], plus: Partial<PresenceMembre> = {}): PresenceMembre => ({
  id,
  voix: true,
  etat,
  mandataire: null,
  ...plus,
});

describe("the quorum", () => {
  const membres = [
    membre(1, "present"),
    membre(2, "represente", { mandataire: 1 }),
    membre(3, "represente", { mandataire: 4 }),
    membre(4, "excuse"),
    membre(5, null),
    membre(6, "present", { voix: false }),
  ];

  test.each([
    [0.4, 2, "atteint"],
    [0.5, 3, "inconnu"],
    [0.6, 3, "inconnu"],
    [0.8, 4, "non-atteint"],
    [null, null, "sans-quorum"],
  ] as const)("of %s asks for %s whole voices of five: %s", (quorum, requises, etat) => {
    expect(readQuorum(membres, quorum)).toMatchObject({ voix: 5, comptees: 2, inconnues: 1, requises, etat });
  });

  it("says how many, and what nobody told", () => {
    expect(plain(readQuorum(membres, 0.5).phrase)).toBe(
      "2 voix présentes ou représentées sur 5 ; 1 présence n’est pas dite ; il en faut 3 : le quorum n’est pas encore connu.",
    );
    expect(plain(readQuorum(membres, null).phrase)).toContain("Aucun quorum n’est écrit");
    expect(readQuorum([membre(1, "present", { voix: false })], 0.5)).toMatchObject({ voix: 0, etat: "inconnu" });
  });

  test.each([
    [3, 1 / 3, 1],
    [9, 1 / 3, 3],
    [9, 2 / 3, 6],
    [9, 0.6667, 6],
    [9, 0.6666, 6],
    [9, 0.67, 7],
    [100, 0.3333, 34],
    [100, 0.07, 7],
    [7, 0.5, 4],
  ])("of %i voices at %f is %i, exactly", (voix, quorum, requises) => {
    const all = Array.from({ length: voix }, (_, rang) => membre(rang, null));
    expect(readQuorum(all, Math.round(quorum * 1e6) / 1e6).requises).toBe(requises);
  });

  it("is never lost by one more voice that comes, nor found by one more that is absent", () => {
    const arbitrary = fc.record({
      etats: fc.array(fc.constantFrom(...ETATS_PRESENCE.filter((etat) => etat !== "represente"), null), {
        minLength: 1,
        maxLength: 12,
      }),
      quorum: fc.integer({ min: 1, max: 100 }).map((part) => part / 100),
    });
    fc.assert(
      fc.property(arbitrary, ({ etats, quorum }) => {
        const all = etats.map((etat, rang) => membre(rang, etat));
        const told = (etat: PresenceMembre["etat"]) =>
          readQuorum(
            all.map((one) => (one.etat === null ? { ...one, etat } : one)),
            quorum,
          ).etat;
        const { etat } = readQuorum(all, quorum);
        if (etat === "atteint") expect([told("present"), told("absent")]).toEqual(["atteint", "atteint"]);
        if (etat === "non-atteint") expect([told("present"), told("absent")]).toEqual(["non-atteint", "non-atteint"]);
        if (etat === "inconnu") expect([told("present"), told("absent")]).toEqual(["atteint", "non-atteint"]);
      }),
    );
  });
});

describe("what stands between a meeting and its end", () => {
  const points = [
    { id: 1, rang: 1, titre: "Bilan", etat: "inscrit" },
    { id: 2, rang: 2, titre: "Divers", etat: "reporte" },
  ] as const;

  it("is each point not dealt with, each voice not told, and no invited member", () => {
    const membres = [
      { id: 1, nom: "Hamaris", voix: true, etat: null },
      { id: 2, nom: "Invité", voix: false, etat: null },
      { id: 3, nom: "État", voix: true, etat: "absent" },
    ] as const;
    expect(listManques(points, membres).map(({ quoi, id }) => `${quoi} ${id}`)).toEqual(["point 1", "presence 1"]);
    expect(listManques([], [])).toEqual([]);
  });
});

describe("a decision", () => {
  test.each([
    ["a-faire", "2018-12-31", "2019-01-01", 1],
    ["en-cours", "2018-12-31", "2018-12-31", null],
    ["faite", "2018-01-01", "2019-01-01", null],
    ["abandonnee", "2018-01-01", "2019-01-01", null],
    ["a-faire", null, "2019-01-01", null],
  ] as const)("%s, due %s, is on %s %s days late", (etat, echeance, jour, retard) => {
    expect(readRetard({ etat, echeance }, jour)).toBe(retard);
  });
});

describe("a due day", () => {
  test.each([
    ["2018-12-31", "2018-07-01", "prend fin le 31 décembre 2018"],
    ["2018-12-31", "2018-06-29", null],
    ["2018-12-31", "2018-12-31", "prend fin le 31 décembre 2018"],
    ["2018-12-31", "2019-01-01", "a pris fin le 31 décembre 2018"],
  ])("%s is told on %s as %s", (fin, jour, dit) => {
    expect(echeanceOf(fin, jour)).toBe(dit);
  });
});

describe("the number of minutes", () => {
  const instances = [
    { id: 3, genre: "groupe-travail" },
    { id: 7, genre: "groupe-travail" },
    { id: 9, genre: "commission-coordination" },
  ] as const;

  test.each([
    [9, 2, "2018-CC-02"],
    [3, 1, "2018-GT-01"],
    [7, 1, "2018-GT2-01"],
  ])("of instance %i, meeting %i, is %s", (instance, numero, dit) => {
    expect(numeroReleve({ instance, numero, jour: "2018-10-05" }, instances)).toBe(dit);
  });
});
