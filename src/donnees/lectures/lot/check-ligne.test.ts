import { expect, test } from "vitest";
import { MOUVEMENTS } from "#service/commandes/code-officiel.ts";
import { buildCheckLigne } from "./check-ligne.ts";

const base = { territoires: { contours: async () => [] } } as unknown as Parameters<typeof buildCheckLigne>[0];
const read = async (codes: readonly string[], commune: string, bailSigneLe?: string) => {
  const check = await buildCheckLigne(base, "200068666", { codes: new Set(codes), mouvements: MOUVEMENTS });
  const { row, anomalies } = check({ commune, ...(bailSigneLe ? { bailSigneLe } : {}) }, 2);
  return { row, dit: anomalies.map(({ code, message }) => [code, message]) };
};

/** Insee: 52427 ended in 52331 on 1 January 2016; 15031, 15035, 15047 and 15171 left 15141 on 1 January 2025. */
test.each([
  ["a former code is what it became", ["52331"], "52427", "2017-05-10", "52331"],
  ["and so it is without a day", ["52331"], "52427", undefined, "52331"],
  [
    "and before its end, as long as the territory has not the former commune",
    ["52331"],
    "52427",
    "2015-05-10",
    "52331",
  ],
  ["which it has: it is itself on its days", ["52331", "52427"], "52427", "2015-12-31", "52427"],
  ["and what it became afterwards", ["52331", "52427"], "52427", "2016-01-01", "52331"],
  ["another territory's is kept as written", ["52448"], "52427", "2017-05-10", "52427"],
  ["an arrondissement is its city", ["75056"], "75113", "2017-05-10", "75056"],
] as const)("%s", async (_, codes, commune, jour, attendu) => {
  expect((await read(codes, commune, jour)).row).toMatchObject({ commune: attendu });
});

test("what was read otherwise is kept beside, and said with the day", async () => {
  expect(await read(["52331"], "52427", "2017-05-10")).toEqual({
    row: { commune: "52331", communeEcrite: "52427", bailSigneLe: "2017-05-10" },
    dit: [
      [
        "commune-fusionnee",
        "Le code 52427 est celui d’une commune qui a cessé d’exister le 1er janvier 2016\u00a0: lu 52331.",
      ],
    ],
  });
});

const NEUSSARGUES = ["15141", "15031", "15035", "15047", "15171"];

test("a code that then covered communes which have left it since is kept when all are ours, and unknown when one is not", async () => {
  const ours = await read(NEUSSARGUES, "15141", "2020-05-10");
  expect([ours.row, ours.dit[0]?.[0]]).toEqual([{ commune: "15141", bailSigneLe: "2020-05-10" }, "commune-retablie"]);
  expect(ours.dit[0]?.[1]).toContain("Celles (15031), rétablie le 1er janvier 2025");
  expect((await read(NEUSSARGUES.slice(0, 4), "15141", "2020-05-10")).row).toMatchObject({
    commune: null,
    communeEcrite: "15141",
  });
  expect((await read(NEUSSARGUES.slice(0, 4), "15141", "2025-05-10")).row).toEqual({
    commune: "15141",
    bailSigneLe: "2025-05-10",
  });
});
