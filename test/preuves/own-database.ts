import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import { type OpenBases, openBases } from "#service/sql/open-base.ts";
import type { Base } from "#socle/lectures/base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool } from "#socle/sql/sql.ts";

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
