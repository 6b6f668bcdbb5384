import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findBorrowedQueries } from "./architecture/base-lue.ts";
import { readModule } from "./architecture/module.ts";
import { countPairs, findBreachesOfWalls, type Room, renderRooms } from "./architecture/walls.ts";

/**
 * THE table of the rooms, in the order in which they can be built: a room reads those before it, and of those its neighbours alone. ARCHITECTURE.md
 * shows it; a neighbour more goes with a decision in docs/decisions.
 */
const ROOMS: readonly Room[] = [
  {
    name: "socle",
    role: "what serves all: who asks, refusals, forms, tables, documents, threads, the database",
    voisins: [],
  },
  {
    name: "droit",
    role: "the law: one obligation a file, dated parameters; reads only the four words of socle",
    voisins: ["socle"],
  },
  { name: "exploitation", role: "the engine, backups, durations of conservation", voisins: ["socle", "droit"] },
  {
    name: "donnees",
    role: "files to rows, lots, territories, perimeters, the law as data",
    voisins: ["socle", "droit"],
  },
  {
    name: "acces",
    role: "accounts, sessions, rights, journal",
    voisins: ["socle", "droit"],
  },
  {
    name: "engagements",
    role: "what was promised: convention, contingents, charter",
    voisins: ["socle", "droit", "donnees"],
  },
  {
    name: "bilan",
    role: "what was done beside what was promised: bilan, effort, priority publics, reports",
    voisins: ["socle", "droit", "donnees", "engagements"],
  },
  {
    name: "observatoire",
    role: "stock, rents, occupation, demand, imbalances, releases",
    voisins: ["socle", "droit", "donnees", "engagements", "bilan"],
  },
  {
    name: "convention",
    role: "the life of the text: versions, replays, plan of management of demandes",
    voisins: ["socle", "droit", "donnees", "engagements", "bilan"],
  },
  {
    name: "dossier",
    role: "the file of a household: answers, pieces, messages, points",
    voisins: ["socle", "droit", "donnees", "acces", "observatoire"],
  },
  {
    name: "guichet",
    role: "the desk: register, doubles, exchanges with the SNE",
    voisins: ["socle", "droit", "donnees", "observatoire", "dossier"],
  },
  {
    name: "attributions",
    role: "freed dwellings, matching, proposals, commission, leases",
    voisins: ["socle", "droit", "donnees", "engagements", "bilan", "observatoire", "dossier"],
  },
  {
    name: "suivi",
    role: "what a household reads of its demande",
    voisins: ["socle", "donnees", "dossier", "attributions"],
  },
  {
    name: "programme",
    role: "constructions, scenarios",
    voisins: ["socle", "droit", "donnees", "engagements", "bilan", "observatoire"],
  },
  {
    name: "relogement",
    role: "rehousing of a demolition",
    voisins: ["socle", "droit", "donnees", "engagements", "attributions", "programme"],
  },
  {
    name: "gouvernance",
    role: "bodies, meetings, blocked cases, actions, evaluations, tasks",
    voisins: ["socle", "droit", "engagements", "bilan", "observatoire", "programme", "relogement"],
  },
  {
    name: "imports",
    role: "deposits: what changes when a file is taken in",
    voisins: ["socle", "droit", "donnees", "engagements", "bilan", "observatoire"],
  },
  { name: "service", role: "the composition root: commands, server, API", voisins: ["*"] },
];

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
  .map((path) => ({ path, texte: readFileSync(path, "utf8") }));
const MODULES = SOURCES.map(({ path, texte }) => readModule(path, texte));

/** Queries of a room that is no neighbour, borrowed through `Base`: none may be added, and one that is given back is struck off. */
const EMPRUNTS: readonly string[] = [
  "attributions: operations of programme",
  "attributions: suivis of suivi",
  "convention: actions of gouvernance",
  "convention: cotations of dossier",
  "convention: habilitations of acces",
  "dossier: cubes of bilan",
  "engagements: cubes of bilan",
  "engagements: habilitations of acces",
  "gouvernance: habilitations of acces",
  "guichet: casBloques of gouvernance",
  "observatoire: cil of gouvernance",
  "programme: relogements of relogement",
];

test("a room asks of the base what is its own or a neighbour's, but for what is listed", () => {
  expect(
    findBorrowedQueries(
      SOURCES.filter(({ path }) => !/\.test\.tsx?$/.test(path)),
      ROOMS,
    ),
  ).toEqual(EMPRUNTS);
});

test("every import from one room to another goes the way of the table", () => {
  expect(findBreachesOfWalls(MODULES, ROOMS)).toEqual([]);
});

test("every folder of src is a room of the table, and the other way round", () => {
  expect(readdirSync("src").sort()).toEqual(ROOMS.map(({ name }) => name).sort());
});

test("ARCHITECTURE.md shows this very table", () => {
  expect(readFileSync("ARCHITECTURE.md", "utf8")).toContain(renderRooms(ROOMS));
});

test.each<[string, Record<string, string>, string]>([
  [
    "a room that is no neighbour",
    { "src/b/a.ts": 'import { c } from "#c/c.ts";' },
    "b/a.ts → src/c/c.ts: not a neighbour",
  ],
  ["a type of it", { "src/b/a.ts": 'import type { C } from "../c/c.ts";' }, "not a neighbour"],
  ["a neighbour that nothing reads", { "src/b/a.ts": "" }, "b: reads nothing of a"],
])("the check finds %s", (_name, files, expected) => {
  const rooms = [
    { name: "a", role: "", voisins: [] },
    { name: "b", role: "", voisins: ["a"] },
    { name: "c", role: "", voisins: [] },
  ];
  const modules = Object.entries(files).map(([path, source]) => readModule(path, source));
  expect(findBreachesOfWalls(modules, rooms).join("\n")).toContain(expected);
});

test("the check finds two rooms that read one another", () => {
  const rooms = [
    { name: "a", role: "", voisins: ["b"] },
    { name: "b", role: "", voisins: ["a"] },
  ];
  expect(findBreachesOfWalls([], rooms)).toContain("a looks up to b");
});

test("no more than forty rooms read one another", () => {
  expect(countPairs(ROOMS)).toBeLessThanOrEqual(40);
});

test("the check finds a query borrowed through the base", () => {
  const rooms = [
    { name: "a", role: "", voisins: [] },
    { name: "b", role: "", voisins: [] },
  ];
  const sources = [
    { path: "src/a/lectures/base.ts", texte: "interface Base { readonly lots: Lots; }" },
    { path: "src/b/actes/x.ts", texte: "await tx.lots.list(epci);" },
  ];
  expect(findBorrowedQueries(sources, rooms)).toEqual(["b: lots of a"]);
});
