import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTINGENTS, type Reponse } from "../attribution/attribution.ts";
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
