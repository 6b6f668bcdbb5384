import { type Call, type Fault, withFault } from "./inject-fault.ts";

/** A work to be broken at each of its calls. */
export type Scenario = {
  readonly nom: string;
  /** Where its files are. */
  readonly dossier: string;
  /** Back to the same start; `fresh`: without an open connection. */
  reset(fresh: boolean): Promise<void>;
  /** The work; done again after a failure, it must come to its end. */
  run(): Promise<void>;
  /** What is broken, in words; empty when nothing is. `fini`: the work has come to its end. */
  check(fini: boolean): Promise<string[]>;
  close(): Promise<void>;
};

export type Sweep = {
  /** Calls of a pass that nothing troubles. */
  readonly calls: number;
  readonly runs: number;
  readonly breaches: readonly string[];
  /** What the work threw, run by run; in the other runs it did without what had failed. */
  readonly errors: readonly unknown[];
};

/**
 * Fails the first call, then the second… to the last of a pass that nothing troubles. `choose` gives the faults that each is tried with,
 * all of one family. After each failure the invariants must hold, and the same work, done again on what
 * is left of the connections, must come to its end.
 */
export async function sweepFaults(
  scenario: Scenario,
  family: readonly Fault[],
  choose: (rank: number, call: Call) => readonly Fault[] = () => family,
): Promise<Sweep> {
  try {
    return await sweep(scenario, family, choose);
  } finally {
    await scenario.close();
  }
}

async function sweep(
  scenario: Scenario,
  family: readonly Fault[],
  choose: (rank: number, call: Call) => readonly Fault[],
): Promise<Sweep> {
  const { dossier, nom } = scenario;
  const [first] = family;
  if (first === undefined) throw new Error("no fault to try");
  await scenario.reset(true);
  // Once for nothing, so that the connections are those of the other passes.
  if (first !== "refused") await scenario.run();
  await scenario.reset(first === "refused");
  const clean = await withFault({ at: 0, fault: first, dossier }, () => scenario.run());
  if (clean.error !== null) throw clean.error;
  const breaches = await scenario.check(true);
  const errors: unknown[] = [];
  let runs = 0;
  for (const [index, call] of clean.calls.entries()) {
    for (const fault of choose(index + 1, call)) {
      runs++;
      const { error, broken } = await breakOnce(scenario, index + 1, fault);
      if (error !== null) errors.push(error);
      breaches.push(...broken.map((text) => `${nom}, call ${index + 1} (${call.what}), ${fault}: ${text}`));
    }
  }
  return { calls: clean.calls.length, runs, breaches, errors };
}

async function breakOnce(
  scenario: Scenario,
  at: number,
  fault: Fault,
): Promise<{ readonly error: unknown; readonly broken: readonly string[] }> {
  await scenario.reset(fault === "refused");
  const { error, fired } = await withFault({ at, fault, dossier: scenario.dossier }, () => scenario.run());
  const broken = fired ? [] : ["not reached: the work does not make the same calls each time"];
  broken.push(...(await scenario.check(error === null)));
  try {
    await scenario.run();
    broken.push(...(await scenario.check(true)).map((text) => `done again: ${text}`));
  } catch (again) {
    broken.push(`done again, it fails: ${again instanceof Error ? again.message : String(again)}`);
  }
  return { error, broken };
}
