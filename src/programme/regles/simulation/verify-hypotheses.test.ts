import { describe, expect, it } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { BailleurSimule, HypothesesSimulation, ParcSimule } from "./hypotheses.ts";
import { verifyHypotheses } from "./verify-hypotheses.ts";

const PARC: ParcSimule = { logements: 100, occupes: 90, rotation: 0.1, neufs: [] };
const BAILLEUR: BailleurSimule = {
  siren: "100000009",
  libelle: "Office",
  attributions: 20,
  q1: 4,
  attributionsQpv: null,
  partRelogements: 0.5,
  partNeufs: 1,
  parc: { qpv: PARC, horsQpv: null },
};
const GROUPE = { code: "a", libelle: "Tour A", bailleur: null, logements: 10, occupes: 8, annee: 2022 };

const BASE: HypothesesSimulation = {
  reference: { annee: 2020, attributions: 50, q1: 10, sansLieu: 3 },
  attributionsAnnuelles: { horsQpv: 50, qpv: null },
  horizon: { debut: 2021, fin: 2030 },
  periode: { debut: 2023, fin: 2025, cible: 0.25 },
  cibles: [{ annee: 2021, taux: 0.2 }],
  leviers: { partHorsQpv: 0.3, reconstitution: 0.4, partPlai: 0.6, partPlaiQ1: 0.5, gainAnnuel: 0.01 },
  groupes: [GROUPE],
  etalement: [0.6, 0.4],
  calendrierNeufs: [{ annee: 2023, poids: 1 }],
  parc: { qpv: PARC, horsQpv: PARC },
  bailleurs: [BAILLEUR],
  bornes: { partHorsQpv: { bas: 0, haut: 1 }, decalage: { bas: -1, haut: 1 } },
  justifications: {},
};

type Faute = readonly [string, string, Partial<HypothesesSimulation>];

const FAUTES: readonly Faute[] = [
  ["a year in two digits", "simulation-annee", { groupes: [{ ...GROUPE, annee: 22 }] }],
  ["half a year", "simulation-annee", { horizon: { debut: 2021.5, fin: 2030 } }],
  ["years in disorder", "simulation-horizon", { horizon: { debut: 2030, fin: 2021 } }],
  ["too many years", "simulation-horizon", { horizon: { debut: 2021, fin: 2051 } }],
  ["a reference that is simulated", "simulation-horizon", { horizon: { debut: 2020, fin: 2030 } }],
  ["a period outside", "simulation-periode", { periode: { debut: 2029, fin: 2031, cible: 0.25 } }],
  ["a period in disorder", "simulation-periode", { periode: { debut: 2025, fin: 2023, cible: 0.25 } }],
  ["a target over 100 %", "simulation-part", { periode: { ...BASE.periode, cible: 25 } }],
  [
    "two targets of a year",
    "simulation-doublon",
    {
      cibles: [
        { annee: 2021, taux: 0.2 },
        { annee: 2021, taux: 0.3 },
      ],
    },
  ],
  ["a share under 0", "simulation-part", { leviers: { ...BASE.leviers, partHorsQpv: -0.1 } }],
  ["a share that is no number", "simulation-part", { leviers: { ...BASE.leviers, partPlai: Number.NaN } }],
  ["a gain of 50 points a year", "simulation-gain", { leviers: { ...BASE.leviers, gainAnnuel: 0.5 } }],
  ["half a lease", "simulation-compte", { attributionsAnnuelles: { horsQpv: 50.5, qpv: null } }],
  ["a negative count", "simulation-compte", { groupes: [{ ...GROUPE, occupes: -1 }] }],
  ["no lease to start from", "simulation-reference", { reference: { ...BASE.reference, attributions: 0, q1: 0 } }],
  ["more of the quartile than leases", "simulation-reference", { reference: { ...BASE.reference, q1: 51 } }],
  ["more occupied than dwellings", "simulation-occupes", { groupes: [{ ...GROUPE, occupes: 11 }] }],
  ["the same in a stock", "simulation-occupes", { parc: { qpv: null, horsQpv: { ...PARC, occupes: 101 } } }],
  ["two groups of one code", "simulation-doublon", { groupes: [GROUPE, GROUPE] }],
  ["a spread under 100 %", "simulation-etalement", { etalement: [0.6, 0.3] }],
  ["no spread", "simulation-etalement", { etalement: [] }],
  ["built again in no year", "simulation-calendrier", { calendrierNeufs: [] }],
  ["a negative weight", "simulation-calendrier", { calendrierNeufs: [{ annee: 2023, poids: -1 }] }],
  [
    "more demolished than there is",
    "simulation-demolitions",
    { groupes: [{ ...GROUPE, logements: 120 }], parc: { qpv: PARC, horsQpv: null } },
  ],
  [
    "more demolished than the bailleur has",
    "simulation-demolitions",
    {
      groupes: [{ ...GROUPE, bailleur: BAILLEUR.siren }],
      bailleurs: [{ ...BAILLEUR, parc: { qpv: { ...PARC, logements: 9, occupes: 9 }, horsQpv: null } }],
    },
  ],
  ["a bailleur twice", "simulation-doublon", { bailleurs: [BAILLEUR, { ...BAILLEUR, partNeufs: 0 }] }],
  ["more leases than the territory", "simulation-bailleurs", { bailleurs: [{ ...BAILLEUR, attributions: 51 }] }],
  [
    "more than all the rehousing",
    "simulation-bailleurs",
    {
      bailleurs: [
        { ...BAILLEUR, partRelogements: 0.6, partNeufs: 0 },
        { ...BAILLEUR, siren: "100000017", partRelogements: 0.6, partNeufs: 0 },
      ],
    },
  ],
  ["a bar upside down", "simulation-bornes", { bornes: { partHorsQpv: { bas: 0.5, haut: 0.2 } } }],
  ["a bar out of range", "simulation-bornes", { bornes: { reconstitution: { bas: 0, haut: 1.2 } } }],
  ["half a year later", "simulation-bornes", { bornes: { decalage: { bas: 0, haut: 0.5 } } }],
  [
    "too many groups",
    "simulation-trop-grande",
    { groupes: Array.from({ length: 201 }, (_, i) => ({ ...GROUPE, code: String(i), logements: 0, occupes: 0 })) },
  ],
];

describe("verifyHypotheses", () => {
  it("lets through what can be", () => {
    verifyHypotheses(BASE);
    verifyHypotheses({ ...BASE, groupes: [], calendrierNeufs: [], bailleurs: [], parc: { qpv: null, horsQpv: null } });
  });

  it.each(FAUTES)("refuses %s: %s", (_nom, code, change) => {
    let refus: unknown;
    try {
      verifyHypotheses({ ...BASE, ...change });
    } catch (error) {
      refus = error;
    }
    expect(refus).toBeInstanceOf(Refus);
    expect(refus).toMatchObject({ code });
    expect(String((refus as Refus).message)).toMatch(/^\S.+[.]$/);
  });
});

it("a spread that is not whole says the years that it has, or that it has none", () => {
  const say = (etalement: readonly number[]) => {
    try {
      verifyHypotheses({ ...BASE, etalement });
      return null;
    } catch (error) {
      return (error as Error).message.replaceAll("\u00a0", " ");
    }
  };
  expect(say([0.6, 0.3])).toBe("L’étalement des relogements (60 % et 30 %) doit faire 100 % en tout.");
  expect(say([])).toBe("L’étalement des relogements (aucune année) doit faire 100 % en tout.");
});
