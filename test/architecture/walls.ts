import type { Module } from "./module.ts";
import { resolve } from "./rules.ts";

/** A room of the house: `src/<name>/`. */
export type Room = {
  readonly name: string;
  /** What it is for, in a line. */
  readonly role: string;
  /** `*`: all, for the composition root. Rooms whose code it may read, each earlier in the table: no two rooms may read one another. */
  readonly voisins: readonly string[];
};

const TEST = /\.test\.tsx?$/;

/** What breaks the walls, one sentence each: an import that no neighbour allows, a neighbour that is read by nothing, a room below that looks up. */
export function findBreachesOfWalls(modules: readonly Module[], rooms: readonly Room[]): readonly string[] {
  const arrows = readArrows(modules);
  const voisinsOf = new Map(rooms.map(({ name, voisins }) => [name, voisins]));
  const refused = arrows.filter(({ from, to }) => ![to, "*"].some((voisin) => voisinsOf.get(from)?.includes(voisin)));
  const used = new Set(arrows.map(({ from, to }) => `${from} ${to}`));
  return [
    ...refused.map(({ path, target }) => `${path} → ${target}: not a neighbour`),
    ...rooms.flatMap(({ name, voisins }) =>
      voisins
        .filter((voisin) => voisin !== "*" && !used.has(`${name} ${voisin}`))
        .map((voisin) => `${name}: reads nothing of ${voisin}`),
    ),
    ...findLookingUp(rooms),
  ].sort();
}

/** The table is in the order in which it can be built: nobody reads a room that comes after. */
function findLookingUp(rooms: readonly Room[]): readonly string[] {
  const rang = new Map(rooms.map(({ name }, index) => [name, index]));
  return rooms.flatMap(({ name, voisins }, index) =>
    voisins
      .filter((voisin) => voisin !== "*" && (rang.get(voisin) ?? Number.POSITIVE_INFINITY) >= index)
      .map((voisin) => `${name} looks up to ${voisin}`),
  );
}

export type Arrow = {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly target: string;
};

/** Imports from one room to another, types included. */
export function readArrows(modules: readonly Module[]): readonly Arrow[] {
  return modules
    .filter(({ path }) => !TEST.test(path))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier }) => {
        const resolved = resolve(path, specifier);
        if (!("target" in resolved) || !resolved.target.startsWith("src/")) return [];
        const [from, to] = [roomOf(path), roomOf(resolved.target)];
        return from === to ? [] : [{ from, to, path, target: resolved.target }];
      }),
    );
}

function roomOf(path: string): string {
  return path.split("/")[1] ?? path;
}

/** The table as ARCHITECTURE.md shows it. */
export function renderRooms(rooms: readonly Room[]): string {
  const lines = rooms.map(({ name, role, voisins }) => {
    const lus = voisins.includes("*") ? "all" : voisins.map((voisin) => `\`${voisin}\``).join(" ") || "nothing";
    return `| \`${name}\` | ${role} | ${lus} |`;
  });
  return ["| room | what is in it | reads |", "|---|---|---|", ...lines].join("\n");
}

/** Read by every room, or reading every room: a pair with one of them says nothing. */
const PARTOUT = ["socle", "droit"];

export function countPairs(rooms: readonly Room[]): number {
  return rooms.reduce((total, { voisins }) => {
    return total + voisins.filter((voisin) => voisin !== "*" && !PARTOUT.includes(voisin)).length;
  }, 0);
}
