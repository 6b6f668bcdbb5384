import { openPool } from "#storage/sql.ts";
import { loginScenario } from "../faults/acces-scenarios.ts";
import { effacementScenario, purgeScenario } from "../faults/conservation-scenarios.ts";
import { type Scenario, sweepFaults } from "../faults/fault-sweep.ts";
import {
  CONNECTION_FAULTS,
  type Fault,
  FILE_FAULTS,
  installFaults,
  OBSERVER,
  QUERY_FAULTS,
} from "../faults/inject-fault.ts";
import { importScenario, type Terrain, undoScenario } from "../faults/lot-scenarios.ts";
import { withOwnDatabase } from "./own-database.ts";

const SWEEPS: readonly (readonly [build: (terrain: Terrain) => Scenario, family: readonly Fault[]])[] = [
  [importScenario, QUERY_FAULTS],
  [importScenario, CONNECTION_FAULTS],
  [importScenario, FILE_FAULTS],
  [undoScenario, QUERY_FAULTS],
  [undoScenario, CONNECTION_FAULTS],
  [loginScenario, QUERY_FAULTS],
  [loginScenario, CONNECTION_FAULTS],
  [purgeScenario, QUERY_FAULTS],
  [purgeScenario, CONNECTION_FAULTS],
  [effacementScenario, QUERY_FAULTS],
  [effacementScenario, CONNECTION_FAULTS],
];

/** Each call of an import, of an undo, of a login, of a purge and of an erasure × each way in which it can fail. */
export function provePannes(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ url, dossier }) => {
    const pool = openPool(url, { nom: OBSERVER });
    const terrain: Terrain = { url, dossier, pool, close: () => pool.end() };
    const remove = installFaults();
    try {
      return await sweepAll(terrain);
    } finally {
      remove();
      await terrain.close();
    }
  });
}

async function sweepAll(terrain: Terrain): Promise<Record<string, unknown>> {
  const balayages: Record<string, unknown>[] = [];
  const breaches: string[] = [];
  for (const [build, family] of SWEEPS) {
    const scenario = build(terrain);
    const sweep = await sweepFaults(scenario, family);
    breaches.push(...sweep.breaches);
    const { calls: appels, runs: essais, errors } = sweep;
    balayages.push({ scenario: scenario.nom, pannes: family, appels, essais, echecs: errors.length });
  }
  if (breaches.length > 0) throw new Error(breaches.join("\n"));
  return { balayages, invariantsBrises: 0 };
}
