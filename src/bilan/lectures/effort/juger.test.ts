import { describe, expect, it } from "vitest";
import type { TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { PART_VIDE } from "#droit/regles/part.ts";
import { monthsToCome, monthsToExpect, readEtendue } from "#engagements/lectures/effort/etendue.ts";
import type { Extraction } from "../bilan.ts";
import { judgeAnnee } from "./juger.ts";

const publie = (trimestre: TrimestrePublie["trimestre"], deposeLe: string | null): TrimestrePublie => ({
  trimestre,
  present: deposeLe !== null,
  fichier: deposeLe && "annee.csv",
  deposeLe,
});
/** Import day of each quarter's file; null: none. */
const annee = (...deposes: readonly [string | null, string | null, string | null, string | null]) =>
  deposes.map((deposeLe, rang) => publie(([1, 2, 3, 4] as const)[rang] ?? 1, deposeLe));
const APRES = "2019-01-08";

describe("how much of a year is counted", () => {
  it.each([
    ["all of it", null, annee(APRES, APRES, APRES, APRES), [12, "2018-12-31", true, false], 0, 0],
    ["to a month asked for", 6, annee(APRES, APRES, APRES, APRES), [6, "2018-06-30", false, false], 6, 6],
    ["to the end of a whole quarter", null, annee(APRES, APRES, APRES, null), [9, "2018-09-30", false, false], 3, 3],
    ["no further, though it is asked for", 12, annee(APRES, APRES, APRES, null), [9, "2018-09-30", false, false], 3, 3],
    ["to the day of the file", null, annee(APRES, APRES, "2018-09-10", null), [9, "2018-09-10", false, false], 4, 4],
    ["not all of December", null, annee(APRES, APRES, APRES, "2018-12-12"), [12, "2018-12-12", false, false], 1, 1],
    ["not its last day", null, annee(APRES, APRES, APRES, "2018-12-31"), [12, "2018-12-31", false, false], 1, 1],
    ["but a quarter", null, annee(APRES, APRES, null, APRES), [12, "2018-12-31", false, true], 0, 0],
    ["but the end of a quarter", null, annee(APRES, "2018-05-12", APRES, null), [9, "2018-09-30", false, true], 3, 0],
    ["nothing", null, annee(null, null, null, null), [0, "2017-12-31", false, false], 12, 12],
    [
      "no further than a file taken in before its quarter began",
      null,
      annee(APRES, APRES, "2018-06-20", null),
      [6, "2018-06-30", false, false],
      6,
      6,
    ],
  ] as const)("%s", (_, demande, trimestres, [dernierMois, arreteAu, acheve, lacune], reste, attendus) => {
    const etendue = readEtendue({ annee: 2018, demande }, trimestres);
    expect(etendue).toMatchObject({ dernierMois, arreteAu, acheve, lacune });
    expect([monthsToCome(etendue).length, monthsToExpect(etendue).length]).toEqual([reste, attendus]);
  });

  it("expects what is left of a month under way, from the day of its file", () => {
    const restants = (deposeLe: string) =>
      monthsToCome(readEtendue({ annee: 2018, demande: null }, annee(APRES, APRES, deposeLe, null)));
    expect(restants("2018-09-16")[0]).toEqual({ mois: 9, part: 0.5 });
    expect(restants("2018-09-30")[0]).toEqual({ mois: 9, part: 1 / 30 });
    expect(restants("2018-07-01")).toHaveLength(6);
    expect(restants("2018-10-01")[0]).toEqual({ mois: 10, part: 1 });
  });

  it("tells which quarters are missing, unless nothing is counted", () => {
    const dit = (trimestres: readonly TrimestrePublie[]) =>
      readEtendue({ annee: 2018, demande: null }, trimestres).enCours;
    expect(dit(annee(APRES, APRES, null, APRES))).toContain("aucun bail du T3 n’est publié");
    expect([dit(annee(null, null, null, null)), dit(annee(APRES, APRES, APRES, APRES))]).toEqual([null, null]);
  });
});

describe("a verdict of the year", () => {
  const part = { ...PART_VIDE, part: 26, total: 100 };
  const FINIE = readEtendue({ annee: 2018, demande: null }, annee(APRES, APRES, APRES, APRES));
  /** Another table: 40 of 100. */
  const autre: Extraction = {
    source: "Infocentre",
    objet: "hors-qpv",
    realise: 40,
    assiette: 100,
    inconnues: 0,
    bornes: [0.4, 0.4],
    possibles: [40, 40],
    verdict: "atteint",
    contredit: false,
    phrase: "Une autre extraction compte 40 sur 100.",
  };
  const taux = (valeur: number) => ({ taux: valeur, nombre: null, nature: "cible" }) as const;
  const nombre = (valeur: number) => ({ taux: 0.25, nombre: valeur, nature: "cible" }) as const;
  const plancher = { taux: 0.25, nombre: null, nature: "plancher" } as const;

  it.each([
    ["the same of a rate", taux(0.25), autre, "atteint"],
    ["the contrary of a rate", taux(0.3), autre, "indecidable"],
    ["neither, its unknown being many", taux(0.3), { ...autre, bornes: [0.2, 0.5] as const }, "non-atteint"],
    ["nothing, there being nothing to count", taux(0.3), { ...autre, bornes: null }, "non-atteint"],
    ["the contrary of a number", nombre(30), autre, "indecidable"],
    ["the same of a number", nombre(26), autre, "atteint"],
    [
      "the contrary, counting fewer leases than the number",
      nombre(20),
      { ...autre, possibles: [2, 9] as const },
      "indecidable",
    ],
    ["what it says itself of the floor", plancher, { ...autre, contredit: true }, "indecidable"],
    ["of a year that was not over", taux(0.3), { ...autre, verdict: "en-cours" as const }, "non-atteint"],
  ] as const)(
    "is its own unless another extraction is sure of the contrary: %s",
    (_, objectif, extraction, verdict) => {
      const jugement = judgeAnnee(part, objectif, { etendue: FINIE, extractions: [extraction] });
      expect(jugement).toEqual({
        verdict,
        aCeJour: verdict,
        contredit: verdict === "indecidable" ? extraction.phrase : null,
      });
    },
  );

  it("waits for the four quarters; where things stand is not told of a year with a hole", () => {
    const judge = (trimestres: readonly TrimestrePublie[]) => {
      const etendue = readEtendue({ annee: 2018, demande: null }, trimestres);
      const { verdict, aCeJour } = judgeAnnee(part, taux(0.25), { etendue, extractions: [] });
      return [verdict, aCeJour];
    };
    expect(judge(annee(APRES, APRES, APRES, null))).toEqual(["en-cours", "atteint"]);
    expect(judge(annee(APRES, APRES, null, APRES))).toEqual(["en-cours", null]);
  });
});
