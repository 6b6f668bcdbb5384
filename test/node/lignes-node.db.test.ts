// @module-tag ci
// @module-tag long
// @module-tag node
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoFor, createEmptyDatabase } from "../database.ts";
import { loginDemo } from "../fixtures/session-demo.ts";

const EPCI = "200068666";
const T = `/t/${EPCI}`;
const run = promisify(execFile);

const LIGNES = [22, 24].map((ligne) => ({
  ligne,
  binaire: `scripts/lignes-node/node_modules/node-${ligne}-${process.platform}-${process.arch}/bin/node`,
}));

/** The built product on another line of Node, on its own copy of the demonstration: once each thing that a version can break (addons, workers, streams, TLS of none). */
describe.each(LIGNES)("on Node $ligne", ({ ligne, binaire }) => {
  describe.skipIf(!existsSync(binaire))("the built server and the command line", () => {
    let dossier: string;
    let demo: Awaited<ReturnType<typeof createDemoFor>>;
    let serveur: Awaited<ReturnType<typeof startServeur>>;
    let cookie: string;

    beforeAll(async () => {
      dossier = await mkdtemp(join(tmpdir(), "blaise-node-"));
      demo = await createDemoFor(dossier);
      serveur = await startServeur(binaire, { DATABASE_URL: demo.url, BLAISE_DONNEES: dossier });
      cookie = await loginDemo(serveur.url);
    });
    afterAll(async () => {
      serveur?.child.kill("SIGKILL");
      await demo?.drop();
      await rm(dossier, { recursive: true, force: true });
    });

    const env = () => ({ ...process.env, DATABASE_URL: demo.url, BLAISE_DONNEES: dossier });
    const blaise = async (...args: string[]) =>
      (await run(binaire, ["bin/blaise.mjs", ...args], { env: env(), encoding: "buffer", maxBuffer: 50_000_000 }))
        .stdout;
    const ask = (chemin: string, init: RequestInit = {}) =>
      fetch(serveur.url + chemin, {
        redirect: "manual",
        ...init,
        headers: { cookie, origin: serveur.url, ...init.headers },
      });
    const bilan = ["bilan", "--territoire", EPCI, "--annee", "2017", "--format"];

    it("is that line", async () => {
      expect((await run(binaire, ["--version"])).stdout).toMatch(new RegExp(`^v${ligne}\\.`));
    });

    it("blaise --help names its commands", async () => {
      expect((await blaise("--help")).toString()).toMatch(/importer[\s\S]*bilan[\s\S]*verifier/);
    });

    it("blaise bilan, as PDF (a native addon)", async () => {
      expect((await blaise(...bilan, "pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    });

    it("blaise importer reads a CSV and keeps its lot", async () => {
      const said = await blaise("importer", "test/corpus/fichiers/01-utf-8/rpls-2017.csv", "--territoire", EPCI);
      expect(said.toString()).toMatch(/rpls-2017\.csv[\s\S]*5 lignes/);
    });

    it("blaise lot liste", async () => {
      expect(
        JSON.parse((await blaise("lot", "liste", "--territoire", EPCI, "--format", "json")).toString()).length,
      ).toBeGreaterThan(5);
    });

    it("blaise verifier finds the journal whole", async () => {
      expect((await blaise("verifier")).toString()).toMatch(/plateforme\s:\s\d+\slignes/);
    });

    // On the oldest of these lines alone: three processes and a whole schema.
    if (ligne === LIGNES[0]?.ligne)
      it("blaise sauvegarder and restaurer: what is restored is readable", async () => {
        const [cle, archive] = [join(dossier, "cle"), join(dossier, "nuit.blaise")];
        const vide = await createEmptyDatabase();
        try {
          await blaise("sauvegarder", "--nouvelle-cle", cle);
          const avecCle = { ...env(), BLAISE_CLE_SAUVEGARDE: cle };
          await run(binaire, ["bin/blaise.mjs", "sauvegarder", archive], { env: avecCle });
          const { stdout } = await run(binaire, ["bin/blaise.mjs", "restaurer", archive], {
            env: { ...avecCle, DATABASE_URL: vide.url, BLAISE_DONNEES: join(dossier, "autre") },
          });
          expect(stdout).toMatch(/restaur/i);
        } finally {
          await vide.drop();
        }
      });

    it.each(["/vivant", "/pret", "/connexion", `/logement-social/${EPCI}`, "/accessibilite"])(
      "GET %s",
      async (chemin) => {
        expect((await fetch(serveur.url + chemin)).status).toBe(200);
      },
    );

    it("shows the bilan of 2017 to who is logged in", async () => {
      expect(await (await ask(`${T}/bilan?annee=2017&periode=annee`)).text()).toContain("66 sur 360");
    });

    it.each(["pdf", "docx", "xlsx", "csv", "json"])("sends the bilan as %s", async (format) => {
      const answer = await ask(`${T}/bilan.${format}?annee=2017&periode=annee`);
      expect([answer.status, (await answer.arrayBuffer()).byteLength > 500]).toEqual([200, true]);
    });

    it("refuses an act that comes from elsewhere", async () => {
      expect(
        (await ask(`${T}/rapport`, { method: "POST", headers: { origin: "https://ailleurs.invalid" } })).status,
      ).toBe(403);
    });

    it("reads a spreadsheet that is dropped (a worker)", async () => {
      const classeur = await blaise(...bilan, "xlsx");
      const form = new FormData();
      form.append("fichiers", new File([new Uint8Array(classeur)], "bilan.xlsx"));
      const sent = await ask(`${T}/donnees/deposer`, { method: "POST", body: form });
      expect(sent.status).toBe(303);
      await expect
        .poll(async () => (await ask(sent.headers.get("location") ?? "")).text(), { timeout: 60_000 })
        .toContain("Colonnes de bilan.xlsx");
    });

    it("checks a password (a native addon), and refuses a wrong one", async () => {
      const body = new URLSearchParams({ courriel: "personne@essai.invalid", mot_de_passe: "faux, mais assez long" });
      expect((await ask("/connexion", { method: "POST", body })).status).toBe(422);
    });

    it("answers compressed, and not again what the browser has", async () => {
      const page = await (await fetch(`${serveur.url}/connexion`)).text();
      const href = /href="(\/statique\/style\.css[^"]*)"/.exec(page)?.[1] ?? "";
      const css = await fetch(serveur.url + href, { headers: { "accept-encoding": "gzip" } });
      expect(css.headers.get("content-encoding")).toBe("gzip");
      const [accept, etag] = [
        "identity",
        (await fetch(serveur.url + href, { headers: { "accept-encoding": "identity" } })).headers.get("etag"),
      ];
      const again = await fetch(serveur.url + href, {
        headers: { "accept-encoding": accept, "if-none-match": etag ?? "" },
      });
      expect(again.status).toBe(304);
    });

    it("says nothing of an error, and leaves when told to", async () => {
      const left = once(serveur.child, "exit");
      serveur.child.kill("SIGTERM");
      expect(await left).toEqual([0, null]);
      expect(serveur.said.err).not.toMatch(/"level":"(error|fatal)"|DeprecationWarning|Error:/);
    });
  });
});

async function startServeur(binaire: string, env: Readonly<Record<string, string>>) {
  const child = spawn(binaire, ["dist/main.js", "serveur", "--sans-demo"], {
    env: { ...process.env, BLAISE_PORT: "0", BLAISE_DEBIT: "100000", BLAISE_JOURNAL: "error", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stderr.on("data", (chunk) => {
    said.err += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      said.out += chunk;
      const found = /http:\/\/localhost:\d+/.exec(said.out)?.[0];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`left with ${code} before it was ready: ${said.err}`)));
  });
  return { child, url, said };
}
