// @module-tag ci
// @module-tag profondeur
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RestaurationOptions, restoreSauvegarde } from "#exploitation/sql/sauvegarde/restaurer.ts";
import { writeSauvegarde } from "#exploitation/sql/sauvegarde/sauvegarder.ts";
import { readSauvegarde } from "#exploitation/sql/sauvegarde/verifier.ts";
import { migrate, migrationsFolder } from "#socle/sql/migrate.ts";
import { createDatabase, createEmptyDatabase, type TestDatabase } from "../database.ts";
import { selon } from "../profondeur.ts";
import { contentOf, EPCI, fillSource, makeDossier, withOwner } from "./source.ts";

const CLE = Buffer.alloc(32, 1);
const ENTETE = 76;
const CADRE = 21;

let source: TestDatabase;
let dossier: string;
let travail: string;
let archive: Buffer;
let cible: { url: string; drop(): Promise<void> };
let place: string;

async function save(url: string, fichier: string, donnees = dossier): Promise<void> {
  await writeSauvegarde({
    url,
    fichier,
    cle: CLE,
    fichierCle: null,
    dossier: donnees,
    cleHachage: null,
    maintenant: "2026-03-01T02:00:00.000Z",
    version: "essai",
  });
}

function restore(fichier: string, options: Partial<RestaurationOptions> = {}) {
  return restoreSauvegarde({
    url: cible.url,
    fichier,
    cle: CLE,
    dossier: place,
    cleHachage: null,
    remplacer: false,
    registre: null,
    ...options,
  });
}

beforeAll(async () => {
  source = await createDatabase();
  dossier = await makeDossier();
  travail = await mkdtemp(join(tmpdir(), "blaise-sauvegarde-"));
  await fillSource(source, ["communes", "sne-attributions"]);
  await save(source.url, join(travail, "nuit.blaise"));
  archive = await readFile(join(travail, "nuit.blaise"));
});

afterAll(async () => {
  await source.drop();
  for (const folder of [dossier, travail]) await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  place = await mkdtemp(join(travail, "cible-"));
});

/** A database for each test of the group. Those in which nothing may be written share one. */
function eachOnItsOwn(): void {
  beforeEach(async () => {
    cible = await createEmptyDatabase();
  });
  afterEach(async () => {
    await cible.drop();
  });
}

/** Where each piece begins, and the end. */
function bornesOf(octets: Buffer): number[] {
  const bornes = [ENTETE];
  for (let at = ENTETE; at < octets.length; ) {
    at += CADRE + octets.readUInt32BE(at + 1);
    bornes.push(at);
  }
  return bornes;
}

function flipped(at: number): Buffer {
  const octets = Buffer.from(archive);
  octets.writeUInt8(octets.readUInt8(at) ^ 1, at);
  return octets;
}

