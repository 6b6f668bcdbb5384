import { afterEach, beforeEach, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, PREMIER, publish, QUATRE_TRIMESTRES, SANS_T3 } from "../../../../test/fixtures/annee-2019.ts";
import { EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { cellulesHorsQpv, resultatsOf } from "../../../../test/fixtures/resultats.ts";
import { readCalage } from "./read-calage.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publish(database, "sne-attributions", baux(10, PREMIER, 0, SANS_T3), { periode: "2019" });
});
afterEach(() => database.drop());

const calage = (annee: number | null) => readCalage(database.base, { epci: EPCI, annee, aujourdhui: "2026-03-01" });

it("starts from the last year whose four quarters are published", async () => {
  const rows = baux(40, PREMIER, 1000, QUATRE_TRIMESTRES, 2018);
  await publish(database, "sne-attributions", rows, { periode: "2018" });
  expect(await calage(null)).toMatchObject({ reference: { annee: 2018 }, remarques: [] });
});

it("starts from a year that is not whole when asked to, and says so", async () => {
  const { reference, remarques } = await calage(2019);
  expect(reference?.annee).toBe(2019);
  expect(remarques[0]).toContain("aucun bail du T3 n’est publié");
});

it("has no year to start from when none is whole", async () => {
  const { reference, manques } = await calage(null);
  expect(reference).toBeNull();
  expect(manques[0]).toContain("n’est publiée en entier");
});

it("says what its year leaves open, and which other table contradicts it", async () => {
  const rows = [
    ...baux(20, { ...PREMIER, relogement: "non" }, 1000),
    ...baux(80, { relogement: "non" }, 2000),
    ...baux(2, { relogement: "inconnu" }, 3000),
  ];
  await publish(database, "sne-attributions", rows, { periode: "2019" });
  const plain = async () => (await calage(2019)).remarques.map((dit) => dit.replaceAll(/[\u00a0\u202f]/g, " "));
  const ouvert =
    "Hors quartier prioritaire, 2 attributions incertaines : 2 dont le relogement n’est pas renseigné : le taux de départ est compris entre 19,6 % et 21,6 %, la simulation part de ce qui est compté.";
  expect(await plain()).toEqual([ouvert]);
  const table = cellulesHorsQpv(40, 60);
  await publish(database, "resultats", resultatsOf(table, { annee: 2019 }), { periode: "2019" });
  const [premiere, seconde] = await plain();
  expect(premiere).toBe(ouvert);
  expect(seconde).toMatch(/40 sur 100.*Les deux se contredisent : la simulation part de la nôtre\.$/);
});
