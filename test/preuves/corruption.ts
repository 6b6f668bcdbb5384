import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServeur, removeServeur } from "#exploitation/sql/embedded/serveur.ts";
import { restoreSauvegarde } from "#exploitation/sql/sauvegarde/restaurer.ts";
import { writeSauvegarde } from "#exploitation/sql/sauvegarde/sauvegarder.ts";
import { type Random, seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { dependanceOf } from "#socle/routes/serveur/dependance.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool } from "#socle/sql/sql.ts";
import { withDatabase } from "../database-url.ts";
import { withOwner } from "../restauration/source.ts";

const FOIS = 20;
const GRAINE = 6_122_026;
const LIGNES = 2_000;
const PAGE = 8_192;
const CLE = Buffer.alloc(32, 3);

/**
 * Bytes changed in the file of a table, twenty times, at a place drawn in it: what is damaged is never read as if it were whole, the rest of the base reads,
 * the failure is told as a damaged base, and the backup gives everything back.
 */
export async function proveCorruption(): Promise<Record<string, unknown>> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-corruption-"));
  const random = seedRandom(GRAINE);
  const vus: Record<string, number> = {};
  try {
    const { racine, fichier, archive } = await prepare(dossier);
    for (let i = 0; i < FOIS; i++) {
      const avant = await damage(join(racine, "data", fichier), random);
      const dit = await readDamaged(dossier);
      vus[dit] = (vus[dit] ?? 0) + 1;
      await avant.restore();
    }
    if (vus.abimee !== FOIS) throw new Error(JSON.stringify(vus));
    return {
      graine: GRAINE,
      fois: FOIS,
      lignes: LIGNES,
      dites: vus.abimee,
      luesFausses: 0,
      rendues: await giveBack(dossier, archive),
    };
  } finally {
    await removeServeur(dossier).catch(() => undefined);
    await rm(dossier, { recursive: true, force: true });
  }
}

async function prepare(dossier: string) {
  const serveur = await openServeur({ dossier });
  await migrate(serveur.url);
  const pool = openPool(serveur.url, { max: 1 });
  try {
    await pool.query("insert into territoire (epci, nom) values ('200068666', 'Essai')");
    await pool.query(
      `insert into nominatif.demandeur (epci, numero_hash, nom) select '200068666', 'n' || i, 'Nom ' || i from generate_series(1, ${LIGNES}) i`,
    );
    await pool.query("checkpoint");
    const archive = join(dossier, "avant.blaise");
    await writeSauvegarde({
      url: serveur.url,
      fichier: archive,
      cle: CLE,
      fichierCle: null,
      dossier: join(dossier, "donnees"),
      cleHachage: null,
      maintenant: "2026-03-01T02:00:00.000Z",
      version: "preuve",
    });
    const { rows } = await pool.query<{ chemin: string }>(
      "select pg_relation_filepath('nominatif.demandeur') as chemin",
    );
    return { racine: serveur.racine, fichier: rows[0]?.chemin ?? "", archive };
  } finally {
    await pool.end();
    await serveur.stop();
  }
}

/** Eight bytes of a page's rows, the base stopped. */
async function damage(fichier: string, random: Random): Promise<{ restore(): Promise<void> }> {
  const handle = await open(fichier, "r+");
  const { size } = await handle.stat();
  const page = Math.floor(random() * (size / PAGE));
  // Rows are at the end of a page.
  const at = page * PAGE + PAGE - 1_024 + Math.floor(random() * 1_000);
  const avant = Buffer.alloc(8);
  await handle.read(avant, 0, 8, at);
  await handle.write(Buffer.from(avant.map((octet) => octet ^ 0x5a)), 0, 8, at);
  await handle.close();
  return {
    async restore() {
      const again = await open(fichier, "r+");
      await again.write(avant, 0, 8, at);
      await again.close();
    },
  };
}

async function readDamaged(dossier: string): Promise<string> {
  const serveur = await openServeur({ dossier });
  const pool = openPool(serveur.url, { max: 1 });
  try {
    await pool.query("select * from territoire");
    return await pool.query("select md5(string_agg(nom, ',' order by id)) from nominatif.demandeur").then(
      () => "lue",
      (error: unknown) => dependanceOf(error) ?? String(error),
    );
  } finally {
    await pool.end();
    await serveur.stop();
  }
}

async function giveBack(dossier: string, archive: string): Promise<number> {
  const serveur = await openServeur({ dossier });
  try {
    await withOwner(serveur.url, (client) => client.query("create database rendue"));
    const url = withDatabase(serveur.url, "rendue");
    const cible = join(dossier, "cible");
    await restoreSauvegarde({
      url,
      fichier: archive,
      cle: CLE,
      dossier: cible,
      cleHachage: null,
      remplacer: false,
      registre: null,
    });
    const pool = openPool(url, { max: 1 });
    const { rows } = await pool.query<{ n: number }>("select count(*)::int as n from nominatif.demandeur");
    await pool.end();
    if (rows[0]?.n !== LIGNES) throw new Error(`${rows[0]?.n} rows given back of ${LIGNES}`);
    return LIGNES;
  } finally {
    await serveur.stop();
  }
}