describe("an archive that is not whole", () => {
  beforeAll(async () => {
    cible = await createEmptyDatabase();
  });

  afterAll(async () => {
    await cible.drop();
  });

  const alterations: readonly [string, () => Buffer][] = [
    ["a byte changed in the first line", () => flipped(3)],
    ["in the salt", () => flipped(30)],
    ["in the mark of a piece", () => flipped(ENTETE)],
    ["in a length", () => flipped(ENTETE + 2)],
    ["in a tag", () => flipped(ENTETE + 9)],
    ["in the first piece", () => flipped(ENTETE + CADRE)],
    ["in the middle", () => flipped(Math.floor(archive.length / 2))],
    ["in the last byte", () => flipped(archive.length - 1)],
    ["nothing", () => archive.subarray(0, 0)],
    ["cut in the first line", () => archive.subarray(0, 40)],
    ["cut after the first line", () => archive.subarray(0, ENTETE)],
    ["cut in the middle", () => archive.subarray(0, Math.floor(archive.length / 2))],
    ["cut between two pieces", () => archive.subarray(0, bornesOf(archive).at(-2))],
    ["one byte short", () => archive.subarray(0, archive.length - 1)],
    ["one byte more", () => Buffer.concat([archive, Buffer.from([0])])],
    [
      "two pieces exchanged",
      () => {
        const [a = 0, b = 0, c = 0] = bornesOf(archive);
        return Buffer.concat([
          archive.subarray(0, a),
          archive.subarray(b, c),
          archive.subarray(a, b),
          archive.subarray(c),
        ]);
      },
    ],
  ];

  test("has pieces to exchange", () => {
    expect(bornesOf(archive).length).toBeGreaterThan(3);
    expect(bornesOf(archive).at(-1)).toBe(archive.length);
  });

  test.each(alterations)("%s: refused, nothing is written", async (_, alter) => {
    const fichier = join(place, "alteree.blaise");
    await writeFile(fichier, alter());
    await expect(readSauvegarde(fichier, CLE)).rejects.toMatchObject({ code: "sauvegarde-illisible" });
    await expect(restore(fichier)).rejects.toMatchObject({ name: "Refus", code: "sauvegarde-illisible" });
    expect(await contentOf(cible.url)).toEqual({});
    expect(await readdir(place)).toEqual(["alteree.blaise"]);
  });

  test("or is read with another key", async () => {
    const refus = { code: "cle-sauvegarde-fausse" };
    await expect(restore(join(travail, "nuit.blaise"), { cle: Buffer.alloc(32, 2) })).rejects.toMatchObject(refus);
    expect(await contentOf(cible.url)).toEqual({});
  });

  test("or is not there", async () => {
    await expect(restore(join(place, "absente"))).rejects.toMatchObject({ code: "sauvegarde-introuvable" });
  });
});

