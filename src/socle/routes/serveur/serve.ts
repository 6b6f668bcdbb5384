import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { constants } from "node:os";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener, RequestError } from "@hono/node-server";
import type { Hono } from "hono";
import type { Env } from "../deps.ts";
import { Arret } from "./arret.ts";
import { SECURITY_HEADERS } from "./security.ts";

/** A gigabyte over a slow office line takes more than Node's five minutes. Headers keep their own limit of one minute. */
const REQUETE_MAX_MS = 3_600_000;

/** How long a stopping server still accepts requests: a supervisor reads `/pret`, browsers are told to close. */
const ANNONCE_MS = 500;
/** How long running requests then have to end. */
const FIN_MAX_MS = 10_000;

export type Serveur = {
  readonly port: number;
  /**
   * Stops gracefully: announces it, then takes no new connection, and ends when the running requests have, after ten seconds at most. Returns the
   * number of requests that had to be cut.
   */
  close(): Promise<number>;
};

type Options = { readonly arret?: Arret; readonly annonceMs?: number; readonly finMaxMs?: number };

/** Port 0 takes a free one. Rejects when the port is taken. */
export async function serveApp(
  app: Hono<Env>,
  port: number,
  host: string,
  { arret = new Arret(), annonceMs = ANNONCE_MS, finMaxMs = FIN_MAX_MS }: Options = {},
): Promise<Serveur> {
  const listener = getRequestListener(app.fetch, { errorHandler: answerOutsideApp });
  // Node would answer a request without Host by itself, without our headers; the adapter also refuses it.
  const server = createServer({ requestTimeout: REQUETE_MAX_MS, requireHostHeader: false }, listener);
  const running = followRequests(server, arret);
  server.on("clientError", refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    // A server listening on a port has an AddressInfo.
    port: (server.address() as AddressInfo).port,
    close: async () => {
      arret.begin();
      for (const response of running) closeAfter(response);
      await sleep(annonceMs);
      return leave(server, running, finMaxMs);
    },
  };
}

/** The unfinished answers. After the announcement, each tells its client to close the connection. */
function followRequests(server: Server, arret: Arret): ReadonlySet<ServerResponse> {
  const running = new Set<ServerResponse>();
  server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
    running.add(response);
    response.once("close", () => running.delete(response));
    for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
    if (arret.enCours) closeAfter(response);
  });
  return running;
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
}

async function leave(server: Server, running: ReadonlySet<ServerResponse>, finMaxMs: number): Promise<number> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose answer began before the announcement becomes idle at its end, and would keep the server open.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = new AbortController();
  const inTime = await Promise.race([
    closed.then(() => true),
    sleep(finMaxMs, false, { signal: late.signal, ref: true }).catch(() => false),
  ]);
  late.abort();
  const cut = inTime ? 0 : running.size;
  if (!inTime) server.closeAllConnections();
  clearInterval(idle);
  return cut;
}

/** Requests that the adapter cannot read: an invalid Host or address. */
function answerOutsideApp(error: unknown): Response {
  const statut = error instanceof RequestError ? 400 : 500;
  return new Response(null, { status: statut, headers: { "cache-control": "no-store", "content-length": "0" } });
}

const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** What is not HTTP, or too slow: Node's own short answers, with our headers. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const headers = SECURITY_HEADERS.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const status = MALFORMED[error.code ?? ""] ?? "400 Bad Request";
  socket.end(
    `HTTP/1.1 ${status}\r\n${headers}cache-control: no-store\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Resolves on the first SIGINT or SIGTERM. The next one exits the process at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const leaveNow = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
    const onSignal = (signal: NodeJS.Signals) => {
      for (const name of SIGNALS) {
        process.on(name, leaveNow);
        process.off(name, onSignal);
      }
      resolve(signal);
    };
    for (const name of SIGNALS) process.on(name, onSignal);
  });
}
