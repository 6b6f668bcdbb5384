import { openPool } from "#socle/sql/sql.ts";
import { loginScenario } from "../faults/acces-scenarios.ts";
import { decisionScenario, signatureScenario, vigueurScenario, voteScenario } from "../faults/acte-scenarios.ts";
import { effacementScenario, purgeScenario } from "../faults/conservation-scenarios.ts";
import { type Scenario, type Sweep, sweepFaults } from "../faults/fault-sweep.ts";
import {
  CONNECTION_FAULTS,
  type Fault,
  FILE_FAULTS,
  installFaults,
  OBSERVER,
  QUERY_FAULTS,
} from "../faults/inject-fault.ts";
import {
  importScenario,
  type Terrain,
  undoEnqueteScenario,
  undoScenario,
  undoStockScenario,
} from "../faults/lot-scenarios.ts";
import { rimeScenario, signScenario } from "../faults/relogement-scenarios.ts";
import { withOwnDatabase } from "./own-database.ts";

const SWEEPS: readonly (readonly [build: (terrain: Terrain) => Scenario, family: readonly Fault[]])[] = [
  [importScenario, QUERY_FAULTS],
  [importScenario, CONNECTION_FAULTS],
  [importScenario, FILE_FAULTS],
  [undoScenario, QUERY_FAULTS],
  [undoScenario, CONNECTION_FAULTS],
  [undoStockScenario, QUERY_FAULTS],
  [undoStockScenario, CONNECTION_FAULTS],
  [undoEnqueteScenario, QUERY_FAULTS],
  [undoEnqueteScenario, CONNECTION_FAULTS],
  [loginScenario, QUERY_FAULTS],
  [loginScenario, CONNECTION_FAULTS],
  [purgeScenario, QUERY_FAULTS],
  [purgeScenario, CONNECTION_FAULTS],
  [effacementScenario, QUERY_FAULTS],
  [effacementScenario, CONNECTION_FAULTS],
  [signScenario, QUERY_FAULTS],
  [signScenario, CONNECTION_FAULTS],
  [rimeScenario, QUERY_FAULTS],
  [rimeScenario, CONNECTION_FAULTS],
  ...[voteScenario, decisionScenario, vigueurScenario, signatureScenario].flatMap((build) =>
    [QUERY_FAULTS, CONNECTION_FAULTS].map((family) => [build, family] as const),
  ),
];

/** Each call of every work of the sweeps × each way in which it can fail, each sweep on a server of its own. */
export async function provePannes(): Promise<Record<string, unknown>> {
  const balayages: Record<string, unknown>[] = [];
  const breaches: string[] = [];
  for (const [build, family] of SWEEPS) {
    const { nom, sweep } = await sweepOnItsOwn(build, family);
    const { calls: appels, runs: essais, errors } = sweep;
    breaches.push(...sweep.breaches);
    balayages.push({ scenario: nom, pannes: family, appels, essais, echecs: errors.length });
  }
  if (breaches.length > 0) throw new Error(breaches.join("\n"));
  return { balayages, invariantsBrises: 0 };
}

function sweepOnItsOwn(
  build: (terrain: Terrain) => Scenario,
  family: readonly Fault[],
): Promise<{ readonly nom: string; readonly sweep: Sweep }> {
  return withOwnDatabase(async ({ url, dossier }) => {
    const pool = openPool(url, { nom: OBSERVER });
    const terrain: Terrain = { url, modele: null, dossier, pool, close: () => pool.end() };
    const remove = installFaults();
    try {
      const scenario = build(terrain);
      return { nom: scenario.nom, sweep: await sweepFaults(scenario, family) };
    } finally {
      remove();
      await terrain.close();
    }
  });
}
