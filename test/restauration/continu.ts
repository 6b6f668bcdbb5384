import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { listAttente, openAttente } from "#exploitation/sql/continu/attente.ts";
import type { Destination } from "#exploitation/sql/continu/destination.ts";
import { prendreBase } from "#exploitation/sql/continu/prendre-base.ts";
import { rangerJournaux } from "#exploitation/sql/continu/ranger.ts";
import { type Rendue, restoreContinu } from "#exploitation/sql/continu/restaurer-continu.ts";
import { prepareLayout } from "#exploitation/sql/embedded/layout.ts";
import { openServeur, removeServeur, type Serveur } from "#exploitation/sql/embedded/serveur.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { clientConfig } from "#socle/sql/sql.ts";
import { makeDossier } from "./source.ts";

const EPCI = "200068666";

/** A household of the drill, and the instant by the database's clock at which its commit was acknowledged. */
export type Ecriture = { readonly numero: string; readonly acquitteeA: string };

export type Atelier = {
  readonly serveur: Serveur;
  readonly donnees: string;
  readonly destination: Destination;
  /** Registers households one after the other, and says when each was acknowledged. */
  write(prefixe: string, nombre: number): Promise<readonly Ecriture[]>;
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<readonly T[]>;
  base(): Promise<void>;
  /** Until everything written so far is in the archive. */
  flush(): Promise<void>;
  /** In a new data folder, given to `check`, then removed. */
  rendre<T>(jusqua: string | null, check: (client: pg.Client, rendue: Rendue) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** A cluster of its own, durable, with its continuous archive. */
export async function openAtelier(): Promise<Atelier> {
  const donnees = await makeDossier();
  const travail = await mkdtemp(join(tmpdir(), "blaise-continu-"));
  const serveur = await openServeur({ dossier: donnees });
  await migrate(serveur.url);
  const client = await connect(serveur.url);
  await client.query("insert into territoire (epci, nom) values ($1, 'Un territoire')", [EPCI]);
  const layout = await prepareLayout(donnees);
  const destination = { dossier: join(travail, "archive"), cle: Buffer.alloc(32, 7) };
  const source = { url: serveur.url, racine: layout.racine, donnees, fichierCle: null };
  const prise = { ...source, version: "essai" };
  return {
    serveur,
    donnees,
    destination,
    async write(prefixe, nombre) {
      const faites: Ecriture[] = [];
      for (let i = 0; i < nombre; i++) {
        const numero = `${prefixe}-${i}`;
        await client.query("insert into nominatif.demandeur (epci, numero_hash, nom) values ($1, $2, 'Nom')", [
          EPCI,
          numero,
        ]);
        const { rows } = await client.query<{ a: string }>("select clock_timestamp()::text as a");
        faites.push({ numero, acquitteeA: new Date(Date.parse(rows[0]?.a ?? "") + 1).toISOString() });
        // Instants are told to the millisecond, rounded up.
        await sleep(4);
      }
      return faites;
    },
    query: async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await client.query<T>(sql, values)).rows,
    async base() {
      await openAttente(layout.racine, layout.account);
      await prendreBase(prise, destination);
    },
    async flush() {
      const { rows } = await client.query<{ nom: string }>("select pg_walfile_name(pg_switch_wal()) as nom");
      const dernier = rows[0]?.nom ?? "";
      for (;;) {
        if ((await listAttente(layout.racine))?.some((nom) => nom >= dernier)) break;
        const { rows: vus } = await client.query<{ nom: string | null }>(
          "select last_archived_wal as nom from pg_stat_archiver",
        );
        if ((vus[0]?.nom ?? "") >= dernier) break;
        await sleep(20);
      }
      await rangerJournaux(source, destination);
    },
    async rendre(jusqua, check) {
      const cible = await mkdtemp(join(travail, "rendu-"));
      try {
        const rendue = await restoreContinu({ destination, donnees: cible, jusqua, registre: null });
        return await onServeur(cible, (rendu) => check(rendu, rendue));
      } finally {
        await removeServeur(cible);
      }
    },
    async close() {
      await client.end();
      await serveur.stop();
      await removeServeur(donnees);
      for (const dossier of [donnees, travail]) await rm(dossier, { recursive: true, force: true });
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(url, "blaise-essai"));
  await client.connect();
  return client;
}

async function onServeur<T>(dossier: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const serveur = await openServeur({ dossier });
  const client = await connect(serveur.url);
  try {
    return await work(client);
  } finally {
    await client.end();
    await serveur.stop();
  }
}

/** Numbers of the households that a database holds, sorted. */
export async function numerosOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ numero_hash: string }>("select numero_hash from nominatif.demandeur");
  return rows.map(({ numero_hash }) => numero_hash).sort();
}
