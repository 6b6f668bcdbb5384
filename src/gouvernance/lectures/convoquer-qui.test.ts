import { expect, test } from "vitest";
import { baseAs } from "../../../test/fixtures/taches.ts";
import { convoquesOf } from "./convoquer-qui.ts";
import type { Reunion } from "./ports.ts";

const REUNION = { epci: "200068666", instance: 3, jour: "2018-10-12" } as Reunion;
const AUJOURDHUI = "2018-10-05";

/** An account of the commission whose organisation is a member that day and whose right is valid on both days; each case changes one fact. */
const MEMBRE = { instance: 3, organisation: 20, depuis: "2018-01-01", jusqua: null as string | null };
const DROIT = {
  role: "membre-coordination",
  organisation: { id: 20 },
  debut: "2018-10-12",
  fin: "2018-10-05",
  revoqueeLe: null as string | null,
  compte: { id: 41, fermeLe: null as string | null },
};

async function convoques(membre: Partial<typeof MEMBRE>, droit: Partial<typeof DROIT>): Promise<readonly number[]> {
  const base = baseAs("agent-epci", {
    instances: { membres: async () => [{ ...MEMBRE, ...membre }] as never },
    habilitations: {
      list: async () =>
        [
          { ...DROIT, ...droit },
          { ...DROIT, ...droit },
        ] as never,
    },
  });
  return (await convoquesOf(base, REUNION, AUJOURDHUI)).comptes;
}

test("a member of that day, whose right begins that day and still runs today, is convened once", async () => {
  expect(await convoques({}, {})).toEqual([41]);
  expect(await convoques({ depuis: "2018-10-12", jusqua: "2018-10-12" }, {})).toEqual([41]);
});

test.each([
  ["another role of that organisation", {}, { role: "agent-bailleur" }],
  ["the role in an organisation that does not sit", {}, { organisation: { id: 21 } }],
  ["an organisation of another instance", { instance: 4 }, {}],
  ["one that sits from the day after", { depuis: "2018-10-13" }, {}],
  ["one that left the day before", { jusqua: "2018-10-11" }, {}],
  ["a right that begins the day after", {}, { debut: "2018-10-13" }],
  ["a right that ended yesterday", {}, { fin: "2018-10-04" }],
  ["a right that was withdrawn", {}, { revoqueeLe: "2018-10-01T08:00:00Z" }],
  ["an account that is closed", {}, { compte: { id: 41, fermeLe: "2018-10-01T08:00:00Z" } }],
  ["whoever convenes", {}, { compte: { id: 1, fermeLe: null } }],
])("not %s", async (_, membre, droit) => {
  expect(await convoques(membre, droit)).toEqual([]);
});
