import type { MiddlewareHandler } from "hono";

/** Free bytes on the disks of the data and of the database; null: unknown. */
export type PlaceLibre = () => Promise<number | null>;

/**
 * Kept for the engine: PostgreSQL stops without room for its journal, and reads stop with it. Acts are refused earlier, while pages are still served;
 * an uploaded file takes several times its size in the tables.
 */
const RESERVE = 256 * 1024 * 1024;
const FOIS = 4;

/** Logging in and out may write: the person who must look into it can come in. */
const PERMIS = /^\/(connexion|deconnexion)(\/|$)/;

/** Fails as a full disk does (507, `disque-plein`) before anything is written, once the whole body was read, so that the sender gets the answer. */
export function refuseDisquePlein(placeLibre: PlaceLibre): MiddlewareHandler {
  return async (c, next) => {
    if (["GET", "HEAD"].includes(c.req.method) || PERMIS.test(c.req.path)) return next();
    const place = await placeLibre();
    const envoi = Number(c.req.header("content-length") ?? 0) || 0;
    if (place === null || place >= RESERVE + FOIS * envoi) return next();
    await drain(c.req.raw.body);
    throw Object.assign(new Error("what is left on the disk is kept for the database"), { code: "ENOSPC" });
  };
}

async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done);
}
