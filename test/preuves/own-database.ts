import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import type { Base } from "#application/base.ts";
import { operateur } from "#domain/habilitation/acteur.ts";
import { openServeur } from "#storage/embedded/serveur.ts";
import { migrate } from "#storage/migrate.ts";
import { type OpenBases, openBases } from "#storage/open-base.ts";
import { openPool } from "#storage/sql.ts";

export type OwnDatabase = {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly base: Base;
  readonly bases: OpenBases;
  readonly dossier: string;
};

/** An embedded server of its own, durable as in production, for one proof; removed afterwards. */
export async function withOwnDatabase<T>(work: (database: OwnDatabase) => Promise<T>): Promise<T> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-preuve-"));
  const serveur = await openServeur({ dossier: join(dossier, "var") });
  await migrate(serveur.url);
  const pool = openPool(serveur.url);
  const bases = openBases(serveur.url);
  const base = bases.pour(operateur("preuve", ["200068666"]));
  try {
    await base.territoires.add({ epci: "200068666", nom: "Essai", demonstration: true }, [
      { commune: "52448", nom: "Saint-Dizier", population: null },
    ]);
    return await work({ url: serveur.url, pool, base, bases, dossier });
  } finally {
    await Promise.all([bases.close(), pool.end()]);
    await serveur.stop();
    await rm(serveur.racine, { recursive: true, force: true });
    await rm(dossier, { recursive: true, force: true });
  }
}
