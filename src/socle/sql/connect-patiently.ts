import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";

/** Delays between tries, in ms, with some jitter so that the waiters do not all come back together: PostgreSQL restarts in less than their sum. */
const ATTENTES_MS = [50, 100, 200, 400, 800] as const;

/** A connection of the pool. Nothing was sent yet, so a server that stops, starts or recovers is tried again before the error is thrown. */
export async function connectPatiently(pool: Pick<pg.Pool, "connect">): Promise<pg.PoolClient> {
  for (const attente of ATTENTES_MS) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await wait(attente / 2 + randomInt(attente));
  }
  return pool.connect();
}

/** 57P03: starting, recovering or stopping. The other codes: nobody listens at the address for now. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if (error.code === "57P03") return true;
  return ["ECONNREFUSED", "ECONNRESET", "ENOENT"].includes(String(error.code)) && "syscall" in error;
}
