import { describe, expect, it } from "vitest";
import { Refus } from "../shared/refus.ts";
import { relireTexte } from "./relire-texte.ts";

const SANTE = "Cette dame est malade.";
const NIR = "Numéro 1 85 05 78 006 084 91";

function refusOf(texte: string, options: Partial<Parameters<typeof relireTexte>[2]> = {}): Refus | null {
  try {
    relireTexte(texte, "Note :", { relu: false, aRelire: "note-a-relire", ...options });
    return null;
  } catch (error) {
    if (error instanceof Refus) return error;
    throw error;
  }
}

describe("what a form does of its text", () => {
  it("shows a word about a person, then keeps it", () => {
    const refus = refusOf(SANTE, { details: { partie: "x" } });
    expect(refus?.code).toBe("note-a-relire");
    expect(refus?.message).toMatch(/^Note : « malade »/);
    expect(refus?.details).toEqual({ partie: "x", mots: ["malade"] });
    expect(refusOf(SANTE, { relu: true })).toBeNull();
  });

  it("never keeps a number that identifies a person, nor health where it says so, and says what to write", () => {
    expect(refusOf(NIR, { relu: true })?.code).toBe("texte-nir");
    const refus = refusOf(SANTE, { relu: true, sansSante: "Choisissez un besoin." });
    expect(refus?.code).toBe("texte-sante");
    expect(refus?.message).toMatch(/ Choisissez un besoin\.$/);
  });

  it("leaves to a field the length that is its own", () => {
    expect(refusOf("mot ".repeat(200))?.code).toBe("texte-longueur");
    expect(refusOf("mot ".repeat(200), { longueurPropre: true })).toBeNull();
  });
});
