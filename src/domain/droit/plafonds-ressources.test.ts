import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANNEES_PLAFONDS,
  categoriePlafond,
  categoriesPossibles,
  type MenagePlafond,
  positionPlafond,
  readPlafonds,
  retenirRessources,
  zoneOfCommune,
} from "./plafonds-ressources.ts";
import { type LignePlafond, TABLES_PLAI, TABLES_PLUS } from "./plafonds-ressources-tables.ts";
import { ZONES_PLAFOND } from "./zone-plafond.ts";

/** INSEE, indice de référence des loyers, 3rd quarter. */
const IRL_T3: Readonly<Record<number, number>> = {
  2016: 125.33,
  2017: 126.46,
  2018: 128.45,
  2019: 129.99,
  2020: 130.59,
  2021: 131.67,
  2022: 136.27,
  2023: 141.03,
  2024: 144.51,
  2025: 145.77,
};

/** CCH, art. R. 441-1: revised each 1 January as the index was between the third quarters of the two years before. */
function revise(valeur: number, annee: number): number {
  return Math.floor((valeur * (IRL_T3[annee - 1] ?? Number.NaN)) / (IRL_T3[annee - 2] ?? Number.NaN) + 0.5);
}

function montants(tables: typeof TABLES_PLUS, annee: number): readonly (readonly [string, LignePlafond])[] {
  const table = tables.find((one) => one.annee === annee);
  return ZONES_PLAFOND.map((zone) => [zone, table?.montants[zone] ?? [0, 0, 0, 0, 0, 0, 0]]);
}

const SEUL: MenagePlafond = { adultes: 1, personnesACharge: 0, couple: false, ages: null, handicap: false };
const COUPLE: MenagePlafond = { adultes: 2, personnesACharge: 0, couple: true, ages: [30, 30], handicap: false };

describe("the tables of ceilings", () => {
  it("give back the 84 PLUS of 2023 to 2026 by the rule of revision, and the PLAI derived by it", () => {
    let same = 0;
    for (const tables of [TABLES_PLUS, TABLES_PLAI]) {
      for (const annee of [2023, 2024, 2025, 2026]) {
        const before = montants(tables, annee - 1).flatMap(([, ligne]) => ligne);
        const now = montants(tables, annee).flatMap(([, ligne]) => ligne);
        expect(now).toEqual(before.map((valeur) => revise(valeur, annee)));
        same += tables === TABLES_PLUS ? now.length : 0;
      }
    }
    expect(same).toBe(84);
  });

  it("give back the PLUS of 2018 to 2021 by a revision written in hundredths of a per cent, those of 2022 within two euros", () => {
    for (const annee of [2018, 2019, 2020, 2021, 2022]) {
      const taux = (IRL_T3[annee - 1] ?? Number.NaN) / (IRL_T3[annee - 2] ?? Number.NaN);
      const ecrit = 1 + Math.round((taux - 1) * 10_000) / 10_000;
      const before = montants(TABLES_PLUS, annee - 1).flatMap(([, ligne]) => ligne);
      const now = montants(TABLES_PLUS, annee).flatMap(([, ligne]) => ligne);
      const ecarts = before.map((valeur, rang) => Math.abs((now[rang] ?? 0) - Math.floor(valeur * ecrit + 0.5)));
      expect(Math.max(...ecarts), String(annee)).toBeLessThanOrEqual(annee === 2022 ? 2 : 0);
    }
  });

  it("are those of the rulebook in 2026", () => {
    const ligne = (zone: (typeof ZONES_PLAFOND)[number]) =>
      ([1, 2, 3, 4, 5, 6] as const).map((numero) => {
        const plafonds = readPlafonds({ numero, supplementaires: 0 }, zone, 2026);
        return [plafonds?.plai.montant, plafonds?.plus.montant, plafonds?.pls.montant];
      });
    expect(ligne("autres")).toEqual([
      [12870, 23403, 30424],
      [18753, 31254, 40630],
      [22551, 37584, 48859],
      [25092, 45374, 58986],
      [29359, 53376, 69389],
      [33086, 60156, 78203],
    ]);
    expect(readPlafonds({ numero: 6, supplementaires: 2 }, "autres", 2026)?.pls.montant).toBe(78203 + 2 * 8723);
    expect(ligne("paris").map(([, plus]) => plus)).toEqual([26920, 40233, 52740, 62968, 74919, 84304]);
  });

  it("have none of the slips found in other publications", () => {
    // One has 218 805 € for two persons in Paris in 2022.
    expect(readPlafonds({ numero: 2, supplementaires: 0 }, "paris", 2022)?.plai.montant).toBe(21805);
    // A page much read gives 2021's for 2023.
    expect(readPlafonds({ numero: 1, supplementaires: 0 }, "autres", 2021)?.plus.montant).toBe(20966);
    expect(readPlafonds({ numero: 1, supplementaires: 0 }, "autres", 2023)?.plus.montant).toBe(21878);
    expect(new Set(ANNEES_PLAFONDS).size).toBe(10);
  });

  it("say what was read and what is to be confirmed", () => {
    const of = (annee: number) => readPlafonds({ numero: 1, supplementaires: 0 }, "autres", annee);
    expect([of(2022)?.plai.confiance, of(2023)?.plai.confiance, of(2026)?.plus.confiance]).toEqual(["R", "B", "R"]);
    expect(of(2022)?.pls.confiance).toBe("B");
  });

  it.each(ANNEES_PLAFONDS)("grow with the household, from PLAI to PLS, in %i", (annee) => {
    for (const zone of ZONES_PLAFOND) {
      const of = (numero: 1 | 2 | 3 | 4 | 5 | 6) => readPlafonds({ numero, supplementaires: 0 }, zone, annee);
      const montantsOf = ([1, 2, 3, 4, 5, 6] as const).map((numero) =>
        Object.values(of(numero) ?? {}).map((one) => one.montant),
      );
      expect(montantsOf).toEqual(montantsOf.map((three) => three.toSorted((a, b) => a - b)));
      const plus = montantsOf.map(([, montant]) => montant ?? 0);
      expect(plus).toEqual([...new Set(plus)].toSorted((a, b) => a - b));
    }
  });
});

