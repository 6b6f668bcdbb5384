import { afterAll, beforeAll, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { quarterPeriode, yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attribution, BAILLEUR, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { computeBilan } from "../compute-bilan.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  // Twelve months waited 1 to 12, two leases whose delay no file gives, one of another bailleur in autumn.
  const rows = [
    ...Array.from({ length: 12 }, (_, i) => attribution({ delaiJours: Math.ceil((i + 1) * 30.4375) + 1 }, i)),
    ...[20, 21].map((i) => attribution({ delaiJours: null }, i)),
    attribution({ delaiJours: 900, bailleur: "552100554", bailSigneLe: "2017-11-10" }, 30),
  ];
  await publishLot(database.base, await stageRows(database.base, "sne-attributions", rows, { periode: "2017" }), {
    confirme: true,
  });
});
afterAll(() => database?.drop());

const delaiDe = async (periode = yearPeriode(2017), bailleur: string | null = null) =>
  (await computeBilan(database.base, { epci: EPCI, periode, bailleur })).delai;

it("tells the quartiles of the known delays of the period and of the bailleur, and how many are unknown", async () => {
  expect(await delaiDe()).toMatchObject({ baux: 15, connus: 13, quartiles: [4, 7, 10] });
  expect(await delaiDe(yearPeriode(2017), BAILLEUR)).toMatchObject({
    baux: 14,
    connus: 12,
    moisUnAn: 11,
    quartiles: [3, 6, 9],
    phrase: expect.stringMatching(/ont attendu 6.mois au plus .* le délai de 2.baux est inconnu/),
  });
  expect(await delaiDe(quarterPeriode(2017, 4))).toMatchObject({
    baux: 1,
    connus: 1,
    quartiles: null,
    phrase: expect.stringContaining("trop peu pour être dit"),
  });
});
