import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { to as copyTo } from "pg-copy-streams";
import { verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { withChaines } from "#acces/sql/journal/chaine.queries.ts";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { listTables } from "#exploitation/sql/sauvegarde/catalogue.ts";
import { restoreSauvegarde } from "#exploitation/sql/sauvegarde/restaurer.ts";
import { exportRegistre, writeSauvegarde } from "#exploitation/sql/sauvegarde/sauvegarder.ts";
import { openBases } from "#service/sql/open-base.ts";
import { type Random, seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { withDatabase } from "../database-url.ts";
import { EPCI, erase, fillSource, withOwner } from "../restauration/source.ts";
import { type OwnDatabase, withOwnDatabase } from "./own-database.ts";

const EXERCICES = 30;
const GRAINE = 20_260_301;
const CLE = Buffer.alloc(32, 1);
const EFFACEES = 3;

/**
 * 30 backups taken at a random moment of a base that is being written, each restored into a new one: what was acknowledged before is
 * there, whoever was erased after is not, chains are whole, the bilan is the same.
 */
export function proveRestauration(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async (database) => {
    await database.pool.query("delete from territoire_commune");
    await database.pool.query("delete from territoire");
    await fillSource(database, [
      "communes",
      "qpv",
      "seuils",
      "objectifs",
      "resultats",
      "rpls",
      "sne-attributions",
      "sne-demandes",
    ]);
    const bilan = await bilanOf(database.url);
    const random = seedRandom(GRAINE);
    const copies = [await copyBare(database.url), await copyBare(database.url), await copyBare(database.url)];
    const faits: Exercice[] = [];
    for (let rang = 0; rang < EXERCICES; rang++) faits.push(await runExercice(database, { rang, random, bilan }));
    const durees = faits.map(({ restaurationMs }) => restaurationMs).sort((a, b) => a - b);
    return {
      graine: GRAINE,
      exercices: EXERCICES,
      lignes: faits.at(-1)?.lignes,
      octetsArchive: faits.at(-1)?.taille,
      acquittees: faits.reduce((sum, { acquittees }) => sum + acquittees, 0),
      acquitteesPerdues: 0,
      effaceesRevenues: 0,
      rupturesDuJournal: 0,
      ecartsAuManifeste: 0,
      bilansDifferents: 0,
      copieNueMs: medianOf(copies),
      sauvegardeMs: medianOf(faits.map(({ sauvegardeMs }) => sauvegardeMs)),
      restaurationMs: { mediane: medianOf(durees), max: Math.round(durees.at(-1) ?? 0) },
    };
  });
}

type Exercice = {
  readonly lignes: number;
  readonly taille: number;
  readonly acquittees: number;
  readonly sauvegardeMs: number;
  readonly restaurationMs: number;
};
type Tirage = { readonly rang: number; readonly random: Random; readonly bilan: Bilan };

async function runExercice(database: OwnDatabase, { rang, random, bilan }: Tirage): Promise<Exercice> {
  const fichier = join(database.dossier, `${rang}.blaise`);
  const registre = join(database.dossier, `${rang}.jsonl`);
  const atelier = startWriters(database, rang);
  const seuil = EFFACEES + Math.floor(random() * 200);
  await sleepUntil(() => atelier.acquittees.length >= seuil);
  const avant = [...atelier.acquittees];
  const debut = performance.now();
  const { manifeste, taille } = await save(database, fichier);
  const sauvegardeMs = performance.now() - debut;
  await atelier.stop();
  const effacees = Array.from({ length: EFFACEES }, () => avant[Math.floor(random() * avant.length)] ?? "");
  for (const numero of effacees) await erase(database.url, numero);
  await exportRegistre(database.url, registre);
  const restaurationMs = await onNewDatabase(database, `exercice_${rang}`, async (url) => {
    const depart = performance.now();
    await restoreSauvegarde({
      url,
      fichier,
      registre,
      cle: CLE,
      dossier: join(database.dossier, `cible-${rang}`),
      cleHachage: null,
      remplacer: false,
    });
    const duree = performance.now() - depart;
    await check(url, { bilan, avant: avant.filter((numero) => !effacees.includes(numero)), effacees });
    return duree;
  });
  const lignes = manifeste.tables.reduce((sum, table) => sum + table.lignes, 0);
  return { lignes, taille, acquittees: avant.length, sauvegardeMs, restaurationMs };
}

/** Two desks that register households, each with its line of journal, as fast as the base answers. */
function startWriters({ pool }: OwnDatabase, rang: number) {
  const acquittees: string[] = [];
  let on = true;
  const write = async (guichet: number) => {
    for (let i = 0; on; i++) {
      const numero = `r${rang}-${guichet}-${i}`;
      await pool.query(
        `with d as (insert into nominatif.demandeur (epci, numero_hash, nom) values ($1, $2, 'Nom') returning id)
         select journal.ecrire($1, 'creation', 'demande-identite', null, id, null) from d`,
        [EPCI, numero],
      );
      acquittees.push(numero);
    }
  };
  const writers = Promise.all([write(1), write(2)]);
  return {
    acquittees,
    stop: async () => {
      on = false;
      await writers;
    },
  };
}

async function sleepUntil(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 1));
}

function save({ url, dossier }: OwnDatabase, fichier: string) {
  return writeSauvegarde({
    url,
    fichier,
    cle: CLE,
    fichierCle: null,
    dossier: join(dossier, "donnees"),
    cleHachage: null,
    maintenant: "2026-03-01T02:00:00.000Z",
    version: "preuve",
  });
}

async function onNewDatabase<T>({ url }: OwnDatabase, nom: string, work: (url: string) => Promise<T>): Promise<T> {
  await withOwner(url, (client) => client.query(`create database ${nom}`));
  try {
    return await work(withDatabase(url, nom));
  } finally {
    await withOwner(url, (client) => client.query(`drop database ${nom} with (force)`));
  }
}

/** The least that a backup can cost: every table read by COPY, in the order of the disk, and thrown away. */
async function copyBare(url: string): Promise<number> {
  return withOwner(url, async (client) => {
    const tables = await listTables(client);
    const debut = performance.now();
    for (const { nom } of tables) {
      for await (const _ of client.query(copyTo(`copy ${nom} to stdout`)));
    }
    return performance.now() - debut;
  });
}

type Attendu = { readonly bilan: Bilan; readonly avant: readonly string[]; readonly effacees: readonly string[] };

async function check(url: string, { bilan, avant, effacees }: Attendu): Promise<void> {
  const pool = openPool(url);
  try {
    const { rows } = await pool.query<{ numero_hash: string }>("select numero_hash from nominatif.demandeur");
    const presentes = new Set(rows.map(({ numero_hash }) => numero_hash));
    const perdues = avant.filter((numero) => !presentes.has(numero));
    const revenues = effacees.filter((numero) => presentes.has(numero));
    if (perdues.length > 0) throw new Error(`acknowledged, and not restored: ${perdues.join(", ")}`);
    if (revenues.length > 0) throw new Error(`erased, and back: ${revenues.join(", ")}`);
    const { ruptures } = await withChaines(openSql(pool), (queries) => verifyJournal(queries));
    if (ruptures.length > 0) throw new Error(`the journal is broken: ${JSON.stringify(ruptures)}`);
  } finally {
    await pool.end();
  }
  if (!isDeepStrictEqual(await bilanOf(url), bilan)) throw new Error("the bilan has changed");
}

async function bilanOf(url: string): Promise<Bilan> {
  const bases = openBases(url);
  try {
    const base = bases.pour(operateur("preuve", [EPCI]));
    return await computeBilan(base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
  } finally {
    await bases.close();
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
