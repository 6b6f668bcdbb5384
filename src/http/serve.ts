import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { Env } from "./deps.ts";

/** A gigabyte over a slow office line takes more than Node's five minutes. Headers keep their own minute. */
const REQUETE_MAX_MS = 3_600_000;

/** Port 0 takes a free one. `close` refuses new connections and ends when the running requests have. */
export async function serveApp(
  app: Hono<Env>,
  port: number,
  host: string,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const serverOptions = { requestTimeout: REQUETE_MAX_MS };
    const server = serve({ fetch: app.fetch, port, hostname: host, serverOptions }, (info: AddressInfo) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            // Keep-alive connections that carry no request would hold the process for seconds.
            if ("closeIdleConnections" in server) server.closeIdleConnections();
          }),
      });
    });
    server.once("error", reject);
  });
}
