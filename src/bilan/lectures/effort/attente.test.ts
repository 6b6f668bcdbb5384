import fc from "fast-check";
import { expect, it } from "vitest";
import { PART_VIDE, type PartIncertaine } from "#droit/regles/part.ts";
import { monthsToCome } from "#engagements/lectures/effort/etendue.ts";
import { NEUF_MOIS } from "../../../../test/fixtures/etendue.ts";
import { estimateAttente, sumAttentes } from "./attente.ts";
import { readSerie, type Serie } from "./serie.ts";

/** A bearer whose former years signed these leases in the remaining months. */
function serie(passe: Readonly<Record<number, readonly number[]>>, etendue = NEUF_MOIS): Serie {
  const first = monthsToCome(etendue)[0]?.mois ?? 13;
  const count = (annee: number, premier: number, dernier: number): PartIncertaine => ({
    ...PART_VIDE,
    total: premier === dernier ? (passe[annee]?.[premier - first] ?? 0) : 0,
  });
  const annees = Object.keys(passe).map(Number);
  return readSerie(
    count,
    2018,
    etendue,
    annees.sort((a, b) => b - a),
  );
}

const DEUX_ANS = serie({ 2016: [10, 8, 6], 2017: [12, 10, 3] });

it("averages the same months of former years, and shares them between the months", () => {
  const attente = estimateAttente({ serie: DEUX_ANS, saisie: null });
  expect(attente).toEqual({
    total: 25,
    origine: "annees-precedentes",
    moyenne: 24.5,
    annees: [
      { annee: 2017, assiette: 25 },
      { annee: 2016, assiette: 24 },
    ],
    parMois: [
      { mois: 10, attendus: 11 },
      { mois: 11, attendus: 9 },
      { mois: 12, attendus: 5 },
    ],
  });
});

it("expects what is left of a month under way too, by its days", () => {
  // From the 16th, which is not over: 15 days of 30.
  const entame = { ...NEUF_MOIS, arreteAu: "2018-09-16", entame: true };
  const attente = estimateAttente({
    serie: serie({ 2016: [20, 10, 8, 6], 2017: [21, 12, 10, 3] }, entame),
    saisie: null,
  });
  expect(attente).toMatchObject({ total: 35, moyenne: 34.75, annees: [{ assiette: 46 }, { assiette: 44 }] });
  expect(attente.parMois.map(({ mois, attendus }) => [mois, attendus])).toEqual([
    [9, 10],
    [10, 11],
    [11, 9],
    [12, 5],
  ]);
});

it("takes what a person knows instead", () => {
  const attente = estimateAttente({ serie: DEUX_ANS, saisie: 40 });
  expect(attente).toMatchObject({ total: 40, origine: "saisie", moyenne: null });
  expect(attente.parMois.reduce((sum, { attendus }) => sum + attendus, 0)).toBe(40);
});

it("says that it does not know when no former year says anything", () => {
  const attente = estimateAttente({ serie: serie({}), saisie: null });
  expect(attente).toMatchObject({ total: null, origine: "inconnue", parMois: [] });
  expect(sumAttentes(serie({}), [attente]).total).toBeNull();
});

it("expects nothing once the year is over", () => {
  const fini = serie({ 2016: [], 2017: [] }, { ...NEUF_MOIS, dernierMois: 12, arreteAu: "2018-12-31", acheve: true });
  expect(estimateAttente({ serie: fini, saisie: null })).toMatchObject({ total: 0, parMois: [] });
});

it("shares evenly between months of which the past says nothing", () => {
  const attente = estimateAttente({ serie: serie({ 2017: [0, 0, 0] }), saisie: 4 });
  expect(attente.parMois.map(({ attendus }) => attendus)).toEqual([2, 1, 1]);
});

it("whatever the past: whole leases, and the whole is the sum of its bailleurs", () => {
  const months = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40));
  const bailleurs = fc.array(fc.tuple(months, months, fc.option(fc.nat(60))), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(bailleurs, (rows) => {
      const lignes = rows.map(([a, b, saisie]) => estimateAttente({ serie: serie({ 2016: a, 2017: b }), saisie }));
      const whole = sumAttentes(DEUX_ANS, lignes);
      expect(whole.total).toBe(lignes.reduce((sum, { total }) => sum + (total ?? 0), 0));
      for (const { total, parMois, moyenne } of lignes) {
        expect(Number.isInteger(total)).toBe(true);
        expect(parMois.reduce((sum, { attendus: n }) => sum + n, 0)).toBe(total);
        if (moyenne !== null) expect(Math.abs((total ?? 0) - moyenne)).toBeLessThanOrEqual(0.5);
      }
    }),
  );
});
