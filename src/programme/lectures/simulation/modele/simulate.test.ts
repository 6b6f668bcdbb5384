// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selon } from "../../../../../test/profondeur.ts";
import type { BailleurSimule, HypothesesSimulation, Leviers } from "../../../regles/simulation/hypotheses.ts";
import type { ResultatSimulation, TauxSimule } from "./resultat.ts";
import { simulate } from "./simulate.ts";

const GROUPES = [
  { code: "a", libelle: "Tour A", bailleur: "100000009", logements: 60, occupes: 41, annee: 2022 },
  { code: "b", libelle: "Tour B", bailleur: null, logements: 30, occupes: 25, annee: 2023 },
];
const LEVIERS: Leviers = { partHorsQpv: 0.4, reconstitution: 0.5, partPlai: 0.6, partPlaiQ1: 0.5, gainAnnuel: 0.002 };

function bailleur(siren: string, attributions: number, q1: number, part: number): BailleurSimule {
  return {
    siren,
    libelle: `Bailleur ${siren}`,
    attributions,
    q1,
    attributionsQpv: null,
    partRelogements: part,
    partNeufs: part,
    parc: { qpv: null, horsQpv: null },
  };
}

function build(change: Partial<HypothesesSimulation> = {}): HypothesesSimulation {
  return {
    reference: { annee: 2020, attributions: 200, q1: 36, sansLieu: 5 },
    attributionsAnnuelles: { horsQpv: 200, qpv: 150 },
    horizon: { debut: 2021, fin: 2027 },
    periode: { debut: 2022, fin: 2024, cible: 0.25 },
    cibles: [{ annee: 2021, taux: 0.2 }],
    leviers: LEVIERS,
    groupes: GROUPES,
    etalement: [0.6, 0.4],
    calendrierNeufs: [2022, 2023, 2024].map((annee) => ({ annee, poids: 1 })),
    parc: {
      qpv: { logements: 1_000, occupes: 850, rotation: 0.15, neufs: [] },
      horsQpv: { logements: 1_600, occupes: 1_520, rotation: 0.13, neufs: [] },
    },
    bailleurs: [],
    bornes: {},
    justifications: { reference: { source: "Attributions de 2020", confiance: "M" } },
    ...change,
  };
}

function run(change: Partial<HypothesesSimulation> = {}, tirages = 400, graine = 5): ResultatSimulation {
  const found = simulate(build(change), { graine, tirages });
  if (!found) throw new Error("stopped");
  return found;
}

function chance({ chance: found }: TauxSimule): number {
  return found?.probabilite ?? Number.NaN;
}

const somePart = fc.double({ min: 0, max: 1, noNaN: true });

