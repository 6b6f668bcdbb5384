import { describe, expect, it } from "vitest";
import { choisirGuichet, type GuichetOffert, sortGuichets } from "./choisir-guichet.ts";

const guichet = (
  organisation: number,
  commune: string,
  { km = null, repli = false }: Partial<GuichetOffert> = {},
): GuichetOffert => ({
  organisation,
  nom: `Guichet ${organisation}`,
  adresse: null,
  commune,
  telephone: null,
  repli,
  km,
});
const numeros = ({ guichets }: ReturnType<typeof sortGuichets>) => guichets.map(({ organisation }) => organisation);

describe("the desks offered to a household", () => {
  const [CHEZ_SOI, A_SEIZE, A_SIX_CENTS, REPLI] = [
    guichet(1, "52448", { km: 0 }),
    guichet(2, "52550", { km: 16 }),
    guichet(3, "13055", { km: 590 }),
    guichet(4, "51000", { km: 60, repli: true }),
  ];

  it("come by distance from the home, whatever is wished, then the territory's own, then the others", () => {
    const offerts = sortGuichets([A_SIX_CENTS, REPLI, A_SEIZE, CHEZ_SOI], []);
    expect([numeros(offerts), offerts.proche]).toEqual([[1, 2, 4, 3], true]);
    expect(choisirGuichet(offerts, null)).toBe(1);
    // Any desk may register any household.
    expect(choisirGuichet(offerts, 3)).toBe(3);
  });

  it("without a known home, come by the communes wished", () => {
    const inconnus = [guichet(1, "51649"), guichet(2, "52550"), guichet(3, "52448", { repli: true })];
    const offerts = sortGuichets(inconnus, ["52550", "51649"]);
    expect([numeros(offerts), offerts.proche]).toEqual([[2, 1, 3], true]);
  });

  it("none is taken unasked when none is near nor the territory's own", () => {
    const loin = sortGuichets([A_SIX_CENTS], []);
    expect(loin.proche).toBe(false);
    expect(() => choisirGuichet(loin, null)).toThrow(expect.objectContaining({ code: "guichet-inconnu" }));
    expect(choisirGuichet(loin, 3)).toBe(3);
    expect(() => choisirGuichet(loin, 99)).toThrow(expect.objectContaining({ code: "guichet-inconnu" }));
    expect(choisirGuichet(sortGuichets([A_SIX_CENTS, REPLI], []), null)).toBe(4);
  });

  it("when there is none, says where to go", () => {
    expect(() => choisirGuichet(sortGuichets([], []), null)).toThrow(
      expect.objectContaining({
        code: "guichet-absent",
        message: expect.stringContaining("demande-logement-social.gouv.fr"),
      }),
    );
  });
});
