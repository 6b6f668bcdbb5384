import { afterAll, beforeAll, expect, it } from "vitest";
import type { GenreOperation } from "#donnees/regles/programme/operation.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { isAuProgramme } from "../regles/etat-operation.ts";
import type { OperationEcrite } from "./ports.ts";

const EPCI = "200068666";

let database: TestDatabase;
let operations: readonly OperationEcrite[];
beforeAll(async () => {
  database = await createDemoDatabase();
  operations = await database.base.operations.list(EPCI);
});
afterAll(() => database.drop());

const of = (genre: GenreOperation) => operations.filter((operation) => operation.genre === genre);
const sum = (list: readonly OperationEcrite[], read: (operation: OperationEcrite) => number | null | undefined) =>
  list.reduce((total, operation) => total + (read(operation) ?? 0), 0);

it("has the five demolitions of action 11, as printed, on the résidences of the stock", async () => {
  const demolitions = of("demolition");
  expect(
    demolitions.map(({ nom, logements, aReloger }) => [nom, logements, aReloger?.depuis, aReloger?.occupes]),
  ).toEqual([
    ["Réunion, Miquelon, Samoa et Vulcain", 104, 2019, 56],
    ["Fidji", 16, 2021, 11],
    ["Orcades", 80, 2022, 62],
    ["Antilles", 80, 2023, 64],
    ["Ibiza", 40, 2023, 29],
  ]);
  expect(sum(demolitions, ({ logements }) => logements)).toBe(320);
  expect(sum(demolitions, ({ aReloger }) => aReloger?.occupes)).toBe(222);
  expect(new Set(demolitions.map(({ aReloger }) => aReloger?.occupesAu))).toEqual(new Set(["2018-03-01"]));
  expect(new Set(demolitions.map(({ bailleur, situation }) => `${bailleur?.nom} ${situation}`))).toEqual(
    new Set(["OPH de Saint-Dizier qpv"]),
  );
  expect(demolitions.map(({ residences }) => residences.length)).toEqual([4, 1, 1, 1, 1]);
  const millesime = (await database.base.parc.millesimes(EPCI)).at(-1) ?? "";
  const parc = await database.base.parc.residences(EPCI, millesime);
  for (const { residences, logements } of demolitions) {
    expect(parc.filter(({ cle }) => residences.includes(cle)).reduce((n, row) => n + row.logements, 0)).toBe(logements);
  }
});

it("has the totals of the document, and a reconstitution of 30 to 50 % whose 60 % of PLAI hangs on one submission", () => {
  expect(sum(of("rehabilitation"), ({ logements }) => logements)).toBe(496);
  expect(sum(of("residentialisation"), ({ logements }) => logements)).toBe(273);
  const comptees = of("reconstitution").filter(({ etat }) => isAuProgramme(etat));
  const share = (list: readonly OperationEcrite[]) =>
    sum(list, ({ financements }) => financements.plai) / sum(list, ({ logements }) => logements);
  expect(sum(comptees, ({ logements }) => logements)).toBe(110);
  expect(share(comptees)).toBeGreaterThanOrEqual(0.6);
  expect(share(of("reconstitution"))).toBeLessThan(0.6);
  expect(new Set(comptees.map(({ bailleur }) => bailleur?.nom)).size).toBe(5);
});

it("is synthetic, waits for one answer, has one refusal, and dates nothing after June 2026", () => {
  expect(operations.every(({ synthetique }) => synthetique)).toBe(true);
  const count = (etat: string) => operations.filter((operation) => operation.etat === etat).length;
  expect([count("deposee"), count("refusee"), count("a-completer")]).toEqual([1, 1, 1]);
  const jours = operations.flatMap(({ etapes }) => etapes.flatMap(({ phase: _, ...days }) => Object.values(days)));
  expect(jours.filter((jour) => jour !== null && jour > "2026-06-30")).toEqual([]);
});
