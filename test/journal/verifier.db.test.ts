// @module-tag moteur
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { describeRupture, verifierCommand } from "../../src/service/commandes/verifier.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { addOrganisations, beginLignes } from "./chaines.ts";

let database: TestDatabase;
let dossier: string;
let organisation: number;

beforeAll(async () => {
  database = await createDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-verifier-"));
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("BLAISE_DONNEES", join(dossier, "var"));
  [organisation = 0] = await addOrganisations(database.pool, 1, "Bailleur");
  const client = await database.pool.connect();
  await beginLignes(client, organisation, 12);
  await client.query("commit");
  client.release();
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.drop();
  await rm(dossier, { recursive: true, force: true });
});

/** What the command wrote, and the refusal it ended with. */
async function verifier(...args: string[]): Promise<{ readonly texte: string; readonly refus: unknown }> {
  let texte = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    texte += String(chunk);
    return true;
  });
  try {
    await verifierCommand().parseAsync(args, { from: "user" });
    return { texte, refus: null };
  } catch (refus) {
    return { texte, refus };
  } finally {
    write.mockRestore();
  }
}

describe("blaise verifier", () => {
  test("whole, then its heads exported with a key that nobody else reads, then verified against them", async () => {
    expect(await verifier()).toEqual({
      texte: "Bailleur 1 : 12\u00A0lignes, chaîne intacte jusqu’au n° 12\n",
      refus: null,
    });
    const tetes = join(dossier, "tetes.json");
    const { texte } = await verifier("--exporter-tetes", tetes);
    const cle = /^Clé : (.*)$/m.exec(texte)?.[1] ?? "";
    expect(cle).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    expect((await stat(join(dossier, "var", "cle-journal"))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(tetes, "utf8")).tetes).toMatchObject([{ organisation, numero: 12 }]);

    expect((await verifier("--tetes", tetes)).texte).toContain("Le journal prolonge la tête du");
    expect((await verifier("--tetes", tetes, "--cle", cle.toUpperCase())).refus).toBeNull();
    expect((await verifier("--tetes", tetes, "--cle", "0000")).refus).toMatchObject({ code: "tetes-autre-cle" });
    expect((await verifier("--exporter-tetes", tetes)).refus).toMatchObject({ code: "fichier-existant" });
  });

  test.each([
    [["--cle", "0000"], "usage"],
    [["--tetes", "/nulle/part"], "fichier-illisible"],
  ])("refuses %j", async (args, code) => {
    expect((await verifier(...args)).refus).toMatchObject({ code });
  });

  test("says what was purged: no line before can be verified any more", async () => {
    await database.pool.query(
      `insert into journal.scelle (organisation, numero, empreinte)
       select organisation, numero, empreinte from journal.entree where organisation = $1 and numero = 1`,
      [organisation],
    );
    await database.pool.query("delete from journal.entree where organisation = $1 and numero = 1", [organisation]);
    const { texte, refus } = await verifier();
    expect(texte).toBe("Bailleur 1 : 11\u00A0lignes, chaîne intacte jusqu’au n° 12 (purgée jusqu’au n° 1)\n");
    expect(refus).toBeNull();
  });

  test("tells where it is broken, exports no head of it, and says so in JSON too", async () => {
    await database.pool.query("update journal.entree set motif = 'autre' where organisation = $1 and numero = 4", [
      organisation,
    ]);
    const tetes = join(dossier, "tetes-2.json");
    const { texte, refus } = await verifier("--exporter-tetes", tetes);
    expect(texte).toBe("Bailleur 1 : ligne 4 modifiée depuis son écriture\n");
    expect(refus).toMatchObject({ code: "journal-altere" });
    await expect(stat(tetes)).rejects.toThrow();
    const json = await verifier("--format", "json");
    expect(JSON.parse(json.texte).ruptures).toEqual([{ organisation, nature: "modifiee", numero: 4, jusqua: 4 }]);
  });

  test("the end cut and the head moved back with it: the chain is whole, the heads tell", async () => {
    await database.pool.query("delete from journal.entree where organisation = $1 and numero > 2", [organisation]);
    await database.pool.query(
      `update journal.tete set numero = 2, empreinte = (select empreinte from journal.entree where organisation = $1 and numero = 2)
        where organisation = $1`,
      [organisation],
    );
    expect((await verifier()).refus).toBeNull();
    const { texte, refus } = await verifier("--tetes", join(dossier, "tetes.json"));
    expect(texte).toContain("Bailleur 1 : la chaîne allait jusqu’à la ligne 12 le ");
    expect(texte).toContain("elle s’arrête à la ligne 2\n");
    expect(refus).toMatchObject({ code: "journal-altere" });
  });
});

test.each([
  ["modifiee", "lignes 4 à 9 modifiées depuis leur écriture"],
  ["remplacee", "lignes 4 à 9 remplacées : la suivante garde l’empreinte de l’ancienne"],
  ["supprimees", "lignes 4 à 9 supprimées"],
  ["ajoutees", "lignes 4 à 9 ajoutées sans passer par Blaise"],
] as const)("%s, in French", (nature, expected) => {
  expect(describeRupture({ organisation: 1, nature, numero: 4, jusqua: 9 })).toBe(expected);
});