describe("a restoration that dies", () => {
  eachOnItsOwn();

  test("leaves the database that it was replacing as it was, and its files too", async () => {
    await restore(join(travail, "nuit.blaise"));
    await withOwner(cible.url, (client) =>
      client.query("update nominatif.demandeur set nom = 'Depuis' where numero_hash = 'n4'"),
    );
    await writeFile(join(place, "pieces", "nouvelle.bin"), "x");
    const avant = await contentOf(cible.url);
    const mort = expect(restore(join(travail, "nuit.blaise"), { remplacer: true })).rejects.toThrow();
    await killWhenCopying();
    await mort;
    expect(await contentOf(cible.url)).toEqual(avant);
    expect((await readdir(place)).sort()).toEqual(["cle-hachage", "pieces"]);
    expect((await readdir(join(place, "pieces"))).sort()).toEqual(["2.bin", "ab", "nouvelle.bin"]);
  });

  /** Once the old tables are dropped and the new ones are being filled. */
  async function killWhenCopying(): Promise<void> {
    await withOwner(cible.url, async (client) => {
      for (let killed = 0; killed === 0; await sleep(1)) {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid)
             from pg_stat_activity
            where datname = current_database()
              and application_name = 'blaise-sauvegarde'
              and state = 'active'
              and query like 'copy % from stdin'`,
        );
        killed = rowCount ?? 0;
      }
    });
  }
});

describe("a target that is not free", () => {
  eachOnItsOwn();

  test("Blaise is running on it", async () => {
    const running = await withOwner(cible.url, async (client) => {
      await client.query("set application_name = 'blaise'");
      return restore(join(travail, "nuit.blaise")).catch((error: unknown) => error);
    });
    expect(running).toMatchObject({ code: "base-occupee" });
  });

  test("it holds tables that are not ours", async () => {
    await withOwner(cible.url, (client) => client.query("create table paie (salaire integer)"));
    const refus = { code: "base-etrangere" };
    await expect(restore(join(travail, "nuit.blaise"), { remplacer: true })).rejects.toMatchObject(refus);
    expect(Object.keys(await contentOf(cible.url))).toEqual(["public.paie"]);
  });

  test("a new installation is free", async () => {
    await migrate(cible.url);
    expect((await restore(join(travail, "nuit.blaise"))).effaces).toBe(0);
  });

  test("its hashing key is another one", async () => {
    await writeFile(join(place, "cle-hachage"), "une autre clé");
    const refus = { code: "cle-hachage-differente" };
    await expect(restore(join(travail, "nuit.blaise"))).rejects.toMatchObject(refus);
    await expect(restore(join(travail, "nuit.blaise"), { cleHachage: "une autre clé encore" })).rejects.toMatchObject(
      refus,
    );
    expect(await contentOf(cible.url)).toEqual({});
    await restore(join(travail, "nuit.blaise"), { remplacer: true });
    expect(await readFile(join(place, "cle-hachage.avant-restauration"), "utf8")).toBe("une autre clé");
  });

  test("the register given is not one", async () => {
    const registre = join(place, "registre.jsonl");
    await writeFile(
      registre,
      `{"epci":"${EPCI}","numeroHash":"n1","effaceLe":"2026-03-02T00:00:00Z","motif":"demande"}\n{"epci":1}\n`,
    );
    await expect(restore(join(travail, "nuit.blaise"), { registre })).rejects.toMatchObject({
      code: "registre-illisible",
      details: { ligne: 2 },
    });
    await expect(restore(join(travail, "nuit.blaise"), { registre: "absent" })).rejects.toMatchObject({
      code: "registre-illisible",
    });
    expect(await contentOf(cible.url)).toEqual({});
  });
});

describe("schemas", () => {
  eachOnItsOwn();

  let ancienne: { url: string; drop(): Promise<void> };
  let fichier: string;

  beforeEach(async () => {
    ancienne = await createEmptyDatabase();
    fichier = join(place, "schema.blaise");
  });

  afterEach(async () => {
    await ancienne.drop();
  });

  test.each(selon({ ci: [4], preuve: [1, 4] }))(
    "an archive of schema %i is restored as it was, then brought up to date",
    async (version) => {
      const folder = await mkdtemp(join(travail, "migrations-"));
      const noms = (await readdir(migrationsFolder())).sort();
      for (const nom of noms.slice(0, version)) await cp(join(migrationsFolder(), nom), join(folder, nom));
      await migrate(ancienne.url, folder);
      await withOwner(ancienne.url, (client) =>
        client.query("insert into territoire (epci, nom) values ($1, 'Un territoire')", [EPCI]),
      );
      await save(ancienne.url, fichier);
      const { manifeste, migrations } = await restore(fichier);
      expect(manifeste.schema).toBe(version);
      expect(migrations).toEqual(noms.slice(version));
      expect((await migrate(cible.url)).appliquees).toEqual([]);
      const { rows } = await withOwner(cible.url, (client) => client.query("select epci, nom from territoire"));
      expect(rows).toEqual([{ epci: EPCI, nom: "Un territoire" }]);
    },
  );

  test.each([
    [
      "a newer one",
      "insert into migration (numero, nom, empreinte) values (999, '0999-demain.sql', 'x')",
      "sauvegarde-plus-recente",
    ],
    ["another one", "update migration set empreinte = 'x' where numero = 2", "sauvegarde-incompatible"],
    ["a table that is not ours", "create table paie (salaire integer)", "sauvegarde-incompatible"],
    ["a column that is not ours", "alter table territoire add column couleur text", "sauvegarde-incompatible"],
  ])("%s is refused", async (_, change, code) => {
    const autre = await createDatabase();
    await autre.pool.query(change);
    await save(autre.url, fichier);
    await autre.drop();
    await expect(restore(fichier)).rejects.toMatchObject({ name: "Refus", code });
    expect(await contentOf(cible.url)).toEqual({});
  });

  test("a database that never served is not saved, an archive is not overwritten", async () => {
    await expect(save(ancienne.url, fichier)).rejects.toMatchObject({ code: "base-vide" });
    expect((await readdir(place)).length).toBe(0);
    await writeFile(fichier, "ancienne");
    await expect(save(source.url, fichier)).rejects.toMatchObject({ code: "sauvegarde-existante" });
    expect(await readFile(fichier, "utf8")).toBe("ancienne");
    await expect(save(source.url, join(place, "absent", "a"))).rejects.toMatchObject({ code: "sauvegarde-non-ecrite" });
  });
});