describe("the category of a household", () => {
  it.each<[string, Partial<MenagePlafond>, number, number]>([
    ["alone", {}, 1, 0],
    ["alone and disabled", { handicap: true }, 2, 0],
    ["alone with a child", { personnesACharge: 1 }, 3, 0],
    // Not both: alone with a child, one of whom is disabled, is « deux personnes dont une handicapée ».
    ["alone with a child, disabled", { personnesACharge: 1, handicap: true }, 3, 0],
    ["alone, children in shared custody", { enfantsGardePartagee: 2 }, 1, 0],
    ["two without a couple", { adultes: 2 }, 2, 0],
    ["a couple of 110 years", { ...COUPLE, ages: [60, 50] }, 2, 0],
    ["a couple of 56 years", { ...COUPLE, ages: [28, 28] }, 2, 0],
    ["a couple of 55 years", { ...COUPLE, ages: [27, 28] }, 3, 0],
    ["a couple of 55 years, disabled", { ...COUPLE, ages: [27, 28], handicap: true }, 3, 0],
    ["a young couple with a child", { ...COUPLE, ages: [20, 20], personnesACharge: 1 }, 3, 0],
    ["four, one disabled", { adultes: 2, personnesACharge: 2, handicap: true }, 5, 0],
    ["seven", { adultes: 2, personnesACharge: 5 }, 6, 1],
    ["alone with four", { personnesACharge: 4 }, 6, 0],
  ])("%s", (_, menage, numero, supplementaires) => {
    expect(categoriePlafond({ ...SEUL, ...menage })).toEqual({ numero, supplementaires });
  });

  it("is one of two when what would decide is not said, and none without anybody", () => {
    expect(categoriesPossibles({ ...SEUL, handicap: null }).map(({ numero }) => numero)).toEqual([1, 2]);
    expect(categoriePlafond({ ...COUPLE, ages: null })).toBeNull();
    // Above 55 years whoever they are; alone with a child whatever else.
    expect(categoriePlafond({ ...COUPLE, couple: null, ages: [40, 41] })?.numero).toBe(2);
    expect(categoriePlafond({ ...SEUL, personnesACharge: 1, handicap: null })?.numero).toBe(3);
    expect(categoriesPossibles({ ...SEUL, adultes: 0 })).toEqual([]);
  });

  it("never falls when somebody comes", () => {
    const rang = (menage: MenagePlafond) => {
      const one = categoriePlafond(menage);
      return one ? one.numero + one.supplementaires : 0;
    };
    const menages = fc.record({
      adultes: fc.integer({ min: 1, max: 6 }),
      personnesACharge: fc.integer({ min: 0, max: 8 }),
      couple: fc.constant(false),
      ages: fc.constant(null),
      handicap: fc.boolean(),
    });
    fc.assert(
      fc.property(menages, (menage) => {
        expect(rang({ ...menage, personnesACharge: menage.personnesACharge + 1 })).toBeGreaterThanOrEqual(rang(menage));
        expect(rang({ ...menage, handicap: true })).toBeGreaterThanOrEqual(rang(menage));
      }),
    );
  });
});

describe("where a household stands", () => {
  const question = { categorie: { numero: 1, supplementaires: 0 }, zone: "autres", annee: 2026 } as const;

  it("at a ceiling it is under it", () => {
    const at = (rfr: number | null) => positionPlafond({ ...question, rfr }).position;
    expect([0, 12870, 12871, 23403, 23404, 30424, 30425, null].map(at)).toEqual([
      ...["plai", "plai", "plus", "plus", "pls", "pls", "au-dela", "inconnue"],
    ]);
  });

  it("is not known without a zone, a household, or the table of the year", () => {
    expect(positionPlafond({ ...question, rfr: 0, zone: null })).toEqual({ position: "inconnue", plafonds: null });
    expect(positionPlafond({ ...question, rfr: 0, categorie: null }).position).toBe("inconnue");
    expect(positionPlafond({ ...question, rfr: 0, annee: 2031 })).toEqual({ position: "inconnue", plafonds: null });
    // The amounts are shown all the same to whoever does not know their income.
    expect(positionPlafond({ ...question, rfr: null }).plafonds?.plus.montant).toBe(23403);
  });

  it("retains N-1 from a fall of a tenth on, and one's own part after a separation", () => {
    const of = (rfr: number | null, rfrRecent: number | null) => retenirRessources({ rfr, rfrRecent });
    expect(of(20000, 18000)).toEqual({ montant: 18000, motif: "baisse" });
    expect(of(20000, 18001)).toEqual({ montant: 20000, motif: "n-2" });
    expect(of(20000, 25000)).toEqual({ montant: 20000, motif: "n-2" });
    expect(of(null, 18000)).toEqual({ montant: null, motif: "inconnues" });
    const separes = (partPropre: number | null) =>
      retenirRessources({ rfr: 40000, rfrRecent: null, separation: { partPropre } });
    expect(separes(15000)).toEqual({ montant: 15000, motif: "separation" });
    expect(separes(null)).toEqual({ montant: null, motif: "inconnues" });
  });

  it("reads the zone from the commune", () => {
    expect(["52448", "75112", "92012", "78646", "2A004", "97411", "xx"].map(zoneOfCommune)).toEqual([
      ...["autres", "paris", "paris", "ile-de-france", "autres", null, null],
    ]);
  });
});
