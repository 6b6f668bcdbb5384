import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readModule } from "./architecture/module.ts";
import { findBreachesOfWalls, type Room, renderRooms } from "./architecture/walls.ts";

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
    voisins: ["socle", "droit", "exploitation", "donnees"],
  },
  {
    name: "engagements",
    role: "what was promised: convention, contingents, priority publics",
    voisins: ["socle", "droit", "donnees"],
  },
  {
    name: "bilan",
    role: "what was done beside what was promised",
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
    voisins: ["socle", "droit", "donnees", "acces", "engagements", "bilan"],
  },
  {
    name: "dossier",
    role: "the file of a household: answers, pieces, messages, points",
    voisins: ["socle", "droit", "donnees", "acces", "bilan", "observatoire"],
  },
  {
    name: "guichet",
    role: "the desk: register, doubles, exchanges with the SNE",
    voisins: ["socle", "droit", "donnees", "acces", "bilan", "observatoire", "dossier"],
  },
  {
    name: "attributions",
    role: "freed dwellings, matching, proposals, commission, leases",
    voisins: [
      "socle",
      "droit",
      "donnees",
      "acces",
      "engagements",
      "bilan",
      "observatoire",
      "convention",
      "dossier",
      "guichet",
    ],
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
    voisins: ["socle", "droit", "donnees", "acces", "engagements", "bilan", "dossier", "attributions", "programme"],
  },
  {
    name: "gouvernance",
    role: "bodies, meetings, blocked cases, actions, evaluations, tasks",
    voisins: [
      "socle",
      "droit",
      "exploitation",
      "donnees",
      "acces",
      "engagements",
      "bilan",
      "observatoire",
      "convention",
      "dossier",
      "guichet",
      "attributions",
      "programme",
      "relogement",
    ],
  },
  {
    name: "imports",
    role: "deposits: what changes when a file is taken in",
    voisins: ["socle", "droit", "donnees", "engagements", "bilan", "observatoire", "dossier", "programme"],
  },
  { name: "service", role: "the composition root: commands, server, API", voisins: ["*"] },
];

/** Arrows that look up, each to be turned: none may be added, and one that is paid is struck off. */
const DETTES: readonly string[] = [
  "src/acces/sql/connexion/connexion.queries.ts → src/dossier/sql/courrier/changement.queries.ts",
  "src/attributions/lectures/liberation/read-relogements.ts → src/relogement/lectures/ports.ts",
  "src/bilan/documents/annexes.ts → src/convention/documents/contingents-document.ts",
  "src/bilan/documents/annexes.ts → src/convention/documents/convention-document.ts",
  "src/bilan/documents/annexes.ts → src/convention/documents/publics-document.ts",
  "src/bilan/lectures/rapport/ports.ts → src/convention/lectures/public-prioritaire/publics.ts",
  "src/bilan/lectures/rapport/read-annexes.ts → src/convention/lectures/public-prioritaire/compute-publics.ts",
  "src/bilan/lectures/rapport/read-annexes.ts → src/convention/lectures/read-convention.ts",
  "src/convention/routes/convention-accord.ts → src/dossier/routes/piece/envoi.ts",
  "src/convention/routes/convention-accord.ts → src/dossier/routes/piece/servir.ts",
  "src/convention/routes/convention.routes.ts → src/gouvernance/lectures/decision-liste.ts",
  "src/engagements/lectures/public-prioritaire/ports.ts → src/bilan/lectures/ports.ts",
  "src/programme/lectures/compute-convention-objectif.ts → src/relogement/regles/valeur-charte.ts",
];

const MODULES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
  .map((path) => readModule(path, readFileSync(path, "utf8")));

test("every import from one room to another goes the way of the table", () => {
  expect(findBreachesOfWalls(MODULES, ROOMS, DETTES)).toEqual([]);
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
  expect(findBreachesOfWalls(modules, rooms, []).join("\n")).toContain(expected);
});

test("the check finds two rooms that read one another, and a debt that is paid", () => {
  const rooms = [
    { name: "a", role: "", voisins: ["b"] },
    { name: "b", role: "", voisins: ["a"] },
  ];
  const found = findBreachesOfWalls([], rooms, ["src/a/x.ts → src/c/y.ts"]);
  expect(found).toContain("a looks up to b");
  expect(found).toContain("src/a/x.ts → src/c/y.ts: paid, strike it off");
});
