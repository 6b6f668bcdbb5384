import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { prepareLayout } from "./layout.ts";
import { openServeur, type Serveur } from "./serveur.ts";

let dossier: string;
let racine: string;
const opened: Serveur[] = [];
const children: ChildProcess[] = [];

/** One folder for all, since making a cluster takes a second: what a test leaves there is what the next one finds. */
beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), "blaise-serveur-"));
  racine = (await prepareLayout(dossier)).racine;
});
afterEach(async () => {
  // Killed is not gone: until it is reaped its number still answers, and it would count as a user of the server.
  await Promise.all(children.splice(0).map(endAbruptly));
  // Whoever comes last stops what a killed process left running.
  if (isRunning()) await open();
  for (const serveur of opened.splice(0)) await serveur.stop();
});
afterAll(async () => {
  await rm(racine, { recursive: true, force: true });
  await rm(dossier, { recursive: true, force: true });
});

async function open(): Promise<Serveur> {
  const serveur = await openServeur({ dossier });
  opened.push(serveur);
  return serveur;
}

const said = z.object({ started: z.boolean(), url: z.string() });

async function endAbruptly(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Another process on the same folder. */
async function openElsewhere(): Promise<{ child: ChildProcess; started: boolean; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/fixtures/serveur-process.ts", dossier], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  if (!child.stdout) throw new Error("no output");
  const [line] = await once(createInterface(child.stdout), "line");
  return { child, ...said.parse(JSON.parse(z.string().parse(line))) };
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, application_name: "blaise-essai" });
  // The server is killed under it in one of the tests: the query says so, the connection must not say it again uncaught.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

const pidFile = () => join(racine, "data", "postmaster.pid");
const postmaster = () => Number.parseInt(readFileSync(pidFile(), "utf8"), 10);
const isRunning = () => existsSync(pidFile());

describe("the embedded server", () => {
  it("is one when several processes start together on a new folder: first of all, while it is new", async () => {
    const all = await Promise.all([openElsewhere(), openElsewhere(), open()]);
    expect(all.filter((one) => one.started)).toHaveLength(1);
    expect(new Set(all.map((one) => one.url)).size).toBe(1);
  });

  it("is PostgreSQL 18 on a socket of ours alone: no TCP, nothing lost on a power cut, French order", async () => {
    const { url, started } = await open();
    expect(started).toBe(true);
    expect(await ask(url, "show server_version")).toEqual(["18.4"]);
    expect(await ask(url, "show listen_addresses")).toEqual([""]);
    expect(await ask(url, "show fsync")).toEqual(["on"]);
    expect(await ask(url, "select mot from unnest(array['f','É','e','z']) mot order by mot")).toEqual([
      "e",
      "É",
      "f",
      "z",
    ]);
    const [socket] = await ask(url, "show unix_socket_directories");
    expect(statSync(String(socket)).mode & 0o777).toBe(0o700);
    expect(statSync(join(racine, "data")).mode & 0o777).toBe(0o700);
  });

  it("is shared within a folder, and stopped by the last to leave", async () => {
    const [first, second] = [await open(), await open()];
    expect([first.started, second.started]).toEqual([true, false]);
    expect(second.url).toBe(first.url);
    await first.stop();
    await first.stop();
    expect(await ask(second.url, "select 1")).toEqual([1]);
    await second.stop();
    expect(isRunning()).toBe(false);
  });

  it("keeps its data from one start to the next", async () => {
    const first = await open();
    await ask(first.url, "create table if not exists essai as select 42 as v");
    await first.stop();
    const second = await open();
    expect(second.started).toBe(true);
    expect(await ask(second.url, "select v from essai")).toEqual([42]);
  });

  it("is left to a client that is not Blaise", async () => {
    const serveur = await open();
    const psql = new pg.Client({ connectionString: serveur.url, application_name: "psql" });
    await psql.connect();
    await serveur.stop();
    expect((await psql.query("select 1 as v")).rows).toEqual([{ v: 1 }]);
    await psql.end();
  });
});

describe("after an accident", () => {
  it("a server whose process was killed is joined, then stopped", async () => {
    const { child, url } = await openElsewhere();
    child.kill("SIGKILL");
    await once(child, "exit");
    const serveur = await open();
    expect(serveur.started).toBe(false);
    expect(serveur.url).toBe(url);
    await serveur.stop();
    expect(isRunning()).toBe(false);
  });

  it("a killed server starts again with what was committed, even while its backends are ending", async () => {
    const first = await open();
    await ask(first.url, "create table if not exists essai as select 42 as v");
    const busy = ask(first.url, "select pg_sleep(0.4)").catch(() => []);
    process.kill(postmaster(), "SIGKILL");
    const second = await open();
    expect(second.started).toBe(true);
    expect(await ask(second.url, "select v from essai")).toEqual([42]);
    await busy;
  });

  it("a pid file whose number is now another program's does not stand in the way", async () => {
    const first = await open();
    const content = readFileSync(pidFile(), "utf8");
    await first.stop();
    writeFileSync(pidFile(), content.replace(/^\d+/, String(process.pid)));
    const second = await open();
    expect(second.started).toBe(true);
    expect(await ask(second.url, "select 1")).toEqual([1]);
  });
});

describe("a process that ends without closing", () => {
  it.each([
    ["by itself", (child: ChildProcess) => child.stdin?.write("exit\n")],
    ["by SIGTERM", (child: ChildProcess) => child.kill("SIGTERM")],
    ["by SIGINT", (child: ChildProcess) => child.kill("SIGINT")],
  ])("%s stops its server", async (_, end) => {
    const { child } = await openElsewhere();
    expect(isRunning()).toBe(true);
    end(child);
    await once(child, "exit");
    await expect.poll(isRunning, { interval: 10, timeout: 10_000 }).toBe(false);
  });

  it("leaves the server to those who still use it", async () => {
    const { child } = await openElsewhere();
    const serveur = await open();
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(await ask(serveur.url, "select 1")).toEqual([1]);
  });
});
