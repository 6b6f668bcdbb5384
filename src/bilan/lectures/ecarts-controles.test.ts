import { expect, test } from "vitest";
import { baseOf } from "../../../test/fixtures/base.ts";
import { rememberEcarts } from "./ecarts-controles.ts";

function open(places = 2) {
  const state = { etat: "1", lus: [] as string[], fails: false };
  const read = rememberEcarts(places, async (_, epci) => {
    state.lus.push(epci);
    if (state.fails) throw new Error("the database is away");
    return [{ annee: 2017, ecarts: state.lus.length }];
  });
  const base = baseOf({ territoires: { etat: async () => state.etat } });
  return { state, ask: (epci: string) => read(base, epci) };
}

test("what was computed is kept until something is published", async () => {
  const { state, ask } = open();
  expect([await ask("a"), await ask("a"), state.lus]).toEqual([
    [{ annee: 2017, ecarts: 1 }],
    [{ annee: 2017, ecarts: 1 }],
    ["a"],
  ]);
  state.etat = "2";
  expect(await ask("a")).toEqual([{ annee: 2017, ecarts: 2 }]);
});

test("a failure is kept by nobody", async () => {
  const { state, ask } = open();
  state.fails = true;
  await expect(ask("a")).rejects.toThrow("away");
  state.fails = false;
  expect(await ask("a")).toEqual([{ annee: 2017, ecarts: 2 }]);
});

test("the territory that was asked for the longest ago is forgotten", async () => {
  const { state, ask } = open();
  for (const epci of ["a", "b", "a", "c", "a", "b"]) await ask(epci);
  expect(state.lus).toEqual(["a", "b", "c", "b"]);
});
