import { describe, expect, it } from "vitest";
import { baseOf } from "../../../test/fixtures/base.ts";
import { choisirGuichet, hasProche, sortGuichets } from "./choisir-guichet.ts";
import type { DossierOuvert } from "./lire-dossier.ts";
import type { GuichetChoix } from "./ports.ts";

const guichet = (organisation: number, commune: string, repli = false): GuichetChoix => ({
  organisation,
  nom: `Guichet ${organisation}`,
  adresse: null,
  commune,
  telephone: null,
  repli,
});
const [LOIN, PROCHE, REPLI] = [guichet(1, "52550"), guichet(2, "52448"), guichet(3, "51000", true)];

/** Fields of a file that the choice reads. */
function dossierAt(souhait: string): DossierOuvert {
  const lu = { epci: "200068666", identite: { adresseCommune: null }, reponses: {}, souhaits: [{ commune: souhait }] };
  return lu as unknown as DossierOuvert;
}

const choisir = (guichets: readonly GuichetChoix[], souhait: string, choisi: number | null = null) =>
  choisirGuichet(baseOf({ dossiers: { guichets: async () => guichets } }), dossierAt(souhait), choisi);

describe("the desk of a demande", () => {
  it("is near, then the territory's own, then any other that was chosen", async () => {
    expect(sortGuichets([LOIN, REPLI, PROCHE], dossierAt("52448")).map((one) => one.organisation)).toEqual([2, 3, 1]);
    expect(await choisir([LOIN, REPLI, PROCHE], "52448")).toBe(2);
    expect(hasProche([LOIN, REPLI], dossierAt("52999"))).toBe(false);
    expect(await choisir([LOIN, REPLI], "52999")).toBe(3);
    // Any desk may register any household.
    expect(await choisir([LOIN, REPLI], "52999", 1)).toBe(1);
  });

  it("is asked for when none is near nor marked, and its absence says where to go", async () => {
    await expect(choisir([LOIN], "52999")).rejects.toMatchObject({ code: "guichet-inconnu" });
    expect(await choisir([LOIN], "52999", 1)).toBe(1);
    await expect(choisir([LOIN], "52448", 99)).rejects.toMatchObject({ code: "guichet-inconnu" });
    await expect(choisir([], "52448")).rejects.toMatchObject({
      code: "guichet-absent",
      message: expect.stringContaining("demande-logement-social.gouv.fr"),
    });
  });
});
