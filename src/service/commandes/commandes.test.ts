import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDES } from "./commandes.ts";

test.each(Object.entries(COMMANDES))("%s is the name that loads it, alone", async (nom, load) => {
  const command = await load();
  expect(command.name()).toBe(nom);
  expect(command.description()).not.toBe("");
});

test("the README tells of none that is not there", () => {
  const readme = readFileSync("README.md", "utf8");
  const told = [...readme.matchAll(/^\| `blaise ([a-z-]+)/gm)].map(([, nom = ""]) => nom);
  expect(told.filter((nom) => !(nom in COMMANDES))).toEqual([]);
  expect(told.length).toBeGreaterThan(10);
});
