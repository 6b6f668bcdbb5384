// @module-tag moteur
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";

let database: TestDatabase;
let dossier: string;

beforeAll(async () => {
  database = await createDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-serveur-"));
});

afterAll(async () => {
  await rm(dossier, { recursive: true, force: true });
  await database.drop();
});

/** The command, on a test database and a free port. */
async function start() {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "src/service/commandes/main.ts", "serveur", "--sans-demo"],
    {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        BLAISE_DONNEES: dossier,
        BLAISE_PORT: "0",
        BLAISE_MODE: "production",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const said = { out: "", log: "" };
  child.stderr.on("data", (chunk) => {
    said.log += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      said.out += chunk;
      const found = /prêt : http:\/\/localhost:(\d+)/.exec(said.out)?.[1];
      if (found) resolve(Number(found));
    });
    child.once("exit", (code) => reject(new Error(`left with ${code} before it was ready: ${said.log}`)));
  });
  return { child, port, said };
}

function ask(port: number, path: string, agent: Agent): Promise<{ statut: number; close: boolean }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "localhost", path, agent }, (answer) => {
      answer.resume().once("end", () => {
        resolve({ statut: answer.statusCode ?? 0, close: answer.headers.connection === "close" });
      });
      answer.once("error", reject);
    });
    sent.once("error", reject);
    sent.end();
  });
}

/** Asks until the server announces the last answer of its connection. */
async function work(port: number, path: string): Promise<{ asked: number; failed: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let asked = 1; ; asked++) {
    const { statut, close } = await ask(port, path, agent);
    if (statut !== 200) return { asked, failed: statut };
    if (close) return { asked, failed: 0 };
  }
}

it("leaves on SIGTERM without failing a request, and says so to its supervisor first", {
  timeout: 120_000,
}, async () => {
  const { child, port, said } = await start();
  const exit = once(child, "exit");
  try {
    expect((await ask(port, "/pret", new Agent())).statut).toBe(200);
    const workers = Array.from({ length: 10 }, (_, i) => work(port, i === 0 ? "/accessibilite" : "/vivant"));
    child.kill("SIGTERM");
    await expect.poll(async () => (await ask(port, "/pret", new Agent())).statut, { interval: 5 }).toBe(503);
    const done = await Promise.all(workers);
    expect(done.map(({ failed }) => failed)).toEqual(done.map(() => 0));
    expect(await exit).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
  const lines = said.log
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(lines).toContainEqual(expect.objectContaining({ msg: "arrêt demandé", signal: "SIGTERM" }));
  expect(lines.at(-1)).toMatchObject({ msg: "serveur fermé", coupees: 0 });
});
