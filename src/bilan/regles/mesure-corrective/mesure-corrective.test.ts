import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Issue, PART_VIDE } from "#droit/regles/part.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { ECHELLE, findBarreau, MESURES } from "./echelle.ts";
import { boundManque } from "./manque.ts";
import { judgeAnnee, judgeObjectif } from "./objectif-annee.ts";
import {
  checkDecision,
  checkProposition,
  type MesureCorrective,
  readOuverture,
  type SituationMesure,
} from "./proposition.ts";

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "rien";
};

const SITUATION: SituationMesure = {
  annee: 2018,
  issue: "non-atteint",
  issueHorsQpv: "non-atteint",
  indecis: "10 attributions incertaines : 10 non localisées. En localiser 3, bien choisies, suffit à trancher",
  indecisHorsQpv: "une autre extraction (Infocentre) dit le contraire",
  mesures: [],
  aujourdhui: "2019-04-01",
};

function mesure(parts: Partial<MesureCorrective> = {}): MesureCorrective {
  return {
    id: 1,
    annee: 2018,
    code: "avenant-objectifs",
    proposeeLe: "2019-02-01",
    motif: "Bilan 2018",
    decision: null,
    decideeLe: null,
    decisionMotif: null,
    ...parts,
  };
}
const retenue = (parts: Partial<MesureCorrective> = {}) =>
  mesure({ decision: "retenue", decideeLe: "2019-03-01", decisionMotif: "Accord", ...parts });

test("the ladder is the signed document's: three measures, then the law's provisions, in its order", () => {
  expect(ECHELLE.map(({ code }) => code)).toEqual([...MESURES]);
  expect(ECHELLE.map(({ temps }) => temps)).toEqual([1, 1, 1, 2]);
  expect(ECHELLE.map(({ article }) => /L\. [\d-]+/.exec(article)?.[0])).toEqual([
    "L. 313-26-2",
    "L. 441-1-5",
    "L. 441-1-6",
    "L. 441-1",
  ]);
  expect(findBarreau("dispositions-l441-1").confiance).toBe("B");
});

describe("which objective binds", () => {
  test.each<[string, Issue | null, Issue | null, boolean, Issue]>([
    ["no convention: the floor", null, "non-atteint", true, "non-atteint"],
    ["no convention and no law yet", null, null, true, "sans-objet"],
    ["an adaptable floor leaves the convention's rate alone", "atteint", "non-atteint", true, "atteint"],
    ["from ELAN on, the floor binds too", "atteint", "non-atteint", false, "non-atteint"],
    ["and the convention still does", "non-atteint", "atteint", false, "non-atteint"],
    ["an unknown is not a miss", "atteint", "indecidable", false, "indecidable"],
    ["a certain miss is one, whatever the other", "indecidable", "non-atteint", false, "non-atteint"],
    ["both reached", "atteint", "atteint", false, "atteint"],
  ])("%s", (_, cible, plancher, adaptable, expected) => {
    expect(judgeObjectif({ cible, plancher, adaptable })).toBe(expected);
  });

  it("says nothing of a year that is not over", () => {
    const missed = { cible: null, plancher: "non-atteint", adaptable: false } as const;
    expect(judgeAnnee([missed], false)).toBe("en-cours");
    expect(judgeAnnee([missed, { cible: "atteint", plancher: "atteint", adaptable: false }], true)).toBe("non-atteint");
  });
});

