// @module-tag moteur
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { AUTRE_EPCI, addTerritoires, EPCI, PAR } from "../../../test/fixtures/lignes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

const RAPPORT = {
  epci: EPCI,
  annee: 2018,
  periode: "T3",
  sections: ["synthese", "bailleurs"] as const,
  commentaires: { synthese: "Trois baux de moins.\nÀ revoir." },
  annexes: {},
  bilan: BILAN_2017,
  empreinte: "e".repeat(64),
  figePar: PAR,
};

it("gives back the very object that was frozen, the order of its keys included", async () => {
  const { rapports } = database.base;
  const frozen = await rapports.freeze(RAPPORT);
  expect(frozen).toMatchObject({ ...RAPPORT, numero: "2018-T3-01" });
  const found = await rapports.find(EPCI, "2018-T3-01");
  expect(found).toEqual(frozen);
  expect(JSON.stringify(found?.bilan)).toBe(JSON.stringify(BILAN_2017));
});

it("numbers the versions of each period and territory apart", async () => {
  const { rapports } = database.base;
  const numero = async (rapport: typeof RAPPORT) => (await rapports.freeze(rapport)).numero;
  expect(await numero(RAPPORT)).toBe("2018-T3-02");
  expect(await numero({ ...RAPPORT, periode: "cumul-T3" })).toBe("2018-cumul-T3-01");
  expect(await numero({ ...RAPPORT, annee: 2017, periode: "annee" })).toBe("2017-annee-01");
  expect(await numero({ ...RAPPORT, epci: AUTRE_EPCI })).toBe("2018-T3-01");
});

it("gives ten versions frozen together ten numbers", async () => {
  const { rapports } = database.base;
  const frozen = await Promise.all(
    Array.from({ length: 10 }, () => rapports.freeze({ ...RAPPORT, annee: 2020, periode: "annee" })),
  );
  expect(frozen.map((rapport) => rapport.numero).sort()).toEqual(
    Array.from({ length: 10 }, (_, i) => `2020-annee-${String(i + 1).padStart(2, "0")}`),
  );
});

it("lists them latest first, without their bilan, and knows no other territory's", async () => {
  const { rapports } = database.base;
  const [latest, ...others] = await rapports.list(EPCI);
  expect(latest?.numero).toMatch(/^2020-annee-/);
  expect(others.at(-1)?.numero).toBe("2018-T3-01");
  expect(latest).not.toHaveProperty("bilan");
  expect(await rapports.find(EPCI, "2099-T1-01")).toBeNull();
  expect(await rapports.find("200000000", "2018-T3-01")).toBeNull();
});
