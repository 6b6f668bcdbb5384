// @module-tag ci
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openPool } from "#socle/sql/sql.ts";
import { restaurerCommand } from "../../src/service/commandes/restaurer.ts";
import { sauvegarderCommand } from "../../src/service/commandes/sauvegarder.ts";
import { createDatabase, createEmptyDatabase, type TestDatabase } from "../database.ts";
import { contentOf, EPCI, erase } from "./source.ts";

let source: TestDatabase;
let cible: { url: string; drop(): Promise<void> };
let dossier: string;
let cle: string;
let archive: string;

beforeAll(async () => {
  source = await createDatabase();
  cible = await createEmptyDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-commandes-"));
  cle = join(dossier, "cle");
  archive = join(dossier, "nuit.blaise");
  await source.pool.query("insert into territoire (epci, nom) values ($1, 'Un territoire')", [EPCI]);
  await source.pool.query("insert into nominatif.demandeur (epci, numero_hash) values ($1, 'n1'), ($1, 'n2')", [EPCI]);
});

afterAll(async () => {
  await Promise.all([source.drop(), cible.drop()]);
  await rm(dossier, { recursive: true, force: true });
});

beforeEach(() => {
  vi.stubEnv("BLAISE_DONNEES", join(dossier, "var"));
  vi.stubEnv("BLAISE_CLE_SAUVEGARDE", cle);
  vi.stubEnv("BLAISE_CLE_HACHAGE", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What the command says on its standard output. */
async function run(command: typeof sauvegarderCommand, url: string, ...args: string[]): Promise<string> {
  vi.stubEnv("DATABASE_URL", url);
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  await command().parseAsync(args, { from: "user" });
  return said.join("");
}

async function exploitationOf(url: string): Promise<readonly string[]> {
  const pool = openPool(url, { max: 1 });
  try {
    const { rows } = await pool.query<{ texte: string }>(
      "select acte || ' ' || objet as texte from journal.entree where objet like 'archive:%' order by numero",
    );
    return rows.map(({ texte }) => texte);
  } finally {
    await pool.end();
  }
}

const sauvegarder = (...args: string[]) => run(sauvegarderCommand, source.url, ...args);
const restaurer = (...args: string[]) => run(restaurerCommand, cible.url, ...args);

describe("blaise sauvegarder, blaise restaurer", () => {
  test("a key is made once, for its owner alone", async () => {
    expect(await sauvegarder("--nouvelle-cle", cle)).toContain("Gardez-en une copie ailleurs");
    const made = await readFile(cle, "utf8");
    expect(made).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
    expect((await stat(cle)).mode & 0o777).toBe(0o600);
    await expect(sauvegarder("--nouvelle-cle", cle)).rejects.toMatchObject({ code: "cle-sauvegarde-existante" });
    expect(await readFile(cle, "utf8")).toBe(made);
  });

  test.each([
    ["no key", () => "", "cle-sauvegarde-absente"],
    ["a key that is not there", () => join(dossier, "absente"), "cle-sauvegarde-illisible"],
    ["a file that is not a key", () => join(dossier, "texte"), "cle-sauvegarde-illisible"],
  ])("%s: nothing is written in clear", async (_, fichier, code) => {
    await writeFile(join(dossier, "texte"), "pas une clé");
    vi.stubEnv("BLAISE_CLE_SAUVEGARDE", fichier());
    await expect(sauvegarder(archive)).rejects.toMatchObject({ code });
    await expect(stat(archive)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test.each([[[]], [["a", "--registre", "b"]], [["--nouvelle-cle", "a", "--registre", "b"]]])(
    "one thing at a time: %j",
    async (args) => {
      await expect(sauvegarder(...args)).rejects.toMatchObject({ code: "usage" });
    },
  );

  test("saved, verified, restored with the register", async () => {
    expect(await sauvegarder(archive)).toContain(`territoires : Un territoire (${EPCI})`);
    expect(await restaurer("--verifier", archive)).toContain("Sauvegarde entière et authentique.");
    expect(await contentOf(cible.url)).toEqual({});
    await expect(restaurer("--verifier", "--remplacer", archive)).rejects.toMatchObject({ code: "usage" });

    await erase(source.url, "n2");
    const registre = join(dossier, "effacements.jsonl");
    expect(await sauvegarder("--registre", registre)).toContain("(lignes : 1)");
    expect(await readFile(registre, "utf8")).toMatch(/^\{"epci":"200068666","numeroHash":"n2",[^\n]+\}\n$/);

    const said = await restaurer(archive, "--registre", registre);
    expect(said).toContain("effacées de nouveau : 1\n");
    expect(said).toContain("blaise purger");
    expect(said).not.toContain("Prévenez le DPO");
    expect((await contentOf(cible.url))["nominatif.demandeur"]).toMatch(/^1 /);
    expect(await exploitationOf(source.url)).toEqual([
      "sauvegarde-ecrite archive:nuit.blaise",
      "registre-exporte archive:effacements.jsonl",
    ]);
    // Of the archive, then of what brought it back: the line of the archive itself came after it.
    expect(await exploitationOf(cible.url)).toEqual(["base-restauree archive:nuit.blaise"]);
  });

  test("an archive that the register no longer covers is told as such", async () => {
    await source.pool.query("update duree_conservation set duree = '0 days' where depuis = 'effacement'");
    await sauvegarder(`${archive}.2`);
    expect(await restaurer(`${archive}.2`, "--remplacer")).toContain("Prévenez le DPO");
  });
});
