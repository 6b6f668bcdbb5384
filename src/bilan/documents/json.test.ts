import { describe, expect, it } from "vitest";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { renderBilanJson, toBilanJson } from "./json.ts";

describe("renderBilanJson", () => {
  it("starts with the published keys in their order", () => {
    expect(Object.keys(toBilanJson(BILAN_2017)).slice(0, 12)).toEqual([
      "territoire",
      "annee",
      "periode",
      "seuilPremierQuartile",
      "horsQpv",
      "qpv",
      "nonLocalisees",
      "deduites",
      "sansRessources",
      "ressourcesNulles",
      "bailleurs",
      "controles",
    ]);
    expect(Object.keys(toBilanJson(BILAN_2017).horsQpv).slice(0, 11)).toEqual([
      "assiette",
      "realise",
      "premierQuartile",
      "reloges",
      "attendu",
      "manque",
      "taux",
      "bornes",
      "verdict",
      "plancher",
      "cible",
    ]);
    expect(Object.keys(toBilanJson(BILAN_2017).qpv).slice(0, 9)).toEqual([
      "assiette",
      "realise",
      "attendu",
      "manque",
      "taux",
      "bornes",
      "verdict",
      "plancher",
      "cible",
    ]);
  });

  it("rounds rates and bounds to five decimals", () => {
    expect(JSON.parse(renderBilanJson(BILAN_2017))).toMatchObject({
      territoire: "200068666",
      horsQpv: {
        assiette: 360,
        realise: 66,
        taux: 0.18333,
        bornes: [0.17507, 0.19231],
        verdict: "non-atteint",
        cible: null,
      },
      qpv: { assiette: 391, realise: 247, attendu: 196, taux: 0.63171, bornes: [0.62532, 0.64706], plancher: 0.5 },
      nonLocalisees: { total: 21, premierQuartile: 4, autres: 17 },
    });
  });

  it("writes null, never 0, for a rate without object", () => {
    const vitry = toBilanJson(BILAN_2017).bailleurs[4];
    expect([vitry?.qpv.taux, vitry?.qpv.bornes, vitry?.qpv.assiette]).toEqual([null, null, 0]);
  });

  it("does not depend on the order in which the bilan was built", () => {
    const shuffled = { ...Object.fromEntries(Object.entries(BILAN_2017).toReversed()) } as typeof BILAN_2017;
    expect(renderBilanJson(shuffled)).toBe(renderBilanJson(BILAN_2017));
  });

  it("loses nothing of the bilan", () => {
    expect(Object.keys(toBilanJson(BILAN_2017)).toSorted()).toEqual(Object.keys(BILAN_2017).toSorted());
  });
});
