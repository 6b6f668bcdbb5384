// @module-tag ci
// @module-tag seul
// @module-tag long
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { AppDeps, Env } from "#socle/routes/deps.ts";
import { handleError } from "#socle/routes/serveur/on-error.ts";
import { createDatabase } from "../database.ts";
import { CADRE } from "../fixtures/pages.ts";
import { loginScenario } from "./acces-scenarios.ts";
import { decisionScenario, signatureScenario, vigueurScenario, voteScenario } from "./acte-scenarios.ts";
import { effacementScenario, purgeScenario } from "./conservation-scenarios.ts";
import { type Scenario, type Sweep, sweepFaults } from "./fault-sweep.ts";
import { type Call, CONNECTION_FAULTS, type Fault, FILE_FAULTS, installFaults, QUERY_FAULTS } from "./inject-fault.ts";
import {
  importScenario,
  openTerrain,
  type Terrain,
  undoEnqueteScenario,
  undoScenario,
  undoStockScenario,
} from "./lot-scenarios.ts";
import { rimeScenario, signScenario } from "./relogement-scenarios.ts";

/** A work, and at least how many calls it makes to the database and to files: a sweep of nothing would prove nothing. */
const SCENARIOS: readonly (readonly [build: (terrain: Terrain) => Scenario, queries: number, files: number])[] = [
  [importScenario, 50, 8],
  [undoScenario, 15, 0],
  [undoStockScenario, 15, 0],
  [undoEnqueteScenario, 10, 0],
  [loginScenario, 15, 0],
  [purgeScenario, 50, 0],
  [effacementScenario, 15, 0],
  [signScenario, 12, 0],
  [rimeScenario, 20, 0],
  [voteScenario, 10, 0],
  [decisionScenario, 15, 0],
  [vigueurScenario, 8, 0],
  [signatureScenario, 8, 0],
];

let remove: () => void;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

beforeAll(() => {
  remove = installFaults();
  process.on("unhandledRejection", onUnhandled);
});

afterAll(() => {
  process.off("unhandledRejection", onUnhandled);
  remove();
});

/** On a database and a folder of its own. */
async function sweepOf(
  build: (terrain: Terrain) => Scenario,
  family: readonly Fault[],
  choose?: (rank: number, call: Call) => readonly Fault[],
): Promise<Sweep> {
  const database = await createDatabase();
  const dossier = await mkdtemp(join(tmpdir(), "blaise-pannes-"));
  const terrain = await openTerrain(database.url, dossier, inject("postgresql").modele);
  try {
    return await sweepFaults(build(terrain), family, choose);
  } finally {
    await rm(terrain.dossier, { recursive: true, force: true });
    await terrain.close();
    await database.drop();
  }
}

/** Calls of a work that is long. */
const LONG = 50;
/** One call in so many fails here, in a work that is short or long: each failure replays all the calls before it. */
const PAS = { court: 6, long: 40 } as const;

/** A call fails in one of the ways, in turn: `npm run preuve -- R3` tries all on all. Every commit fails, and loses its answer too. */
function inTurn(family: readonly Fault[], calls = 0): (rank: number, call: Call) => readonly Fault[] {
  return (rank, { what }) => {
    const pas = calls >= LONG ? PAS.long : PAS.court;
    if (rank % pas !== 0 && what !== "commit") return [];
    const fault = family[Math.floor(rank / pas) % family.length] ?? "cut";
    return what === "commit" && fault !== "answer-lost" ? [fault, "answer-lost"] : [fault];
  };
}

describe.each(SCENARIOS.map(([build, ...calls]) => [build.name, build, ...calls] as const))(
  "%s",
  { timeout: 400_000 },
  (_, build, queries, files) => {
    it("breaks nothing, whatever query fails", async () => {
      await expectSound(await sweepOf(build, QUERY_FAULTS, inTurn(QUERY_FAULTS, queries)), queries);
    });

    it("breaks nothing, whatever connection cannot be opened", async () => {
      await expectSound(await sweepOf(build, CONNECTION_FAULTS), 1);
    });

    if (files === 0) return;
    it("breaks nothing, whatever call of the files fails", async () => {
      await expectSound(await sweepOf(build, FILE_FAULTS, inTurn(FILE_FAULTS)), files);
    });
  },
);

it("left no rejection unhandled", () => {
  expect(unhandled).toEqual([]);
});

/** Nothing broken, and what a person would be told: no SQL, no path, no name of a system's error, no stack. */
async function expectSound({ breaches, calls, errors }: Sweep, atLeast: number): Promise<void> {
  expect(breaches).toEqual([]);
  expect(calls).toBeGreaterThanOrEqual(atLeast);
  expect(errors.length).toBeGreaterThan(0);
  const app = new Hono<Env>().get("/:rang", (c) => {
    throw errors[Number(c.req.param("rang"))];
  });
  const silent = { log: { error: () => undefined, info: () => undefined }, connexion: {} };
  app.onError(handleError(silent as unknown as AppDeps, CADRE)); // nobody is asked to log in here
  for (const rang of errors.keys()) {
    const response = await app.request(`/${rang}`, { headers: { accept: "application/json" } });
    const said = await response.text();
    expect(said).not.toMatch(/secret|select |insert |ECONN|ENOSPC|EIO|\/tmp|\.ts|40001|53100|57P01|terminat|postgres/i);
    expect(said).toMatch(/réessayer|recommencez|nouveau/i);
  }
}
