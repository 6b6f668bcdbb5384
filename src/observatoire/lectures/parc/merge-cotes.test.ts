import { expect, it } from "vitest";
import { mergeCotes } from "./merge-cotes.ts";
import type { ResidenceParc } from "./ports.ts";

const COTE: ResidenceParc = {
  cle: "999000011-52448-crete",
  bailleur: "999000011",
  bailleurAvant: null,
  bailleurNom: "OPH",
  commune: "52448",
  nom: "Crète",
  adresse: "1 rue Crète",
  situation: "qpv",
  qpv: "DEMO",
  point: [5, 48],
  logements: 30,
  modeConnu: 30,
  loues: 28,
  vacants: 2,
  vacantsPlus3Mois: 1,
  vacantsDureeInconnue: 0,
  vides: 0,
  mobiles: 3,
  mobilitesPossibles: 30,
  mobilitesInconnues: 0,
  misesEnLocationInconnues: 0,
  loyers: 9000,
  surfaces: 1800,
  loyersConnus: 28,
  construction: 1976,
};

it("a résidence astride a border is one row: counts summed, its point weighted by its dwellings, its earliest year", () => {
  const autre: ResidenceParc = {
    ...COTE,
    situation: "hors-qpv",
    qpv: null,
    point: [5.4, 48.4],
    logements: 10,
    construction: 1970,
  };
  const [merged, ...rest] = mergeCotes([COTE, autre]);
  expect(rest).toEqual([]);
  expect(merged).toMatchObject({
    logements: 40,
    vacants: 4,
    loyers: 18_000,
    construction: 1970,
    cotes: ["qpv", "hors-qpv"],
  });
  expect(merged?.point?.[0]).toBeCloseTo(5.1, 12);
  expect(merged?.point?.[1]).toBeCloseTo(48.1, 12);
});

it("a side without a point or a year weighs nothing there, and résidences keep their order", () => {
  const muet: ResidenceParc = { ...COTE, situation: "inconnue", point: null, construction: null };
  const seule: ResidenceParc = { ...COTE, cle: "autre", point: null, construction: null };
  const merged = mergeCotes([COTE, seule, muet]);
  expect(merged.map(({ cle }) => cle)).toEqual([COTE.cle, "autre"]);
  expect(merged[0]).toMatchObject({ point: [5, 48], construction: 1976, logements: 60 });
  expect(merged[1]).toMatchObject({ point: null, construction: null, cotes: ["qpv"] });
});
