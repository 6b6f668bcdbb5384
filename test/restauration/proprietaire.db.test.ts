// @module-tag ci
// @module-tag moteur
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restoreSauvegarde } from "#exploitation/sql/sauvegarde/restaurer.ts";
import { writeSauvegarde } from "#exploitation/sql/sauvegarde/sauvegarder.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { createEmptyDatabase } from "../database.ts";
import { contentOf, EPCI, withOwner } from "./source.ts";

const CLE = Buffer.alloc(32, 1);
/** An account that is neither superuser nor above row security, as a hosting company gives. */
const COMPTE = "blaise_essai_proprietaire";
const LECTEUR = "blaise_essai_lecteur";

type Base = { url: string; drop(): Promise<void> };
let travail: string;
let source: Base;
let cible: Base;

/** Acts as the account, whatever the way the server lets the test in. */
function as(url: string, role: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}options=${encodeURIComponent(`-c role=${role}`)}`;
}

async function owned(): Promise<Base> {
  const base = await createEmptyDatabase();
  await withOwner(base.url, async (client) => {
    const { rows } = await client.query<{ nom: string }>("select quote_ident(current_database()) as nom");
    await client.query(`alter database ${rows[0]?.nom} owner to ${COMPTE}`);
  });
  return base;
}

beforeAll(async () => {
  travail = await mkdtemp(join(tmpdir(), "blaise-sauvegarde-"));
  const first = await createEmptyDatabase();
  await withOwner(first.url, async (client) => {
    for (const role of [COMPTE, LECTEUR]) await client.query(`drop role if exists ${role}`);
    await client.query(`create role ${COMPTE} nologin nosuperuser nobypassrls`);
    await client.query(`create role ${LECTEUR} nologin nosuperuser nobypassrls`);
    await client.query(`grant blaise_application to ${COMPTE}`);
  });
  await first.drop();
  source = await owned();
  cible = await owned();
  await migrate(as(source.url, COMPTE));
  await withOwner(as(source.url, COMPTE), async (client) => {
    await client.query("insert into territoire (epci, nom) values ($1, 'Un territoire')", [EPCI]);
    await client.query(
      "insert into nominatif.demandeur (epci, numero_hash) select $1, i from generate_series(1, 50) i",
      [EPCI],
    );
    await client.query("select journal.ecrire($1, 'lecture', 'demande-identite', null, null, null)", [EPCI]);
  });
});

afterAll(async () => {
  await Promise.all([source.drop(), cible.drop()]);
  const last = await createEmptyDatabase();
  await withOwner(last.url, (client) => client.query(`drop role ${COMPTE}, ${LECTEUR}`));
  await last.drop();
  await rm(travail, { recursive: true, force: true });
});

function save(url: string, fichier: string) {
  return writeSauvegarde({
    url,
    fichier,
    cle: CLE,
    fichierCle: null,
    dossier: travail,
    cleHachage: null,
    maintenant: "2026-03-01T02:00:00.000Z",
    version: "essai",
  });
}

describe("an owner that row security is forced on", () => {
  test("saves every row, and restores them twice", async () => {
    const fichier = join(travail, "a.blaise");
    await save(as(source.url, COMPTE), fichier);
    const options = {
      url: as(cible.url, COMPTE),
      fichier,
      cle: CLE,
      dossier: travail,
      cleHachage: null,
      registre: null,
    };
    await restoreSauvegarde({ ...options, remplacer: false });
    expect(await contentOf(cible.url)).toEqual(await contentOf(source.url));
    await restoreSauvegarde({ ...options, remplacer: true });
    expect(await contentOf(cible.url)).toEqual(await contentOf(source.url));
    expect((await contentOf(cible.url))["nominatif.demandeur"]).toMatch(/^50 /);
  });

  test("an account that would see a part of the rows is refused", async () => {
    const refus = { code: "compte-non-proprietaire" };
    await expect(save(as(source.url, LECTEUR), join(travail, "b.blaise"))).rejects.toMatchObject(refus);
  });
});
