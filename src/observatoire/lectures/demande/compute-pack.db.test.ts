import { afterEach, beforeEach, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, publish } from "../../../../test/fixtures/annee-2019.ts";
import { attribution, EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { computePack } from "./compute-pack.ts";
import { readMoisPublies } from "./mois-publies.ts";

/** Packs, and the pressure of demand, with published and unpublished months. */
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const plain = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, " ");
const pack = async (trimestre: 1 | 2 | 3 | 4) =>
  (await computePack(database.base, { epci: EPCI, annee: 2019, trimestre })).phrases.map(plain);
const publishTrimestre = (trimestre: number, mois: readonly string[], deposeLe: string) =>
  publish(database, "sne-attributions", baux(6, {}, trimestre * 100, mois), {
    periode: `2019-T${trimestre}`,
    deposeLe,
  });

it("says first that its quarter was not over, and that the year lacks another", async () => {
  await publishTrimestre(2, ["04"], "2019-05-05T10:00:00Z");
  const [premiere, cumul, compte] = await pack(2);
  expect(premiere).toMatch(/^T2 2019 en cours : le T2 n’était pas fini quand « .* » a été déposé, le 5 mai 2019\./);
  expect(cumul).toBe("Depuis le 1er janvier, le T1 n’est pas entièrement publié : le cumul est celui de ce qui l’est.");
  expect(compte).toContain("6 baux signés au 2e trimestre 2019");
});

it("says that nothing is signed of a quarter that is told, and nothing of one that is not", async () => {
  await publishTrimestre(1, ["02"], "2019-04-05T10:00:00Z");
  // A file whose leases have no day.
  await publish(database, "sne-attributions", [attribution({ bailSigneLe: null }, 200)], {
    periode: "2019-T2",
    deposeLe: "2019-07-05T10:00:00Z",
  });
  expect((await pack(1))[0]).toContain("6 baux signés au 1er trimestre 2019");
  expect((await pack(2))[0]).toBe("Aucun bail signé au 2e trimestre 2019 dans les fichiers publiés.");
  const [troisieme, suite] = await pack(3);
  expect(troisieme).toContain("aucun bail du T3 n’est publié");
  expect(suite).not.toContain("Aucun bail signé");
});

it("a month without a lease is told by the file of its quarter, once over", async () => {
  await publishTrimestre(1, ["02"], "2019-04-05T10:00:00Z");
  await publishTrimestre(2, ["04"], "2019-06-20T10:00:00Z");
  const { cubes } = database.base;
  expect(await readMoisPublies(cubes, EPCI, { debut: "2019-01-01", nombre: 12 })).toEqual({ publies: 5, nonLues: 0 });
  expect(await readMoisPublies(cubes, EPCI, { debut: "2018-06-01", nombre: 12 })).toEqual({ publies: 5, nonLues: 0 });
  expect(await readMoisPublies(cubes, EPCI, { debut: "2018-04-01", nombre: 12 })).toEqual({ publies: 3, nonLues: 0 });
});
