import { describe, expect, test } from "vitest";
import { PART_VIDE } from "#droit/regles/part.ts";
import { assembler } from "./assembler.ts";
import { proposerGlouton } from "./glouton.ts";
import { type Affectation, type LogementLot, type LotPlan, type MenageLot, ordonnerLot, PAIRES_MAX } from "./lot.ts";
import type { ObjectifPlan } from "./objectif-plan.ts";
import { compareMenages, rangerLot } from "./ordre.ts";
import { PARAMETRES_PLAN } from "./parametres-plan.ts";
import type { PlanPropose } from "./plan.ts";
import { buildProbleme, Tableau } from "./tableau.ts";

/**
 * Household: « q1 », « q2 », « ? » (unknown quartile), « p » priority, then its months (« - » unknown). Dwellings are of A, hors QPV unless `zone`
 * says otherwise.
 */
function plan(
  menages: readonly string[],
  eligibles: readonly string[],
  given: {
    part?: number;
    total?: number;
    taux?: number;
    rangMax?: number;
    affectation?: Affectation;
    zone?: LogementLot["zone"];
  } = {},
): PlanPropose {
  const lot: LotPlan = {
    logements: eligibles.map((_, rank) => ({
      id: `L${rank}`,
      bailleur: "A",
      zone: given.zone ?? "hors-qpv",
      contingent: "AUCUN",
    })),
    menages: menages.map(readMenage),
    paires: eligibles.flatMap((own, logement) => [...own].map((menage) => [logement, Number(menage)] as const)),
  };
  const objectif: ObjectifPlan = {
    cle: "hors",
    libelle: "Hors QPV",
    nature: "hors-qpv",
    bailleur: "A",
    taux: given.taux ?? 0.25,
    avant: { ...PART_VIDE, part: given.part ?? 0, total: given.total ?? 0 },
  };
  const parametres = { ...PARAMETRES_PLAN, critere: "attente", rangMax: given.rangMax ?? null } as const;
  const probleme = buildProbleme(rangerLot(ordonnerLot(lot), parametres), [objectif], parametres);
  const found = given.affectation ? { affectation: given.affectation, echanges: 0 } : proposerGlouton(probleme);
  const valeur = new Tableau(probleme, found.affectation).valeur;
  return assembler(probleme, { ...found, valeur, methode: "gloutonne", borne: null, ecart: null, prix: null });
}

function readMenage(code: string, rank: number): MenageLot {
  const [quartile, mois] = code.split(":");
  return {
    reference: `M${rank}`,
    quartile: quartile === "q1" ? "q1" : quartile === "?" ? "inconnu" : "q2-4",
    reloge: "non",
    prioritaire: "non",
    attenteMois: mois === "-" ? null : Number(mois),
    points: null,
  };
}

const proposes = ({ lignes }: PlanPropose) => lignes.map(({ propose }) => propose?.menage ?? null);

test("one attribution in four counts: the last place goes to the first quartile, and who is passed over is told why", () => {
  const result = plan(["q2:60", "q2:59", "q2:58", "q2:57", "q1:20"], ["01234", "01234", "01234", "01234"]);
  expect(proposes(result).toSorted()).toEqual(["M0", "M1", "M2", "M4"]);
  expect(result.objectifs[0]).toMatchObject({ issueAvant: "sans-objet", issueApres: "atteint", comptes: 1, manque: 0 });
  expect(result.ecartees).toMatchObject([
    { menage: "M3", genre: "objectif", passages: [{ menage: "M4", objectifs: ["hors"] }] },
  ]);
  expect(result.comparaison).toMatchObject([
    { nom: "proposition", atteints: 1, prioriteNonSuivie: 1, ecartees: 1 },
    { nom: "attente", atteints: 0, prioriteNonSuivie: 0, ecartees: 0, attenteMois: { valeur: 58.5 } },
    { nom: "points", atteints: 0 },
  ]);
});

test("an unknown quartile is proposed like another, counts for nothing, and the answer is not known", () => {
  const result = plan(["?:60"], ["0"]);
  expect(result.objectifs[0]).toMatchObject({ issueApres: "indecidable", comptes: 0, inconnus: 1, manque: 1 });
  expect(result.comparaison[0]).toMatchObject({ atteints: 0, indecis: 1 });
  expect(result.inconnus).toMatchObject({ quartiles: 1, points: 1, attentes: 0 });
  expect(result.lignes[0]?.propose).toMatchObject({ compte: [], inconnu: ["hors"] });
});

test("an average is of those whose waiting is known, and says of how many", () => {
  expect(plan(["q1:-", "q1:40"], ["0", "1"]).comparaison[0]?.attenteMois).toEqual({
    valeur: 40,
    connus: 1,
    inconnus: 1,
  });
  expect(plan(["q1:-"], ["0"]).comparaison[0]?.attenteMois).toEqual({ valeur: null, connus: 0, inconnus: 1 });
});

