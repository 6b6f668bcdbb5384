import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTINGENTS, type Reponse } from "./attribution/attribution.ts";
import { boundShare, judgeShare } from "./part.ts";
import { type ComptePrioritaire, countPrioritaires, isPrioritaire } from "./publics-prioritaires.ts";

function compte(given: Partial<ComptePrioritaire>): ComptePrioritaire {
  return { contingent: "COLACT", prioritaire: "non", dalo: "non", nombre: 1, ...given };
}

describe("who is of a priority public", () => {
  it.each<[Reponse, Reponse, Reponse]>([
    ["oui", "non", "oui"],
    ["non", "oui", "oui"],
    ["oui", "inconnu", "oui"],
    ["inconnu", "oui", "oui"],
    ["non", "non", "non"],
    ["non", "inconnu", "inconnu"],
    ["inconnu", "non", "inconnu"],
    ["inconnu", "inconnu", "inconnu"],
  ])("priority %s and DALO %s: %s", (prioritaire, dalo, expected) => {
    expect(isPrioritaire({ prioritaire, dalo })).toBe(expected);
  });
});

describe("art. L. 441-1, L. 313-26-2 and L. 313-35 CCH: whose denominator", () => {
  it("counts a household both DALO and priority once, and shows DALO apart", () => {
    const both = compte({ prioritaire: "oui", dalo: "oui" });
    expect(countPrioritaires([both], "COLACT")).toMatchObject({ part: 1, total: 1, dalo: 1 });
  });

  it("leaves the leases of the other réservataires out", () => {
    const cells = [compte({ nombre: 3 }), compte({ contingent: "COLTER", prioritaire: "oui", nombre: 40 })];
    expect(countPrioritaires(cells, "COLACT")).toMatchObject({ part: 0, total: 3, inconnusPart: 0, inconnusAutres: 0 });
  });

  it("never takes an unknown status for a no, nor an unknown contingent for another's", () => {
    const cells = [
      compte({ prioritaire: "inconnu", nombre: 2 }),
      compte({ dalo: "inconnu", nombre: 3 }),
      compte({ contingent: "inconnu", prioritaire: "oui", nombre: 5 }),
      compte({ contingent: "inconnu", nombre: 7 }),
      compte({ contingent: "inconnu", prioritaire: "inconnu", nombre: 11 }),
    ];
    expect(countPrioritaires(cells, "COLACT")).toEqual({
      part: 0,
      total: 5,
      indecis: 5,
      inconnusPart: 5,
      inconnusAutres: 7,
      inconnusIndecis: 11,
      dalo: 0,
      daloInconnu: 3,
      doublons: 0,
    });
  });

  it("leaves a lease that may be counted already out of both counts, whatever is known of it", () => {
    const double = { doublePossible: true, nombre: 2 };
    const cells = [
      compte({ nombre: 3 }),
      compte({ ...double, prioritaire: "oui", dalo: "oui" }),
      compte({ ...double, dalo: "inconnu" }),
      compte({ ...double, contingent: "inconnu" }),
    ];
    expect(countPrioritaires(cells, "COLACT")).toEqual({
      part: 0,
      total: 3,
      indecis: 0,
      inconnusPart: 2,
      inconnusAutres: 2,
      inconnusIndecis: 2,
      dalo: 0,
      daloInconnu: 0,
      doublons: 6,
    });
  });
});

const reponse = fc.constantFrom<Reponse[]>("oui", "non", "inconnu");
const cells = fc.array(
  fc.record({
    contingent: fc.constantFrom(...CONTINGENTS),
    prioritaire: reponse,
    dalo: reponse,
    nombre: fc.integer({ min: 0, max: 30 }),
  }),
);

describe("whatever the cells", () => {
  it("gives each lease to exactly one contingent", () => {
    fc.assert(
      fc.property(cells, (given) => {
        const all = given.reduce((total, { nombre }) => total + nombre, 0);
        const counted = CONTINGENTS.reduce(
          (total, contingent) => total + countPrioritaires(given, contingent).total,
          0,
        );
        expect(counted).toBe(all);
      }),
    );
  });
});

/** Every unknown answer replaced by a drawn one. */
function complete(cell: ComptePrioritaire, draw: () => number): ComptePrioritaire[] {
  const answer = (reponse: Reponse): Reponse => (reponse === "inconnu" ? (draw() < 0.5 ? "oui" : "non") : reponse);
  const known = CONTINGENTS.filter((contingent) => contingent !== "inconnu");
  return Array.from({ length: cell.nombre }, () => ({
    contingent: cell.contingent === "inconnu" ? (known[Math.floor(draw() * known.length)] ?? "AUCUN") : cell.contingent,
    prioritaire: answer(cell.prioritaire),
    dalo: answer(cell.dalo),
    nombre: 1,
  }));
}

describe("whatever the unknown turn out to be", () => {
  it("has the true share inside the bounds, and no sure verdict that it contradicts", () => {
    fc.assert(
      fc.property(cells, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (given, stream) => {
        const draw = () => stream.next().value as number; // an infinite stream never ends
        const truth = countPrioritaires(
          given.flatMap((cell) => complete(cell, draw)),
          "COLACT",
        );
        const seen = countPrioritaires(given, "COLACT");
        expect(truth.inconnusPart + truth.inconnusAutres + truth.indecis + truth.inconnusIndecis).toBe(0);
        if (truth.total === 0) return;
        const [low, high] = boundShare(seen) ?? [1, 0];
        expect(truth.part / truth.total).toBeGreaterThanOrEqual(low - 1e-12);
        expect(truth.part / truth.total).toBeLessThanOrEqual(high + 1e-12);
        const verdict = judgeShare(seen, 0.25);
        if (verdict !== "indecidable") expect(judgeShare(truth, 0.25)).toBe(verdict);
      }),
    );
  });
});
