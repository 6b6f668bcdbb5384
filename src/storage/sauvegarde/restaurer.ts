import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Effacement } from "#application/conservation/ports.ts";
import { writeCopy } from "../copy.ts";
import { applyDroits } from "../droits/apply-droits.ts";
import { applyMissing, fingerprint, lockMigrations, type Migration, readMigrations } from "../migrate.ts";
import { copyToText, EXCLUES, listSequences, listTables, readTetes, type TableCatalogue } from "./catalogue.ts";
import { empreinteDeCle } from "./cle.ts";
import { withTransaction } from "./connexion.ts";
import type { Entree } from "./entrees.ts";
import { type Attente, openAttente, readKeyFile } from "./fichiers.ts";
import { type Manifeste, makeCompteur, type TableManifeste } from "./manifeste.ts";
import { cleHachageDifferente, illisible, incompatible, plusRecente } from "./refusals.ts";
import { readRegistre, readRegistreFile, replayRegistre } from "./registre.ts";
import { dropSchema, liftContraintes, requireAlone, requireCible, restoreContraintes } from "./schema.ts";
import { readSauvegarde } from "./verifier.ts";

export type RestaurationOptions = {
  readonly url: string;
  readonly fichier: string;
  /** 32 bytes. */
  readonly cle: Buffer;
  /** The data folder. */
  readonly dossier: string;
  /** Key of the numéros uniques when the operator holds it (BLAISE_CLE_HACHAGE). */
  readonly cleHachage: string | null;
  /** Replace a database that holds data. */
  readonly remplacer: boolean;
  /** Register of erasures exported on its own: replayed with the one of the database replaced. */
  readonly registre: string | null;
};

export type Restauration = {
  readonly manifeste: Manifeste;
  /** Files of households deleted again, because their persons were erased after the backup. */
  readonly effaces: number;
  /** Migrations applied after the load: the archive was older than this version. */
  readonly migrations: readonly string[];
  /** The archive is older than what a register remembers: persons erased long ago may be back, whom it no longer names. */
  readonly horsRegistre: boolean;
};

/**
 * Puts an archive back, in one transaction: a failure, at any point, leaves the database as it was. The archive is read whole first, so a
 * damaged one is refused before the database is touched. Refuses `sauvegarde-*`, `cle-*`, `base-*`, `registre-illisible`.
 */
export async function restoreSauvegarde(options: RestaurationOptions): Promise<Restauration> {
  const { url, fichier, cle, dossier } = options;
  const exporte = options.registre === null ? [] : await readRegistreFile(options.registre);
  const manifeste = await readSauvegarde(fichier, cle);
  const migrations = await readMigrations();
  requireSchema(manifeste, migrations);
  const attente = await openAttente(dossier);
  try {
    const fait = await withTransaction(url, "begin", (client) =>
      restoreInto(client, { options, manifeste, migrations, attente, exporte }),
    );
    await attente.install();
    return fait;
  } finally {
    await attente.discard();
  }
}

/** The same migrations, to the letter: tables that only look alike would be filled wrongly. */
function requireSchema(manifeste: Manifeste, migrations: readonly Migration[]): void {
  const connu = migrations.at(-1)?.numero ?? 0;
  if (manifeste.schema > connu) throw plusRecente(manifeste.schema, connu);
  for (const { numero, nom, empreinte } of manifeste.migrations) {
    const migration = migrations.find((found) => found.numero === numero);
    if (!migration || fingerprint(migration.texte) !== empreinte)
      throw incompatible(`sa migration ${nom} n’est pas la même`);
  }
}

type Travail = {
  readonly options: RestaurationOptions;
  readonly manifeste: Manifeste;
  readonly migrations: readonly Migration[];
  readonly attente: Attente;
  readonly exporte: readonly Effacement[];
};

async function restoreInto(client: pg.Client, travail: Travail): Promise<Restauration> {
  const { options, manifeste, migrations, attente, exporte } = travail;
  await requireAlone(client);
  await lockMigrations(client);
  await requireCible(client, options.remplacer);
  const registre = await readRegistre(client);
  await dropSchema(client);
  await applyMissing(
    client,
    migrations.filter(({ numero }) => numero <= manifeste.schema),
  );
  await load(client, travail);
  await requireCleHachage(options, manifeste, { attente, registre: registre.length > 0 });
  const applied = await applyMissing(client, migrations);
  // Their mark came with the archive, and says that they are there.
  await client.query("delete from public.reglage where cle = 'politiques'");
  const effaces = await replayRegistre(client, [...registre, ...exporte]);
  await applyDroits(client);
  await client.query("analyze");
  return { manifeste, effaces, migrations: applied, horsRegistre: await isForgotten(client, manifeste.faiteLe) };
}

