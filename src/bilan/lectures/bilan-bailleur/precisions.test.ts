import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { LigneOrigine, Precision } from "./bilan-bailleur.ts";
import { checkCommentaire, checkPrecisions, countBaux } from "./precisions.ts";

const ligne = (contingent: LigneOrigine["contingent"], total: number): LigneOrigine => ({
  contingent,
  libelleContingent: contingent,
  origine: "mutation",
  libelleOrigine: "Mutation",
  dalo: { oui: 0, non: total, inconnu: 0 },
  total,
});
const FIGURES = { origines: [ligne("AUTRES", 2), ligne("AUTRES", 3), ligne("PPRIOR", 4)] };

const codeOf = (run: () => unknown): string | null => {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof Refus ? error.code : String(error);
  }
};
const check = (...precisions: Precision[]) => codeOf(() => checkPrecisions(precisions, FIGURES, false));

describe("what the bailleur adds of who brought the demandeurs", () => {
  it("never exceeds the leases of the contingent that it details", () => {
    expect(check({ contingent: "AUTRES", partenaire: "Hôpital", nombre: 5 })).toBeNull();
    expect(check({ contingent: "AUTRES", partenaire: "Hôpital", nombre: 6 })).toBe("precisions-en-trop");
    expect(
      check(
        { contingent: "AUTRES", partenaire: "Hôpital", nombre: 3 },
        { contingent: "AUTRES", partenaire: "Association", nombre: 3 },
      ),
    ).toBe("precisions-en-trop");
    expect(check({ contingent: "COLTER", partenaire: "Commune", nombre: 1 })).toBe("precisions-en-trop");
  });

  it("whatever is written: kept entire, or refused", () => {
    const precision = fc.record({
      contingent: fc.constantFrom(...CONTINGENTS),
      partenaire: fc.constantFrom("Hôpital", "SIAO", "Association"),
      nombre: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(precision, { maxLength: 6 }), (precisions) => {
        const over = CONTINGENTS.some(
          (contingent) =>
            precisions.filter((p) => p.contingent === contingent).reduce((n, p) => n + p.nombre, 0) >
            countBaux(FIGURES, contingent),
        );
        if (over) return check(...precisions) === "precisions-en-trop";
        return checkPrecisions(precisions, FIGURES, false).length === precisions.length;
      }),
    );
  });

  it("has a name and a whole number", () => {
    for (const nombre of [0, -1, 1.5, Number.NaN]) {
      expect(check({ contingent: "AUTRES", partenaire: "Hôpital", nombre })).toBe("precision-incomplete");
    }
    expect(check({ contingent: "AUTRES", partenaire: "  ", nombre: 1 })).toBe("precision-incomplete");
    expect(check({ contingent: "AUTRES", partenaire: "x".repeat(101), nombre: 1 })).toBe("precision-incomplete");
  });

  it("says nothing of a person: read again before it is kept, and never a NIR", () => {
    const handicap = { contingent: "AUTRES", partenaire: "Madame est handicapée", nombre: 1 } as const;
    expect(check(handicap)).toBe("commentaire-a-relire");
    expect(codeOf(() => checkPrecisions([handicap], FIGURES, true))).toBeNull();
    expect(codeOf(() => checkCommentaire("NIR : 1 85 05 78 006 084 91", true))).toBe("texte-nir");
  });
});

describe("the comment", () => {
  it("is trimmed, or nothing", () => {
    expect(checkCommentaire("  Bon trimestre.\r\nÀ suivre. ", false)).toBe("Bon trimestre.\nÀ suivre.");
    expect(checkCommentaire(" \n", false)).toBeNull();
    expect(codeOf(() => checkCommentaire("x".repeat(4001), false))).toBe("commentaire-trop-long");
  });
});
