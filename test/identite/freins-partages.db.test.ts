import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createFrein, createFreinMessages } from "#acces/routes/connexion/freins.ts";
import { createFreinCodes, PALIERS_CODES } from "#dossier/routes/frein-codes.ts";
import { LIMITES, limitRequests } from "#socle/routes/serveur/rate-limit.ts";
import { createDatabase, type TestDatabase } from "../database.ts";

/** Limits of login, codes, messages and uploads are those of the installation, whatever the number of its processes and of its restarts. */
const PROCESSUS = 3;
const ESSAIS = 12;
const passesSchema = z.object({ connexions: z.number(), codes: z.number(), messages: z.number() });

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
}, 60_000);
afterAll(() => db.drop());
afterEach(() => db.pool.query("delete from acces.compteur"));

const partage = () => ({ client: db.bases.compteurs, secret: "le même pour tous" });

it("are exact over three processes that try at the same instant", async () => {
  const servers = await Promise.all(Array.from({ length: PROCESSUS }, () => start(db.url)));
  for (const { child } of servers) child.stdin?.write("\n");
  const passes = await Promise.all(
    servers.map(({ next }) => next().then((ligne) => passesSchema.parse(JSON.parse(ligne)))),
  );
  const sum = (nom: keyof z.infer<typeof passesSchema>) => passes.reduce((total, one) => total + one[nom], 0);
  // 10 in five minutes from a known device, 10 codes from a network, 3 messages to an address: of 36 tries each.
  expect([sum("connexions"), sum("codes"), sum("messages")]).toEqual([10, 10, 3]);
}, 60_000);

it("are not forgotten by a restart", async () => {
  const essai = { adresse: "198.51.100.7", courriel: "ana@exemple.fr", appareil: null };
  for (let n = 0; n < 5; n++) expect((await createFrein(partage()).reserve(essai)).accordee).toBe(true);
  expect(await createFrein(partage()).reserve(essai)).toMatchObject({ accordee: false, attenteS: expect.any(Number) });
  // Somebody else's, and another installation's, are not theirs.
  expect((await createFrein(partage()).reserve({ ...essai, adresse: "203.0.113.1" })).accordee).toBe(true);
  const ailleurs = { ...partage(), secret: "un autre" };
  expect((await createFrein(ailleurs).reserve(essai)).accordee).toBe(true);
});

it("a success gives back what it spent, whichever process sees it", async () => {
  const essai = { adresse: "198.51.100.8", courriel: "bob@exemple.fr", appareil: null };
  for (let n = 0; n < 4; n++) await createFrein(partage()).reserve(essai);
  const reservation = await createFrein(partage()).reserve(essai);
  if (!reservation.accordee) throw new Error("refused");
  await reservation.recordSucces();
  for (let n = 0; n < 5; n++) expect((await createFrein(partage()).reserve(essai)).accordee).toBe(true);
});

it("an address where somebody has come in is known to another process: strangers cannot close that door", async () => {
  const chezElle = { adresse: "198.51.100.9", courriel: "eve@exemple.fr", appareil: null };
  const entree = await createFrein(partage()).reserve(chezElle);
  if (!entree.accordee) throw new Error("refused");
  await entree.recordSucces();
  // A list of addresses, each of another network, until the account's common count is spent.
  const frein = createFrein(partage());
  for (let n = 0; n < 60; n++) await frein.reserve({ ...chezElle, adresse: `203.0.${n}.1` });
  expect(await createFrein(partage()).reserve({ ...chezElle, adresse: "192.0.2.77" })).toMatchObject({
    accordee: false,
  });
  expect((await createFrein(partage()).reserve(chezElle)).accordee).toBe(true);
  // What is kept names neither.
  const { rows } = await db.pool.query<{ key: string }>("select key from acces.compteur where key like 'connu-%'");
  expect(rows.map(({ key }) => /^connu-\d+:[\w-]{43}$/.test(key))).toEqual([true]);
});

it("keep neither an address nor a person", async () => {
  await createFrein(partage()).reserve({ adresse: "198.51.100.7", courriel: "ana@exemple.fr", appareil: "poste" });
  await createFreinMessages(partage()).take("198.51.100.7", "ana@exemple.fr");
  await createFreinCodes("codes", PALIERS_CODES, partage()).reserver("198.51.100.7");
  const { rows } = await db.pool.query<{ key: string }>("select key from acces.compteur");
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.map(({ key }) => key).filter((key) => !/^[a-z-]+-\d+:\d{1,6}$/.test(key))).toEqual([]);
});

it("what costs the server most is counted by all of them, and the rest by each", async () => {
  // Two applications, which are two servers: 20 logins a minute and 30 deposits an hour for both.
  const apps = [1, 2].map(() =>
    new Hono()
      .use(limitRequests({ partage: partage() }))
      .onError((_, c) => c.text("refusé", 429))
      .all("*", (c) => c.text("servi")),
  );
  const env = { incoming: { socket: { remoteAddress: "198.51.100.20" } } };
  const send = async (path: string, nombre: number) => {
    let servis = 0;
    for (let n = 0; n < nombre; n++) {
      const answer = await apps[n % 2]?.request(path, { method: "POST" }, env);
      if (answer?.status === 200) servis += 1;
    }
    return servis;
  };
  expect(await send("/connexion", 24)).toBe(20);
  expect(await send("/t/200068666/donnees/deposer", 34)).toBe(30);
  expect(LIMITES.filter(({ partagee }) => partagee).map(({ nom }) => nom)).toEqual(["connexion", "depot"]);
});

it("nobody is let in uncounted when the database does not answer", async () => {
  const muette = { client: { query: () => Promise.reject(new Error("Connection terminated")) }, secret: "s" };
  const essai = { adresse: "198.51.100.7", courriel: "ana@exemple.fr", appareil: null };
  await expect(createFrein(muette).reserve(essai)).rejects.toThrow("Connection terminated");
});

type Server = { readonly child: ChildProcess; next(): Promise<string> };

async function start(url: string): Promise<Server> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/fixtures/frein-process.ts", url, String(ESSAIS)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines: Interface = createInterface({ input: child.stdout ?? process.stdin });
  const next = async () => z.tuple([z.string()]).parse(await once(lines, "line"))[0];
  expect(await next()).toBe("prêt");
  return { child, next };
}
