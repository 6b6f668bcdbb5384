import { describe, expect, it } from "vitest";
import { compteraitPour, computeEffetBail, objetTouche } from "./effet-bail.ts";

describe("what a lease does to an objective", () => {
  it("touches the objective of its side, and none while nobody has located it", () => {
    expect(["qpv", "hors-qpv", "inconnue"].map((s) => objetTouche(s as never))).toEqual(["qpv", "hors-qpv", null]);
  });

  it.each([
    ["hors-qpv", "q1", "non", true],
    ["hors-qpv", "q2-4", "non", false],
    // A rehoused household counts hors QPV whatever its quartile.
    ["hors-qpv", "q2-4", "oui", true],
    ["hors-qpv", "inconnu", "oui", true],
    ["hors-qpv", "inconnu", "inconnu", null],
    ["qpv", "q2-4", "oui", true],
    ["qpv", "q1", "oui", false],
    ["qpv", "inconnu", "oui", null],
  ] as const)("%s: quartile %s, rehoused %s → %s", (objet, quartile, relogement, attendu) => {
    expect(compteraitPour(objet, { quartile, relogement })).toBe(attendu);
  });

  // 2017, hors QPV: 66 of 360 signed; 9 of the 79 next are needed for 21 % (golden figure of the convention's page).
  it("takes the lease out of those expected", () => {
    const effet = computeEffetBail({ realise: 66, assiette: 360, besoin: 9, attendus: 79 });
    expect(effet.siCompte).toEqual({ realise: 67, assiette: 361, besoin: 8, attendus: 78 });
    expect(effet.sinon).toEqual({ realise: 66, assiette: 361, besoin: 9, attendus: 78 });
    expect(effet.sinonImpossible).toBe(false);
  });

  it("says when one that does not count puts the objective out of reach", () => {
    expect(computeEffetBail({ realise: 0, assiette: 9, besoin: 3, attendus: 3 }).sinonImpossible).toBe(true);
    expect(computeEffetBail({ realise: 0, assiette: 9, besoin: 3, attendus: null }).sinonImpossible).toBe(false);
    // Unknown leases may count, and a lease cannot change a past year.
    expect(computeEffetBail({ realise: 0, assiette: 9, besoin: 3, attendus: 3 }, 2).sinonImpossible).toBe(false);
    expect(computeEffetBail({ realise: 0, assiette: 9, besoin: 3, attendus: 0 }, null).sinonImpossible).toBe(false);
  });
});
