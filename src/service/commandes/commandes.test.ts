import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDES } from "./commandes.ts";

test.each(Object.entries(COMMANDES))("%s is the name that loads it, alone", async (nom, load) => {
  const command = await load();
  expect(command.name()).toBe(nom);
  expect(command.description()).not.toBe("");
});

test("the README tells of each one, with those under it, and of none that is not there", async () => {
  const commands = await Promise.all(Object.values(COMMANDES).map((load) => load()));
  const under = new Map(commands.map((command) => [command.name(), command.commands.map((one) => one.name())]));
  const there = [...under].flatMap(([nom, own]) => (own.length === 0 ? [nom] : own.map((one) => `${nom} ${one}`)));
  const readme = readFileSync("README.md", "utf8");
  const told = [...readme.matchAll(/^\| (`blaise .*?) \|/gm)].flatMap(([, cell = ""]) => {
    const [premier = "", ...others] = [...cell.matchAll(/`(?:blaise )?(.+?)`/g)].map(([, nom = ""]) => nom);
    const [nom = "", suite] = premier.split(" ");
    // « `lot liste`, `publier` » is `lot` twice; « `acces`, `effacer` » are two commands, and « importer FICHIER… » one.
    return under.get(nom)?.length ? [suite, ...others].map((one) => `${nom} ${one}`) : [nom, ...others];
  });
  expect(told.toSorted()).toEqual(there.toSorted());
});