describe("simulate", () => {
  it("gives the same figures for the same seed, others for another, and is plain JSON", () => {
    const found = run({ bailleurs: [bailleur("100000009", 120, 20, 0.5)] });
    expect(run({ bailleurs: [bailleur("100000009", 120, 20, 0.5)] })).toEqual(found);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(run({}, 400, 6).periode).not.toEqual(found.periode);
  });

  it("draws the territory alike, whoever else is drawn and however many years follow", () => {
    const alone = run();
    const found = run({ bailleurs: [bailleur("100000009", 120, 20, 0.5)], bornes: { partPlai: { bas: 0, haut: 1 } } });
    expect(found.annees).toEqual(alone.annees);
    expect(found.periode).toEqual(alone.periode);
    const longer = run({ horizon: { debut: 2021, fin: 2033 } });
    expect(longer.annees.slice(0, alone.annees.length)).toEqual(alone.annees);
  });

  it("keeps every rate between 0 and 1, its quantiles in order, and never says NaN", () => {
    const some = fc.record({
      leviers: fc.record({
        partHorsQpv: somePart,
        reconstitution: somePart,
        partPlai: somePart,
        partPlaiQ1: somePart,
        // Adding 0 turns −0 into 0, as JSON does.
        gainAnnuel: fc.double({ min: -0.1, max: 0.1, noNaN: true }).map((gain) => gain + 0),
      }),
      attributionsAnnuelles: fc.record({ horsQpv: fc.nat(60), qpv: fc.constant(20) }),
    });
    fc.assert(
      fc.property(some, (change) => {
        const found = run(change, 100);
        // JSON would write NaN as null where a number is expected.
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        for (const { taux } of found.annees) expectOrdered(taux);
        expectOrdered(found.periode.taux);
      }),
      { numRuns: selon({ ci: 8, preuve: 30 }) },
    );
  });

  it("has on average what the model without chance says, when nothing is rounded and the rate of reference is sure", () => {
    const tirages = selon({ ci: 4_000, preuve: 20_000 });
    // A hundred thousand leases of reference leave 0.1 point of noise; half a lease of the prior is negligible.
    const found = run(
      {
        reference: { annee: 2020, attributions: 100_000, q1: 18_000, sansLieu: 0 },
        etalement: [0.5, 0.5],
        groupes: GROUPES.map((groupe) => ({ ...groupe, occupes: 24 })),
        leviers: { ...LEVIERS, reconstitution: 0.4, partPlai: 0.5 },
        calendrierNeufs: [2023, 2024].map((annee) => ({ annee, poids: 1 })),
      },
      tirages,
    );
    for (const { taux, attributions } of found.annees) {
      const gap = Math.abs((taux.eventail?.moyenne ?? Number.NaN) - (taux.central ?? Number.NaN));
      // Five standard errors of a share near ¼ of the year's leases.
      expect(gap).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / attributions / tirages));
    }
  });

  it("never loses chance when more of the rehoused go hors QPV", () => {
    fc.assert(
      fc.property(somePart, somePart, (a, b) => {
        const at = (partHorsQpv: number) => run({ leviers: { ...LEVIERS, partHorsQpv } }, 200);
        const [low, high] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(chance(high.periode.taux)).toBeGreaterThanOrEqual(chance(low.periode.taux));
        expect(high.periode.taux.eventail?.moyenne).toBeGreaterThanOrEqual(low.periode.taux.eventail?.moyenne ?? 1);
      }),
      { numRuns: selon({ ci: 4, preuve: 15 }) },
    );
  });

  it("says that there is no rate when no lease is expected, and why", () => {
    const nothing = { attributionsAnnuelles: { horsQpv: 0, qpv: null }, groupes: [], calendrierNeufs: [] };
    const found = run({ ...nothing, leviers: { ...LEVIERS, reconstitution: 0 } }, 100);
    expect(found.periode.taux).toEqual({
      central: null,
      eventail: null,
      chance: null,
      raison: "Aucune attribution hors QPV n’est attendue de 2022 à 2024.",
    });
    expect(found.reponse).toBe(
      "De 2022 à 2024 : pas de taux. Aucune attribution hors QPV n’est attendue de 2022 à 2024.",
    );
    expect(found.equilibres.map(({ valeur }) => valeur)).toEqual([null, null, null, null, null]);
    expect(found.falaise.phrase).toBe("Aucun relogement ni logement neuf n’est prévu.");
    expect(found.relogement.phrase).toBe("Aucun ménage n’est à reloger dans les années simulées.");
  });

  it("judges a year against its own target, the period's years against the period's, others against none", () => {
    const cibles = run().annees.map(({ annee, taux }) => [annee, taux.chance?.cible ?? null]);
    expect(cibles).toEqual([
      [2021, 0.2],
      [2022, 0.25],
      [2023, 0.25],
      [2024, 0.25],
      [2025, null],
      [2026, null],
      [2027, null],
    ]);
  });

  it("counts in whole households and dwellings, whose totals are exact", () => {
    const { annees } = run();
    const total = (value: (annee: (typeof annees)[number]) => number) =>
      annees.reduce((sum, annee) => sum + value(annee), 0);
    expect(annees.every(({ relogements, neufs }) => Number.isInteger(relogements) && Number.isInteger(neufs))).toBe(
      true,
    );
    expect(total(({ relogements }) => relogements)).toBe(66);
    expect(total(({ demolis }) => demolis)).toBe(90);
    expect(total(({ neufs }) => neufs)).toBe(45);
    expect(total(({ neufsPlai }) => neufsPlai)).toBe(27);
  });

  it("refuses draws and seeds that are none", () => {
    for (const tirages of [99, 100.5, 100_001, Number.NaN]) {
      expect(() => simulate(build(), { graine: 1, tirages })).toThrow(
        expect.objectContaining({ code: "simulation-tirages" }),
      );
    }
    for (const graine of [-1, 0.5, 2 ** 32]) {
      expect(() => simulate(build(), { graine, tirages: 100 })).toThrow(
        expect.objectContaining({ code: "simulation-graine" }),
      );
    }
    expect(() => run({ etalement: [] })).toThrow(expect.objectContaining({ code: "simulation-etalement" }));
  });

  it("tells how far it is, up to the end, and stops when asked", () => {
    const told: number[] = [];
    const bornes = { partHorsQpv: { bas: 0, haut: 1 }, rotationHorsQpv: { bas: 0.1, haut: 0.2 } };
    const h = build({ bornes, bailleurs: [bailleur("100000009", 120, 20, 0.5)] });
    simulate(h, { graine: 1, tirages: 100, onProgress: (fait) => told.push(fait) > 0 });
    // 7 years for two subjects, then 3 years at both ends of two factors.
    expect(told).toHaveLength(7 * 2 + 3 * 2 * 2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told[0]).toBeCloseTo(1 / told.length, 1);
    expect(told.at(-1)).toBe(1);
    let calls = 0;
    expect(simulate(h, { graine: 1, tirages: 100, onProgress: () => ++calls < 4 })).toBeNull();
    expect(calls).toBe(4);
  });
});

