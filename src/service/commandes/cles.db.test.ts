// @module-tag moteur
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";

const NOM = "CA du Grand Saint-Dizier Der et Vallées";
const SIREN = "200068666";

let racine: string;
let dossier: string;
beforeEach(async () => {
  racine = await mkdtemp(join(tmpdir(), "blaise-cles-"));
  dossier = join(racine, "donnees");
});
afterEach(async () => {
  if (existsSync(dossier)) await blaise(["detruire", "--territoire", NOM]);
  if (existsSync(dossier)) await blaise(["detruire", "--territoire", "aucun"]);
  await rm(racine, { recursive: true, force: true });
});

type Issue = { readonly code: number; readonly out: string; readonly err: string };

function blaise(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Issue> {
  const { DATABASE_URL: _, ...own } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "src/service/commandes/main.ts", ...args],
      { env: { ...own, BLAISE_DONNEES: dossier, ...env } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err: err.replaceAll(/\s+/g, " ") }),
    );
  });
}
const cluster = async () =>
  (await readFile(join(dossier, "postgresql.chemin"), "utf8").catch(() => join(dossier, "postgresql"))).trim();

describe("the embedded engine", { timeout: 120_000 }, () => {
  it("has no database left once its data folder is deleted: nothing of before is found again", async () => {
    expect((await blaise(["territoire", "ajouter", SIREN])).code).toBe(0);
    expect((await blaise(["territoire", "liste"])).out).toContain(SIREN);
    const ancien = await cluster();
    await rm(dossier, { recursive: true });
    const { code, out } = await blaise(["territoire", "liste"]);
    expect([code, out.includes(SIREN)]).toEqual([0, false]);
    await rm(ancien, { recursive: true, force: true });
  });

  it("is not shared by a copy of the folder", async () => {
    expect((await blaise(["territoire", "ajouter", SIREN])).code).toBe(0);
    const copie = join(racine, "copie");
    await cp(dossier, copie, { recursive: true });
    const { code, err } = await blaise(["territoire", "liste"], { BLAISE_DONNEES: copie });
    // An ordinary user's cluster is in the folder itself: its copy is another database, with its own key.
    if (process.getuid?.() === 0)
      expect([code === 0, err]).toEqual([false, expect.stringContaining("est une copie de")]);
    else expect(code).toBe(0);
  });

  it("is erased with its folder and its keys by whoever writes the name of its territory, and by nobody else", async () => {
    expect((await blaise(["territoire", "ajouter", SIREN])).code).toBe(0);
    const lieu = await cluster();
    for (const args of [
      ["detruire"],
      ["detruire", "--territoire", "aucun"],
      ["detruire", "--territoire", "Saint-Dizier"],
    ]) {
      const { code, err } = await blaise(args);
      expect([code === 0, err]).toEqual([false, expect.stringContaining("Rien n’a été effacé")]);
    }
    expect((await blaise(["territoire", "liste"])).out).toContain(SIREN);
    const { code, out } = await blaise(["detruire", "--territoire", NOM]);
    expect([code, out]).toEqual([0, expect.stringContaining("Les sauvegardes que vous avez faites gardent tout")]);
    expect([existsSync(dossier), existsSync(lieu)]).toEqual([false, false]);
  });
});

describe("one PostgreSQL, two data folders", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
    await database.pool.query("delete from reglage where cle = 'cle-temoin'");
  });
  afterAll(() => database.drop());

  it("the second is refused before it writes anything, and leaves no key behind", async () => {
    const env = { DATABASE_URL: database.url };
    expect((await blaise(["territoire", "ajouter", SIREN], env)).code).toBe(0);
    const autre = join(racine, "autre");
    const { code, err } = await blaise(["territoire", "liste"], { ...env, BLAISE_DONNEES: autre });
    expect([code === 0, err]).toEqual([
      false,
      expect.stringMatching(/n’ouvre pas cette base.*Remettez la clé d’origine/),
    ]);
    expect(existsSync(join(autre, "cle-hachage"))).toBe(false);
    expect((await blaise(["territoire", "liste"], env)).code).toBe(0);
  });
});
