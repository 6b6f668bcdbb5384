import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Env } from "../deps.ts";

/** Readers and proxies may keep a public page that long, then revalidate. */
const GARDE_S = 300;

/** For pages that are the same for everyone: rendered as the public, frame included. */
export function shareAnswers(version: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    if (c.res.status !== 200) return;
    const body = new Uint8Array(await c.res.arrayBuffer());
    const etag = `"${createHash("sha256").update(version).update(body).digest("base64url").slice(0, 22)}"`;
    const headers = new Headers(c.res.headers);
    headers.set("etag", etag);
    headers.set("cache-control", `public, max-age=${GARDE_S}`);
    const same = c.req.header("if-none-match") === etag;
    c.res = same ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
  };
}