/** Whether a copy of that instant is older than what the register of erasures remembers. */
export async function isForgotten(client: pg.ClientBase, faiteLe: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1
       from public.duree_conservation
      where classe = 'C2' and depuis = 'effacement' and $1::timestamptz + duree < now()`,
    [faiteLe],
  );
  return rowCount !== 0;
}

/** Into empty tables that have no row policy yet: PostgreSQL refuses COPY into a table that has, even from its owner. */
async function load(client: pg.Client, { options, manifeste, attente }: Travail): Promise<void> {
  const tables = await requireTables(client, manifeste);
  const contraintes = await liftContraintes(client);
  await client.query(`truncate ${[...tables.keys()].join(", ")}`);
  const relu = await readSauvegarde(options.fichier, options.cle, (entree) =>
    receive(client, { entree, manifeste, attente }),
  );
  if (JSON.stringify(relu) !== JSON.stringify(manifeste))
    throw illisible("le fichier a changé pendant la restauration");
  await restoreContraintes(client, contraintes);
  await restoreSequences(client, manifeste);
  for (const table of manifeste.tables) await requireSame(client, table, tables.get(table.table));
  const tetes = await readTetes(client);
  if (JSON.stringify(tetes) !== JSON.stringify(manifeste.journal))
    throw illisible("les têtes du journal ne sont pas celles du manifeste");
}

/** The tables of the archive are those of its schema, no more and no less. */
async function requireTables(
  client: pg.ClientBase,
  manifeste: Manifeste,
): Promise<ReadonlyMap<string, TableCatalogue>> {
  const tables = new Map((await listTables(client)).map((table) => [table.nom, table]));
  for (const { table, colonnes } of manifeste.tables) {
    const found = tables.get(table);
    if (!found) throw incompatible(`il n’a pas la table ${table}`);
    if (found.colonnes.join() !== colonnes.join()) throw incompatible(`les colonnes de la table ${table} diffèrent`);
  }
  const saved = new Set(manifeste.tables.map(({ table }) => table));
  const absent = [...tables.keys()].find((nom) => !saved.has(nom) && !(nom in EXCLUES));
  if (absent) throw incompatible(`elle n’a pas la table ${absent}`);
  return tables;
}

type Reception = { readonly entree: Entree; readonly manifeste: Manifeste; readonly attente: Attente };

async function receive(client: pg.Client, { entree, manifeste, attente }: Reception): Promise<void> {
  const { entete, octets } = entree;
  if (entete.type === "fichier") return attente.write(entete.chemin, octets);
  if (entete.type === "manifeste") return;
  const table = manifeste.tables.find((found) => found.table === entete.table);
  // Names and columns are those of the catalogue: requireTables has compared them.
  if (!table) throw illisible("le fichier a changé pendant la restauration");
  await writeCopy(client, `copy ${table.table} (${table.colonnes.join(", ")}) from stdin`, octets);
}

async function restoreSequences(client: pg.ClientBase, manifeste: Manifeste): Promise<void> {
  const sequences = await listSequences(client);
  for (const { table, colonne, valeur } of manifeste.sequences) {
    const found = sequences.find((sequence) => sequence.table === table && sequence.colonne === colonne);
    if (!found) throw incompatible(`la colonne ${colonne} de ${table} n’est pas numérotée de la même façon`);
    if (valeur !== null) await client.query("select setval($1::regclass, $2)", [found.sequence, valeur]);
  }
}

/** Read back from the database, not from what was sent: the same text, in the same order, to the last byte. */
async function requireSame(
  client: pg.Client,
  attendue: TableManifeste,
  table: TableCatalogue | undefined,
): Promise<void> {
  if (!table) throw incompatible(`il n’a pas la table ${attendue.table}`);
  const compteur = makeCompteur();
  for await (const bloc of client.query(copyTo(copyToText(table)))) compteur.add(bloc);
  const { lignes, octets, sha256 } = compteur.result();
  if (lignes !== attendue.lignes || octets !== attendue.octets || sha256 !== attendue.sha256)
    throw illisible(`la table ${attendue.table}, relue après restauration, n’est pas celle du manifeste`);
}

/**
 * The key in force afterwards must be the archive's: otherwise imports would not find their demandes again, and the register of the
 * database replaced, hashed with another key, would erase nobody.
 */
async function requireCleHachage(
  { cleHachage, dossier, remplacer }: RestaurationOptions,
  manifeste: Manifeste,
  { attente, registre }: { readonly attente: Attente; readonly registre: boolean },
): Promise<void> {
  if (manifeste.cleHachage === null) return;
  const [received, present] = [await attente.cleHachage(), await readKeyFile(dossier)];
  const isOurs = (cle: string | null) => cle !== null && empreinteDeCle(cle) === manifeste.cleHachage;
  if (!isOurs(cleHachage ?? received ?? present))
    throw cleHachageDifferente("indiquez celle d’alors par BLAISE_CLE_HACHAGE");
  if (cleHachage !== null || present === null || isOurs(present)) return;
  if (!remplacer)
    throw cleHachageDifferente("le dossier des données en contient une autre ; videz-le, ou ajoutez --remplacer");
  if (registre) throw cleHachageDifferente("le registre des effacements de cette base a été écrit avec une autre clé");
}
