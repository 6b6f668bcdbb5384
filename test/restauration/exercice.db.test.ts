// @module-tag ci
// @module-tag moteur
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { withChaines } from "#acces/sql/journal/chaine.queries.ts";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { EXCLUES } from "#exploitation/sql/sauvegarde/catalogue.ts";
import type { Manifeste } from "#exploitation/sql/sauvegarde/manifeste.ts";
import { restoreSauvegarde } from "#exploitation/sql/sauvegarde/restaurer.ts";
import { exportRegistre, writeSauvegarde } from "#exploitation/sql/sauvegarde/sauvegarder.ts";
import { openBases } from "#service/sql/open-base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { createDatabase, createEmptyDatabase, type TestDatabase } from "../database.ts";
import { CLE_HACHAGE, contentOf, EPCI, erase, fillSource, makeDossier, PIECE, withOwner } from "./source.ts";

const CLE = Buffer.alloc(32, 1);
const MAINTENANT = "2026-03-01T02:00:00.000Z";

let source: TestDatabase;
let dossier: string;
let travail: string;
let archive: string;
let manifeste: Manifeste;
let avant: { readonly content: Record<string, string>; readonly bilan: Bilan; readonly politiques: readonly unknown[] };

beforeAll(async () => {
  source = await createDatabase();
  dossier = await makeDossier();
  travail = await mkdtemp(join(tmpdir(), "blaise-sauvegarde-"));
  archive = join(travail, "nuit.blaise");
  await fillSource(source, ["communes", "qpv", "seuils", "objectifs", "resultats", "sne-attributions"]);
  avant = {
    content: await contentOf(source.url),
    bilan: await bilanOf(source.url),
    politiques: await politiquesOf(source.url),
  };
  const written = await save(archive);
  manifeste = written.manifeste;
  // Life goes on after the backup: one erased on request, one by the purge, one who came, one who changed.
  await erase(source.url, "n1");
  await erase(source.url, "n2");
  await source.pool.query("insert into nominatif.demandeur (epci, numero_hash) values ($1, 'n99')", [EPCI]);
  await source.pool.query("update nominatif.demandeur set nom = 'Changé' where numero_hash = 'n3'");
});

afterAll(async () => {
  await source.drop();
  for (const folder of [dossier, travail]) await rm(folder, { recursive: true, force: true });
});

function save(fichier: string) {
  return writeSauvegarde({
    url: source.url,
    fichier,
    cle: CLE,
    fichierCle: null,
    dossier,
    cleHachage: null,
    maintenant: MAINTENANT,
    version: "essai",
  });
}