describe("a rung", () => {
  const premier = findBarreau("objectifs-reservataires");
  const second = findBarreau("dispositions-l441-1");

  test.each([
    ["non-atteint", true, "peut être proposée"],
    ["indecidable", false, "suffit à trancher"],
    ["atteint", false, "est atteint"],
    ["en-cours", false, "n’est pas entièrement publiée"],
    ["sans-objet", false, "Aucun objectif"],
  ] as const)("when the year is %s is open: %s", (issue, ouverte, dit) => {
    const found = readOuverture(premier, { ...SITUATION, issue });
    expect(found.ouverte).toBe(ouverte);
    expect(found.raison).toContain(dit);
  });

  it("is proposed once a year", () => {
    const mesures = [mesure({ code: "objectifs-reservataires" })];
    expect(readOuverture(premier, { ...SITUATION, mesures }).ouverte).toBe(false);
    expect(readOuverture(premier, { ...SITUATION, annee: 2019, mesures }).ouverte).toBe(true);
  });

  test.each<[string, readonly MesureCorrective[], string, boolean]>([
    ["no measure of the first time", [], "2022-01-01", false],
    ["one proposed, not decided", [mesure()], "2022-01-01", false],
    ["one set aside", [retenue({ decision: "ecartee" })], "2022-01-01", false],
    ["one kept the day before a year ago", [retenue()], "2020-02-29", false],
    ["one kept a year ago", [retenue()], "2020-03-01", true],
    ["one of a former year", [retenue({ annee: 2017, decideeLe: "2018-12-01" })], "2019-12-01", true],
    ["one of a later year", [retenue({ annee: 2019 })], "2022-01-01", false],
  ])("of the second time, with %s", (_, mesures, aujourdhui, ouverte) => {
    expect(readOuverture(second, { ...SITUATION, mesures, aujourdhui }).ouverte).toBe(ouverte);
  });

  it("of the second time bears on the side outside the QPV alone", () => {
    const mesures = [retenue()];
    const known = { ...SITUATION, mesures, aujourdhui: "2022-01-01" };
    expect(readOuverture(second, { ...known, issueHorsQpv: "atteint" }).ouverte).toBe(false);
    const raison = readOuverture(second, { ...known, issueHorsQpv: "indecidable" }).raison;
    expect(raison).toBe(
      "L’objectif hors quartier prioritaire est indécidable : une autre extraction (Infocentre) dit le contraire.",
    );
    expect(readOuverture(premier, { ...known, issueHorsQpv: "atteint" }).ouverte).toBe(true);
  });
});

describe("acts", () => {
  test.each<[string, () => void, string]>([
    ["open", () => checkProposition("commission-designation", "2019-02-01", SITUATION), "rien"],
    [
      "closed",
      () => checkProposition("commission-designation", "2019-02-01", { ...SITUATION, issue: "indecidable" }),
      "mesure-fermee",
    ],
    [
      "already proposed",
      () => checkProposition("avenant-objectifs", "2019-02-01", { ...SITUATION, mesures: [mesure()] }),
      "mesure-deja-proposee",
    ],
    ["in the future", () => checkProposition("avenant-objectifs", "2019-04-02", SITUATION), "mesure-date-future"],
    [
      "before the year is over",
      () => checkProposition("avenant-objectifs", "2018-12-31", SITUATION),
      "mesure-avant-la-fin",
    ],
    ["second time too early", () => checkProposition("dispositions-l441-1", "2019-02-01", SITUATION), "mesure-fermee"],
    ["decided", () => checkDecision(mesure(), "2019-02-01", "2019-04-01"), "rien"],
    ["decided twice", () => checkDecision(retenue(), "2019-03-02", "2019-04-01"), "mesure-deja-decidee"],
    [
      "decided before it is proposed",
      () => checkDecision(mesure(), "2019-01-31", "2019-04-01"),
      "mesure-decision-avant",
    ],
    ["decided in the future", () => checkDecision(mesure(), "2019-04-02", "2019-04-01"), "mesure-date-future"],
  ])("%s", (_, work, code) => {
    expect(codeOf(work)).toBe(code);
  });
});

describe("missing leases", () => {
  it("2017, EPCI: 24 on what is located, from 21 to 29", () => {
    expect(boundManque({ ...PART_VIDE, part: 66, total: 360, inconnusPart: 4, inconnusAutres: 17 }, 0.25)).toEqual({
      compte: 24,
      auMoins: 21,
      auPlus: 29,
    });
  });

  it("holds whatever the unknowns turn out to be, and both ends are reached", () => {
    const n = fc.nat({ max: 40 });
    const u = fc.nat({ max: 8 });
    fc.assert(
      fc.property(n, n, u, u, fc.constantFrom(0.21, 0.25, 0.5, 1), (part, rest, u1, u2, taux) => {
        const total = part + rest;
        const seen: number[] = [];
        for (let k1 = 0; k1 <= u1; k1++)
          for (let k2 = 0; k2 <= u2; k2++) seen.push(Math.max(0, ceilShare(total + k1 + k2, taux) - part - k1));
        const { compte, auMoins, auPlus } = boundManque(
          { ...PART_VIDE, part, total, inconnusPart: u1, inconnusAutres: u2 },
          taux,
        );
        expect([auMoins, auPlus]).toEqual([Math.min(...seen), Math.max(...seen)]);
        expect(seen).toContain(compte);
      }),
    );
  });
});
