import type { Base } from "../lectures/base.ts";

/** Thrown on purpose to roll back; never seen outside this file. */
class RehearsalOver extends Error {}

/** Runs the work inside a transaction, keeps its result and rolls the rest back: a page tells « ce qui change » before saving. */
export async function rehearse<T>(base: Base, work: (tx: Base) => Promise<T>): Promise<T> {
  const done: { result?: T } = {};
  try {
    await base.transaction(async (tx) => {
      done.result = await work(tx);
      throw new RehearsalOver();
    });
  } catch (error) {
    if (!(error instanceof RehearsalOver)) throw error;
  }
  if (!("result" in done)) throw new Error("the rehearsal ended without a result");
  return done.result;
}
