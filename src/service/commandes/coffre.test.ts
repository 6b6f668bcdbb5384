import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openCoffre } from "./coffre.ts";

const coffre = openCoffre("une clé de la plateforme");

describe("the sealed texts", () => {
  it("give back what was sealed, never twice the same bytes", () => {
    fc.assert(
      fc.property(fc.string(), (clair) => {
        const [un, deux] = [coffre.sceller(clair, "numero"), coffre.sceller(clair, "numero")];
        expect(coffre.ouvrir(un, "numero")).toBe(clair);
        expect(Buffer.from(un).equals(Buffer.from(deux))).toBe(false);
      }),
    );
  });

  it("are opened for their own use alone, by their own platform, and never altered", () => {
    const scelle = coffre.sceller("052180000000001234", "numero");
    expect(() => coffre.ouvrir(scelle, "situation")).toThrow();
    expect(() => openCoffre("une autre clé").ouvrir(scelle, "numero")).toThrow();
    for (let i = 0; i < scelle.length; i++) {
      const altered = Uint8Array.from(scelle, (octet, rang) => (rang === i ? octet ^ 1 : octet));
      expect(() => coffre.ouvrir(altered, "numero")).toThrow();
    }
    expect(() => coffre.ouvrir(scelle.subarray(0, 20), "numero")).toThrow();
  });
});