describe("the tornado", () => {
  it("says of a factor at its present value what the scenario says: the same chance is used", () => {
    const bornes = {
      partHorsQpv: { bas: 0.4, haut: 0.4 },
      attributionsHorsQpv: { bas: 200, haut: 200 },
      decalage: { bas: 0, haut: 0 },
    };
    const { tornade, periode } = run({ bornes });
    expect(tornade).toHaveLength(3);
    for (const { bas, haut, amplitude } of tornade) {
      expect(bas).toEqual(haut);
      expect(bas.central).toBe(periode.taux.central);
      expect(bas.probabilite).toBe(chance(periode.taux));
      expect(amplitude).toBe(0);
    }
  });

  it("puts the widest bar first, and leaves out what does not apply", () => {
    const bornes = {
      partPlaiQ1: { bas: 0.3, haut: 0.7 },
      partHorsQpv: { bas: 0, haut: 1 },
      rotationHorsQpv: { bas: 0.05, haut: 0.2 },
      decalage: { bas: -1, haut: 1 },
    };
    const { tornade, periode } = run({ bornes });
    expect(tornade.map(({ facteur }) => facteur).sort()).toEqual(Object.keys(bornes).sort());
    expect(tornade[0]?.facteur).toBe("partHorsQpv");
    const amplitudes = tornade.map(({ amplitude }) => amplitude);
    expect(amplitudes).toEqual([...amplitudes].sort((x, y) => y - x));
    for (const { bas, haut, amplitude } of tornade) {
      const means = [bas.central, haut.central, periode.taux.central].map((mean) => mean ?? Number.NaN);
      expect(amplitude).toBe(Math.max(...means) - Math.min(...means));
      expect(amplitude).toBeGreaterThan(0);
    }
    const without = run({ bornes, groupes: [], parc: { qpv: null, horsQpv: null } });
    expect(without.tornade.map(({ facteur }) => facteur).sort()).toEqual(["partHorsQpv", "partPlaiQ1"]);
  });
});

describe("each bailleur", () => {
  const bailleurs = [
    bailleur("100000009", 120, 30, 0.5),
    bailleur("100000017", 60, 5, 0.25),
    bailleur("100000025", 0, 0, 0.1),
  ];

  it("shares the leases and the new dwellings of each year, never more than there are", () => {
    const found = run({ bailleurs });
    for (const [rang, annee] of found.annees.entries()) {
      const parts = found.bailleurs.map(({ annees }) => annees[rang]?.attributions ?? Number.NaN);
      const total = parts.reduce((sum, part) => sum + part, 0);
      expect(total).toBeLessThanOrEqual(annee.attributions);
      expect(total).toBeGreaterThanOrEqual(180);
    }
  });

  it("has its own rate, and none when nothing is known of it", () => {
    const [first, second, third] = run({ bailleurs }, 4_000).bailleurs;
    const mean = (found: typeof first) => found?.annees[0]?.taux.eventail?.moyenne ?? Number.NaN;
    expect(Math.abs(mean(first) - 0.25)).toBeLessThan(0.02);
    expect(Math.abs(mean(second) - 5 / 60)).toBeLessThan(0.02);
    expect(third?.periode.taux.raison).toBe("Aucune attribution hors QPV en 2020 : son taux de départ est inconnu.");
    expect(third?.annees.every(({ taux }) => taux.central === null && taux.eventail === null)).toBe(true);
  });

  it("has its own stock, from which its own buildings are demolished", () => {
    const parc = { qpv: { logements: 400, occupes: 350, rotation: 0.15, neufs: [] }, horsQpv: null };
    const own = { ...bailleur("100000009", 120, 30, 0.5), attributionsQpv: 60, parc };
    const chemins = run({ bailleurs: [own] }).parcs;
    expect(chemins.map(({ zone, bailleur: whose }) => [zone, whose?.siren ?? null])).toEqual([
      ["qpv", null],
      ["horsQpv", null],
      ["qpv", "100000009"],
    ]);
    expect(chemins.map(({ annees }) => annees.at(-1)?.logements)).toEqual([910, 1_645, 340]);
  });
});

