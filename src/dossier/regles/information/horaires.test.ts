import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkHoraires, type Horaires, JOURS_SEMAINE, jourSemaineOf, ouvertureOf, type Plage } from "./horaires.ts";

const MATIN: Plage = { jour: "lundi", debut: "09:00", fin: "12:00" };
const SOIR: Plage = { jour: "lundi", debut: "14:00", fin: "17:00" };

describe("the hours of a desk", () => {
  it("are refused when they overlap, end before they begin, or lack an hour", () => {
    expect(checkHoraires([SOIR, MATIN, { jour: "mardi", debut: "11:00", fin: "15:00" }])).toEqual([]);
    expect(checkHoraires([MATIN, { ...MATIN, debut: "11:59", fin: "13:00" }])).toEqual([
      { jour: "lundi", motif: "chevauche" },
    ]);
    // A range may begin when the previous one ends.
    expect(checkHoraires([MATIN, { ...MATIN, debut: "12:00", fin: "13:00" }])).toEqual([]);
    expect(checkHoraires([{ ...MATIN, fin: "09:00" }])).toEqual([{ jour: "lundi", motif: "envers" }]);
    expect(checkHoraires([{ ...MATIN, fin: "" }])).toEqual([{ jour: "lundi", motif: "incomplet" }]);
    expect(checkHoraires([{ ...MATIN, debut: "9:00" }])).toEqual([{ jour: "lundi", motif: "incomplet" }]);
  });

  it("accepts exactly the ranges of a day that are apart", () => {
    const heure = fc.integer({ min: 0, max: 23 }).map((one) => `${String(one).padStart(2, "0")}:00`);
    const plage = fc.tuple(heure, heure).filter(([a, b]) => a < b);
    fc.assert(
      fc.property(fc.array(plage, { maxLength: 4 }), (pairs) => {
        const plages = pairs.map(([debut, fin]): Plage => ({ jour: "jeudi", debut, fin }));
        const apart = pairs.every(([debut, fin], i) => pairs.every(([d, f], j) => i === j || fin <= d || f <= debut));
        expect(checkHoraires(plages).length === 0).toBe(apart);
      }),
    );
  });
});

describe("whether a desk is open", () => {
  const horaires: Horaires = { plages: [SOIR, MATIN], fermetures: ["2018-10-08"] };

  it("today, or when next", () => {
    expect(ouvertureOf(horaires, "2018-10-01")).toEqual({ kind: "ouvert", plages: [MATIN, SOIR] });
    expect(ouvertureOf(horaires, "2018-10-02")).toEqual({ kind: "ferme", prochain: "2018-10-15" });
    expect(ouvertureOf({ plages: [], fermetures: [] }, "2018-10-01")).toEqual({ kind: "inconnu" });
  });

  it("counts days on both sides of its reference", () => {
    expect(["2018-10-05", "2017-12-31", "2016-02-29", "2026-11-28"].map(jourSemaineOf)).toEqual([
      "vendredi",
      "dimanche",
      "lundi",
      "samedi",
    ]);
    expect(new Set(JOURS_SEMAINE).size).toBe(7);
  });
});
