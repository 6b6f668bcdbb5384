import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from "vitest";
import type { Env } from "../deps.ts";
import { SECURITY_HEADERS } from "./security.ts";
import { type Serveur, serveApp } from "./serve.ts";

type Answer = { readonly statut: number; readonly close: boolean; readonly body: string };

/** One request on the agent's connection; `send` writes the body. */
function ask(port: number, path: string, agent: Agent, send?: (sent: ClientRequest) => Promise<void>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: "127.0.0.1", path, agent, method: send ? "POST" : "GET" },
      (answer: IncomingMessage) => {
        let body = "";
        answer.on("data", (chunk) => {
          body += chunk;
        });
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({ statut: answer.statusCode ?? 0, close: answer.headers.connection === "close", body }),
        );
      },
    );
    sent.on("error", reject);
    if (send) void send(sent);
    else sent.end();
  });
}

const oneConnection = () => new Agent({ keepAlive: true, maxSockets: 1 });

describe("what never reaches the application", () => {
  let serveur: Serveur;
  beforeAll(async () => {
    const app = new Hono<Env>().get("/", (c) => c.text("ok"));
    serveur = await serveApp(app, 0, "127.0.0.1", { annonceMs: 0 });
  });
  afterAll(() => serveur.close());

  async function say(text: string): Promise<string> {
    const socket = connect(serveur.port, "127.0.0.1");
    socket.write(text);
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    return answer;
  }

  test.each<[string, string, number]>([
    ["an answer of the application", "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n", 200],
    ["what is not HTTP", "bonjour\r\n\r\n", 400],
    ["a Host that is none", "GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n", 400],
    ["no Host at all", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n", 400],
    ["an address that is none", "GET \\ HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n", 400],
    ["headers without end", `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
  ])("%s has the security headers too, and says nothing", async (_, text, statut) => {
    const [head = "", body] = (await say(text)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${statut} `));
    for (const [name, value] of SECURITY_HEADERS) {
      expect(head.toLowerCase()).toContain(`${name}: ${value.toLowerCase()}`);
    }
    expect(body).toBe(statut === 200 ? "ok" : "");
  });
});

describe("leaving", () => {
  const app = new Hono<Env>()
    .get("/", (c) => c.text("ok"))
    .get("/lent", async (c) => {
      await sleep(300);
      return c.text("ok");
    })
    .get("/jamais", async () => new Promise<Response>(() => undefined));

  it("lets what runs end, and takes nothing new", async () => {
    const serveur = await serveApp(app, 0, "127.0.0.1", { annonceMs: 0 });
    const slow = ask(serveur.port, "/lent", oneConnection());
    await ask(serveur.port, "/", oneConnection());
    expect(await serveur.close()).toBe(0);
    expect(await slow).toMatchObject({ statut: 200, body: "ok" });
    await expect(ask(serveur.port, "/", oneConnection())).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("cuts what does not end in time, and says how many", async () => {
    const serveur = await serveApp(app, 0, "127.0.0.1", { annonceMs: 0, finMaxMs: 50 });
    const endless = ask(serveur.port, "/jamais", oneConnection()).catch((error: Error) => error);
    await ask(serveur.port, "/", oneConnection());
    expect(await serveur.close()).toBe(1);
    expect(await endless).toMatchObject({ code: "ECONNRESET" });
  });

  it("says that a port is taken", async () => {
    const first = await serveApp(app, 0, "127.0.0.1", { annonceMs: 0 });
    await expect(serveApp(app, first.port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
  });
});

describe("a process that is told to leave under load", () => {
  let child: ChildProcess | undefined;
  afterEach(() => {
    child?.kill("SIGKILL");
  });

  async function start(
    ...args: string[]
  ): Promise<{ child: ChildProcess; port: number; saw(word: string): Promise<string> }> {
    const script = fileURLToPath(new URL("../../../../test/fixtures/arret-process.ts", import.meta.url));
    const started = spawn(process.execPath, ["--import", "tsx", script, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = started;
    let said = "";
    started.stdout.on("data", (chunk) => {
      said += chunk;
    });
    const saw = async (word: string) => {
      for (;;) {
        const line = said.split("\n").find((candidate) => candidate.startsWith(word));
        if (line !== undefined) return line;
        await sleep(5);
      }
    };
    return { child: started, port: Number((await saw("port ")).slice(5)), saw };
  }

  /** Asks on one connection until the server closes it. */
  async function work(port: number): Promise<{ asked: number; failed: unknown[] }> {
    const agent = oneConnection();
    const failed: unknown[] = [];
    for (let asked = 1; ; asked++) {
      try {
        const { statut, close } = await ask(port, "/vite", agent);
        if (statut !== 200) failed.push(statut);
        if (close) return { asked, failed };
      } catch (error) {
        failed.push(error);
        return { asked, failed };
      }
    }
  }

  it.each(["SIGTERM", "SIGINT"] as const)("fails no request that it took (%s)", async (signal) => {
    const { child: leaving, port, saw } = await start();
    const exit = once(leaving, "exit");
    const workers = Array.from({ length: 20 }, () => work(port));
    const slow = ask(port, "/lent?ms=2000", oneConnection());
    let finish: () => void = () => undefined;
    const upload = ask(port, "/envoi", oneConnection(), async (sent) => {
      sent.write("a".repeat(1000));
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      sent.end("b".repeat(1000));
    });
    await Promise.all([saw("lent"), saw("envoi")]);
    leaving.kill(signal);
    await expect.poll(() => ask(port, "/pret", new Agent()).then(({ statut }) => statut), { interval: 5 }).toBe(503);
    const done = await Promise.all(workers);
    expect(done.flatMap(({ failed }) => failed)).toEqual([]);
    expect(Math.min(...done.map(({ asked }) => asked))).toBeGreaterThan(1);
    finish();
    expect(await upload).toMatchObject({ statut: 200, body: "2000" });
    expect(await slow).toMatchObject({ statut: 200, body: "ok" });
    expect(await exit).toEqual([0, null]);
    expect(await saw("parti ")).toBe("parti 0");
  });

  it("does not wait after a second signal", async () => {
    const { child: leaving, port, saw } = await start("60000");
    const exit = once(leaving, "exit");
    const endless = ask(port, "/lent?ms=60000", oneConnection()).catch((error: Error) => error);
    await saw("lent");
    leaving.kill("SIGTERM");
    await expect.poll(() => ask(port, "/pret", new Agent()).then(({ statut }) => statut), { interval: 5 }).toBe(503);
    leaving.kill("SIGTERM");
    expect(await exit).toEqual([143, null]);
    expect(await endless).toBeInstanceOf(Error);
  });
});