describe("what is printed", () => {
  it("answers in one sentence", () => {
    expect(run().reponse).toMatch(
      /^De 2022 à 2024, le taux moyen attendu hors QPV est de \d\d,\d\u00A0% \(entre .+ et .+ 9 fois sur 10\) : .+ d’atteindre 25\u00A0%\.$/,
    );
  });

  it("says every assumption, its source when it was given", () => {
    const { hypotheses, limites } = run();
    const codes = new Set(hypotheses.map(({ code }) => code));
    for (const code of [
      "reference",
      "attributionsHorsQpv",
      "attributionsQpv",
      "cibles",
      "groupes",
      "etalement",
      "calendrierNeufs",
      "partHorsQpv",
      "reconstitution",
      "partPlai",
      "partPlaiQ1",
      "gainAnnuel",
      "parcQpv",
      "parcHorsQpv",
      "bailleurs",
      "modele",
      "tirage",
    ]) {
      expect(codes).toContain(code);
    }
    expect(hypotheses[0]).toEqual({
      code: "reference",
      libelle: "Attributions hors QPV de 2020",
      valeur: "36 au premier quartile sur 200, soit 18,0\u00A0% ; 5 de lieu inconnu, hors du calcul",
      source: "Attributions de 2020",
      confiance: "M",
    });
    expect(hypotheses.find(({ code }) => code === "groupes")?.source).toBeNull();
    expect(limites).toContain(
      "5\u00A0attributions de 2020, de lieu inconnu, sont hors du calcul : selon ce que l’on saurait de leur lieu et de leur quartile, le taux de départ serait entre 17,6\u00A0% et 20,0\u00A0%.",
    );
  });

  it("says what each lever would have to be, alone", () => {
    const say = (change: Partial<HypothesesSimulation>) =>
      Object.fromEntries(run(change).equilibres.map(({ levier, phrase }) => [levier, phrase]));
    expect(say({ periode: { debut: 2022, fin: 2024, cible: 0.26 } })).toMatchObject({
      partHorsQpv: expect.stringMatching(
        /^Part des relogés hors QPV : il faudrait \d\d,\d\u00A0%, au lieu de 40,0\u00A0%\.$/,
      ),
      gainAnnuel: expect.stringMatching(
        / : il faudrait \+\u00A0\d,\d+\u00A0point par an, au lieu de \+\u00A00,2\u00A0point par an\.$/,
      ),
    });
    expect(say({ periode: { debut: 2022, fin: 2024, cible: 0.22 } })).toMatchObject({
      partHorsQpv: expect.stringMatching(/ : il suffirait de \d+,\d\u00A0%, au lieu de 40,0\u00A0%\.$/),
    });
    expect(say({ periode: { debut: 2022, fin: 2024, cible: 0.6 } })).toMatchObject({
      partPlai: expect.stringMatching(/ : aucune de ses valeurs n’y suffit seule \(au mieux \d\d,\d\u00A0%\)\.$/),
    });
    expect(say({ leviers: { ...LEVIERS, reconstitution: 0 } })).toMatchObject({
      partPlai: expect.stringMatching(/ : sans effet sur le taux de 2022 à 2024, qui reste à \d\d,\d\u00A0%\.$/),
    });
  });

  it("says when the dwellings to let are too few for those to rehouse", () => {
    expect(run().relogement.phrase).toMatch(
      /^Chaque année, les logements qui peuvent être attribués sont plus nombreux/,
    );
    const full = { logements: 300, occupes: 300, rotation: 0.01, neufs: [] };
    const found = run({
      parc: { qpv: null, horsQpv: full },
      leviers: { ...LEVIERS, partHorsQpv: 1, reconstitution: 0 },
    });
    expect(found.relogement.phrase).toBe(
      "En 2022, il faudrait reloger 25 ménages hors QPV pour 3 logements qui peuvent y être attribués : le calendrier ne tient pas.",
    );
  });

  it("shows the cliff, or says that the programme outlives the simulation", () => {
    const { falaise } = run();
    expect(falaise.annee).toBe(2025);
    expect(falaise.phrase).toMatch(
      /^Après 2024, plus aucun relogement ni logement neuf n’est prévu : le taux attendu passe de/,
    );
    const short = run({ horizon: { debut: 2021, fin: 2024 } }).falaise;
    expect(short).toMatchObject({ annee: null, apres: null });
    expect(short.phrase).toMatch(/^Le programme dure jusqu’à la dernière année simulée \(2024\)/);
  });
});

function expectOrdered({ eventail, central, raison }: TauxSimule): void {
  if (!eventail) {
    expect(central).toBeNull();
    expect(raison).not.toBeNull();
    return;
  }
  const { q05, q25, q50, q75, q95, moyenne } = eventail;
  const ordered = [0, q05, q25, q50, q75, q95, 1];
  expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
  expect(moyenne >= q05 - 1 && moyenne <= 1).toBe(true);
}
