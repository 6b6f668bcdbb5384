import type { MiddlewareHandler } from "hono";

/** Bytes that are free where the data and the database are; null: not known. */
export type PlaceLibre = () => Promise<number | null>;

/**
 * What is kept for the engine: without room for its journal PostgreSQL stops, and nobody reads either. Acts are refused before, while pages are still
 * served; a file that arrives takes several times its size once it is in the tables.
 */
const RESERVE = 256 * 1024 * 1024;
const FOIS = 4;

/** Entering and leaving write a line: whoever must look may come in. */
const PERMIS = /^\/(connexion|deconnexion)(\/|$)/;

/** Fails as a full disk does (507, `disque-plein`), before anything is written, once the whole of what is sent was read: the sender hears why. */
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
