import { expect, test } from "vitest";
import type { Base } from "#application/base.ts";
import type { ResultatNationalRow } from "#import/rows.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { CUBES_2017 } from "../../../test/fixtures/cubes-2017.ts";
import { OFFICIER } from "../../../test/fixtures/http.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";
import { compareNational, compareNationaux } from "./compare-national.ts";

const ligne = (annee: number, part: number): ResultatNationalRow => ({
  epci: EPCI,
  nom: null,
  annee,
  attributionsHorsQpv: 400,
  premierQuartileHorsQpv: part,
  tauxHorsQpv: null,
  attributionsQpv: null,
  autresQuartilesQpv: null,
  tauxQpv: null,
  source: "DGALN",
  publieLe: null,
});

/** Of the year, of the year before, and of another kind: only the first has something to do with the gap. */
const LOTS = [
  ["sne-attributions", "2017-T1", "2018-02-03"],
  ["sne-attributions", "2017", "2018-04-05"],
  ["sne-attributions", "2016", "2017-01-02"],
  ["rpls", "2017", "2019-06-07"],
] as const;

const base = Object.assign(
  baseOf({
    nationaux: { resultats: async () => [ligne(2016, 70), ligne(2017, 80)] },
    cubes: {
      ...CUBES_2017,
      sources: async () =>
        LOTS.map(([source, periode, publieLe], lot) => ({
          source,
          periode,
          publieLe,
          lot,
          fichier: "a.csv",
          sha256: "",
          lignes: 1,
        })),
    },
  }),
  { acteur: OFFICIER },
) as Base;

test("the year asked is compared with its own files, and says the days on which they were published", async () => {
  const { annee, cotes, explications } = await compareNational(base, { epci: EPCI, annee: 2017 });
  expect([annee, cotes?.length]).toEqual([2017, 2]);
  expect(explications.join(" ")).toContain("nos fichiers publiés ici du 3 février 2018 au 5 avril 2018");
  // The demonstration of 2017 has 7 leases without known resources.
  expect(explications[0]).toMatch(/^7\sbaux sont sans ressources connues/);
});

test("a year of which nothing is published here has no side to compare", async () => {
  const [first, second] = await compareNationaux(base, EPCI);
  expect(first).toMatchObject({ annee: 2016, cotes: null, sansLocal: expect.stringContaining("2016") });
  expect(second?.annee).toBe(2017);
  await expect(compareNational(base, { epci: EPCI, annee: 2018 })).rejects.toMatchObject({
    code: "resultat-national-absent",
    details: { annee: 2018 },
  });
});