async function bilanOf(url: string): Promise<Bilan> {
  const bases = openBases(url);
  try {
    const base = bases.pour(operateur("essai", [EPCI]));
    return await computeBilan(base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
  } finally {
    await bases.close();
  }
}

/** Which tables are closed, and by which policies. */
async function politiquesOf(url: string): Promise<readonly unknown[]> {
  return withOwner(url, async (client) => {
    const { rows } = await client.query(
      `select c.oid::regclass::text as table, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polcmd,
              pg_get_expr(p.polqual, p.polrelid) as qual, pg_get_expr(p.polwithcheck, p.polrelid) as check,
              has_table_privilege('blaise_application', c.oid, 'select, insert, update, delete') as ouverte
         from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
         left join pg_policy p on p.polrelid = c.oid
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
        order by 1, 4`,
    );
    return rows;
  });
}

async function restoreTo(
  url: string,
  options: { fichier?: string; registre?: string; remplacer?: boolean; dossier?: string } = {},
) {
  const place = options.dossier ?? (await mkdtemp(join(travail, "cible-")));
  return {
    place,
    fait: await restoreSauvegarde({
      url,
      fichier: options.fichier ?? archive,
      cle: CLE,
      dossier: place,
      cleHachage: null,
      remplacer: options.remplacer ?? false,
      registre: options.registre ?? null,
    }),
  };
}

describe("what is saved", () => {
  test("every table of the database, or the reason why not", () => {
    const known = new Set([...manifeste.tables.map(({ table }) => table), ...Object.keys(EXCLUES)]);
    expect(Object.keys(avant.content).filter((table) => !known.has(table))).toEqual([]);
    expect(manifeste.exclues.map(({ table }) => table).sort()).toEqual(Object.keys(EXCLUES).sort());
  });

  test("as many rows as the database counts, the heads of the journal, the files", () => {
    const counts = Object.fromEntries(manifeste.tables.map(({ table, lignes }) => [table, lignes]));
    const expected = Object.entries(avant.content).filter(([table]) => !(table in EXCLUES));
    expect(counts).toEqual(Object.fromEntries(expected.map(([table, etat]) => [table, Number(etat.split(" ")[0])])));
    expect(counts["public.attribution"]).toBeGreaterThan(1_000);
    expect(manifeste.journal.map(({ numero }) => numero).sort((a, b) => a - b)[0]).toBe(12);
    expect(manifeste.epci).toEqual([{ epci: EPCI, nom: "Saint-Dizier, Der & Blaise" }]);
    expect(manifeste.fichiers).toMatchObject({ nombre: 3, octets: PIECE.length + Buffer.byteLength(CLE_HACHAGE) });
  });

  test("nothing in clear, and nobody else may read it", async () => {
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    const octets = await readFile(archive);
    for (const word of ["Canari", "demandeur", CLE_HACHAGE, EPCI]) expect(octets.includes(word)).toBe(false);
    expect((await readdir(travail)).filter((nom) => nom.startsWith("nuit"))).toEqual(["nuit.blaise"]);
  });
});

describe("restored elsewhere, with the register exported since", () => {
  let cible: { url: string; drop(): Promise<void> };
  let place: string;
  let effaces: number;

  beforeAll(async () => {
    const registre = join(travail, "effacements.jsonl");
    expect(await exportRegistre(source.url, registre)).toBe(2);
    cible = await createEmptyDatabase();
    const restored = await restoreTo(cible.url, { registre });
    place = restored.place;
    effaces = restored.fait.effaces;
  });

  afterAll(async () => {
    await cible.drop();
  });

  test("each table is what it was, but for the persons erased since", async () => {
    const touched = [
      "public.registre_effacement",
      "public.attribution",
      "public.decision",
      "nominatif.demandeur",
      "nominatif.registre",
      "nominatif.souhait_cherche",
      "nominatif.menage",
      "nominatif.piece",
      "sensible.situation",
      ...Object.keys(EXCLUES),
    ];
    const content = await contentOf(cible.url);
    const others = (all: Record<string, string>) => Object.entries(all).filter(([table]) => !touched.includes(table));
    expect(others(content)).toEqual(others(avant.content));
    expect(content["acces.session"]).toBe("0 ");
  });

  test("the persons erased since stay erased, and only they", async () => {
    expect(effaces).toBe(2);
    const found = await withOwner(cible.url, async (client) => ({
      demandeurs: (await client.query("select numero_hash, nom from nominatif.demandeur order by 1")).rows,
      reste: (
        await client.query(
          `select (select count(*) from nominatif.menage) as menages, (select count(*) from nominatif.piece) as pieces,
                  (select count(*) from sensible.situation) as situations,
                  (select count(*) from decision where demandeur is null and motif is null) as decisions,
                  (select count(*) from attribution where cle = 'n1') as faits`,
        )
      ).rows,
    }));
    const kept = ["n10", "n11", "n12", "n3", "n4", "n5", "n6", "n7", "n8", "n9"];
    expect(found.demandeurs.map((row) => row.numero_hash)).toEqual(kept);
    expect(found.demandeurs.find((row) => row.numero_hash === "n3")?.nom).toBe("Canari3");
    expect(found.reste).toEqual([{ menages: 10, pieces: 10, situations: 10, decisions: 2, faits: 0 }]);
  });

  test("the journal has the same heads, and every chain is whole", async () => {
    const pool = openPool(cible.url);
    try {
      const { chaines, ruptures } = await withChaines(openSql(pool), (queries) => verifyJournal(queries));
      expect(ruptures).toEqual([]);
      const tetes = chaines.flatMap(({ organisation, tete }) => (tete ? [{ organisation, ...tete }] : []));
      expect(tetes).toEqual(manifeste.journal);
    } finally {
      await pool.end();
    }
  });

  test("the figures of the bilan are the same", async () => {
    expect(await bilanOf(cible.url)).toEqual(avant.bilan);
    expect(avant.bilan.total).toBeGreaterThan(500);
  });

  test("the rows are closed by the same policies", async () => {
    const politiques = await politiquesOf(cible.url);
    expect(politiques).toEqual(avant.politiques);
    expect(politiques.length).toBeGreaterThan(100);
  });

  test("numbers go on where they were", async () => {
    const sql = "insert into organisation (type, nom) values ('commune', 'Nouvelle') returning id";
    const ids = await withOwner(cible.url, async (client) => [
      (await client.query<{ id: number }>("select max(id) as id from organisation")).rows[0]?.id ?? 0,
      (await client.query<{ id: number }>(sql)).rows[0]?.id ?? 0,
    ]);
    expect(ids[1]).toBe((ids[0] ?? 0) + 1);
  });

  test("the files are back, and nothing else", async () => {
    expect((await readdir(place)).sort()).toEqual(["cle-hachage", "pieces"]);
    expect(await readFile(join(place, "cle-hachage"), "utf8")).toBe(CLE_HACHAGE);
    for (const nom of ["pieces/2.bin", "pieces/ab/1.bin"])
      expect((await readFile(join(place, nom))).equals(await readFile(join(dossier, nom)))).toBe(true);
  });

  test("a database that holds data is refused, then replaced on demand: whoever is erased in it stays erased", async () => {
    await expect(restoreTo(cible.url, { dossier: place })).rejects.toMatchObject({ code: "base-non-vide" });
    await erase(cible.url, "n7");
    await writeFile(join(place, "pieces", "perdue.bin"), "x");
    const { fait } = await restoreTo(cible.url, { dossier: place, remplacer: true });
    expect(fait.effaces).toBe(3);
    const { rows } = await withOwner(cible.url, (client) =>
      client.query("select numero_hash from nominatif.demandeur where numero_hash in ('n1', 'n2', 'n3', 'n7')"),
    );
    expect(rows).toEqual([{ numero_hash: "n3" }]);
    expect(await readdir(join(place, "pieces"))).toEqual(["2.bin", "ab"]);
    expect(await bilanOf(cible.url)).toEqual(avant.bilan);
  });
});

test("saved while others write: each chain of the archive stops at its head", async () => {
  const fichier = join(travail, "occupee.blaise");
  const working = { on: true, written: 0 };
  const write = async () => {
    while (working.on) {
      await source.pool.query("select journal.ecrire($1, 'lecture', 'demande-identite', null, null, null)", [EPCI]);
      working.written++;
    }
  };
  const writers = [write(), write()];
  const written = await save(fichier).finally(() => {
    working.on = false;
  });
  await Promise.all(writers);
  expect(working.written).toBeGreaterThan(10);
  const cible = await createEmptyDatabase();
  const pool = openPool(cible.url);
  try {
    await restoreTo(cible.url, { fichier });
    const { ruptures, chaines } = await withChaines(openSql(pool), (queries) => verifyJournal(queries));
    expect(ruptures).toEqual([]);
    expect(chaines.map(({ tete }) => tete?.numero)).toEqual(written.manifeste.journal.map(({ numero }) => numero));
  } finally {
    await pool.end();
    await cible.drop();
  }
});