describe("why an objective is not reached", () => {
  test.each([
    ["nobody counts", ["q2:9"], ["0"], {}, "aucun-eligible", true],
    ["only beyond the bound", ["q2:9", "q1:1"], ["01"], { rangMax: 1 }, "hors-rang", true],
    [
      "the only one that counts has the other dwelling",
      ["q1:9", "q2:5"],
      ["0", "01"],
      { taux: 1 },
      "proposes-ailleurs",
      true,
    ],
    ["a side that nobody knows", ["q1:9"], ["0"], { taux: 0.5, total: 4, zone: "inconnue" }, "aucun-eligible", true],
    ["another choice is worth more", ["q2:500", "q1:1"], ["01"], {}, "prefere", false],
  ] as const)("%s", (_name, menages, eligibles, given, cause, impossible) => {
    const { explication } = plan(menages, eligibles, given).objectifs[0] ?? {};
    expect(explication).toMatchObject({ impossible });
    expect(explication?.logements.map((one) => one.cause)).toEqual([cause]);
  });
});

test("whoever loses a place along a chain is told the chain", () => {
  // In the order: M0 in L0, M1 in L1. L0 goes to M2, of the first quartile; M0 takes L1, and M1 has nothing.
  const result = plan(["q2:50", "q2:40", "q1:10"], ["02", "01"], { affectation: [2, 0] });
  expect(result.ecartees).toEqual([
    {
      menage: "M1",
      attenteMois: 40,
      points: null,
      genre: "logement",
      logement: "L1",
      chaine: ["L0"],
      objectifs: ["hors"],
    },
  ]);
});

describe("reserves", () => {
  test("of the same class first, even later in the order; then who loses least, and the loss is told", () => {
    const [ligne] = plan(["q1:90", "q2:80", "q2:70", "q1:10"], ["0123"]).lignes;
    expect(ligne?.propose?.menage).toBe("M0");
    expect(ligne?.reserves).toEqual([
      { menage: "M3", memeClasse: true, partagee: false, pertes: [] },
      { menage: "M1", memeClasse: false, partagee: false, pertes: ["hors"] },
    ]);
  });

  test("rather one that is nobody's yet; shared when there is no other", () => {
    const { lignes } = plan(["q1:90", "q1:80", "q1:70"], ["02", "12"]);
    expect(lignes.map(({ reserves }) => reserves.map(({ menage, partagee }) => [menage, partagee]))).toEqual([
      [["M2", false]],
      [["M2", true]],
    ]);
  });
});

test("nobody proposed: three reasons", () => {
  const { lignes } = plan(["q1:90", "q1:80"], ["", "0", "0", "01"], { rangMax: 1 });
  expect(lignes.map(({ sansProposition }) => sansProposition)).toEqual([
    "aucun-eligible",
    null,
    "proposes-ailleurs",
    "hors-rang",
  ]);
});

test("the order has no tie: unknown after known, then the other criterion, then the reference", () => {
  const of = (reference: string, attenteMois: number | null, points: number | null): MenageLot => ({
    reference,
    quartile: "q1",
    reloge: "non",
    prioritaire: "non",
    attenteMois,
    points,
  });
  const menages = [of("e", null, 90), of("d", 0, null), of("c", 5, 1), of("b", 5, 2), of("a", 5, 2)];
  expect(
    menages
      .toSorted(compareMenages("attente"))
      .map(({ reference }) => reference)
      .join(""),
  ).toBe("abcde");
  expect(
    menages
      .toSorted(compareMenages("points"))
      .map(({ reference }) => reference)
      .join(""),
  ).toBe("eabcd");
});

test("a batch too large is refused, with what to do", () => {
  const paires = Array.from({ length: PAIRES_MAX + 1 }, () => [0, 0] as const);
  expect(() => ordonnerLot({ logements: [], menages: [], paires })).toThrow(/par semaine, ou par secteur/);
});

test("what is not known of the batch is counted, each kind apart", () => {
  const connu = { quartile: "q1", reloge: "non", prioritaire: "non", attenteMois: 1, points: 1 } as const;
  const inconnus: readonly Partial<MenageLot>[] = [
    ...Array(2).fill({ quartile: "inconnu" }),
    ...Array(3).fill({ reloge: "inconnu" }),
    ...Array(4).fill({ prioritaire: "inconnu" }),
    ...Array(5).fill({ attenteMois: null }),
    ...Array(6).fill({ points: null }),
  ];
  const logement = { bailleur: "A", zone: "hors-qpv", contingent: "AUCUN" } as const;
  const lot: LotPlan = {
    logements: [
      { ...logement, id: "L0" },
      { ...logement, id: "L1", zone: "inconnue" },
      { ...logement, id: "L2", contingent: "inconnu" },
      { ...logement, id: "L3", zone: "inconnue", contingent: "inconnu" },
      { ...logement, id: "L4", contingent: "inconnu" },
    ],
    menages: [{}, ...inconnus].map((change, rang) => ({ ...connu, ...change, reference: `M${rang}` })),
    paires: [],
  };
  const parametres = { ...PARAMETRES_PLAN, critere: "attente" } as const;
  const probleme = buildProbleme(rangerLot(ordonnerLot(lot), parametres), [], parametres);
  const found = proposerGlouton(probleme);
  const resolu = { ...found, valeur: 0, methode: "gloutonne", borne: null, ecart: null, prix: null } as const;
  const attendus = { zones: 2, contingents: 3, quartiles: 2, relogements: 3, prioritaires: 4, attentes: 5, points: 6 };
  expect(assembler(probleme, resolu).inconnus).toEqual(attendus);
});
