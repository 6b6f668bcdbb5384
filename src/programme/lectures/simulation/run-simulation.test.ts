import { expect, it } from "vitest";
import type { HypothesesSimulation } from "../../regles/simulation/hypotheses.ts";
import { verifyHypotheses } from "../../regles/simulation/verify-hypotheses.ts";
import { simulate } from "./modele/simulate.ts";
import { runSimulation } from "./run-simulation.ts";

const HYPOTHESES: HypothesesSimulation = {
  reference: { annee: 2020, attributions: 200, q1: 36, sansLieu: 0 },
  attributionsAnnuelles: { horsQpv: 200, qpv: null },
  horizon: { debut: 2021, fin: 2030 },
  periode: { debut: 2022, fin: 2024, cible: 0.25 },
  cibles: [],
  leviers: { partHorsQpv: 0.4, reconstitution: 0, partPlai: 0.6, partPlaiQ1: 0.5, gainAnnuel: 0 },
  groupes: [{ code: "a", libelle: "Tour A", bailleur: null, logements: 60, occupes: 41, annee: 2022 }],
  etalement: [1],
  calendrierNeufs: [],
  parc: { qpv: null, horsQpv: null },
  bailleurs: [],
  bornes: {},
  justifications: {},
};

it("gives what the same simulation gives here, and tells how far it is", async () => {
  const told: number[] = [];
  const found = await runSimulation(HYPOTHESES, { graine: 9, tirages: 500, onProgress: (fait) => told.push(fait) });
  expect(found).toEqual(simulate(HYPOTHESES, { graine: 9, tirages: 500 }));
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});

it("refuses hypotheses and draws before any thread is started", async () => {
  const bad = { ...HYPOTHESES, etalement: [0.5] };
  await expect(runSimulation(bad, { graine: 1, tirages: 500 })).rejects.toMatchObject({ code: "simulation-etalement" });
  await expect(runSimulation(HYPOTHESES, { graine: 1, tirages: 5 })).rejects.toMatchObject({
    code: "simulation-tirages",
  });
});

it("is stopped at its first word, before it starts, or by the time it was given", async () => {
  const heavy = { graine: 1, tirages: 100_000 };
  const stop = new AbortController();
  const running = runSimulation(HYPOTHESES, { ...heavy, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(running).rejects.toMatchObject({ code: "simulation-annulee" });
  await expect(runSimulation(HYPOTHESES, { ...heavy, signal: stop.signal })).rejects.toMatchObject({
    code: "simulation-annulee",
  });
  await expect(runSimulation(HYPOTHESES, { ...heavy, dureeMs: 0 })).rejects.toMatchObject({
    code: "simulation-trop-grande",
  });
});

it("says so when its thread dies", async () => {
  let reads = 0;
  let lasting = Number.POSITIVE_INFINITY;
  const failing = Object.defineProperty({ ...HYPOTHESES }, "etalement", {
    enumerable: true,
    get: () => (++reads > lasting ? null : HYPOTHESES.etalement),
  });
  verifyHypotheses(failing);
  // The getter returns null only once the hypotheses are sent to the thread, after their verification.
  [lasting, reads] = [reads, 0];
  await expect(runSimulation(failing, { graine: 1, tirages: 500 })).rejects.toThrow(
    "The simulation's thread has failed.",
  );
});
