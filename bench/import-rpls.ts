import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { openFichier } from "#donnees/formats/fichier.ts";
import type { ImportDeps } from "#imports/actes/lot/import-lot.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { writeRplsFile } from "../test/fixtures/rpls-lines.ts";
import { elapsed, type Mesure, round } from "./mesure.ts";

const LIGNES = 500_000;
const TOURS = 3;

export type BenchImport = {
  readonly deps: ImportDeps;
  readonly pool: pg.Pool;
  readonly dossier: string;
  readonly epci: string;
};

/**
 * The whole import (survey, decode, check, store, index) of 500 000 dwellings, against a bare COPY of the very rows it stored into
 * the same table with the same indexes. Runs of each in turn, the best of each kept: a busy machine slows both.
 */
export async function benchImport({ deps, pool, dossier, epci }: BenchImport): Promise<Mesure> {
  const chemin = join(dossier, "rpls-2017.csv");
  await writeRplsFile(chemin, LIGNES);
  const imports: number[] = [];
  const copies: number[] = [];
  const memory = watchMemory();
  for (let tour = 0; tour < TOURS; tour++) {
    await pool.query("delete from lot");
    await pool.query("vacuum logement");
    await pool.query("checkpoint");
    imports.push(await elapsed(() => importOnce(deps, chemin, epci)));
    copies.push(await bareCopy(pool, join(dossier, "nu.copy")));
  }
  const rss = memory.stop();
  await pool.query("delete from lot");
  const ratio = Math.min(...imports) / Math.min(...copies);
  return {
    id: "import-rpls",
    libelle: `Import complet de ${LIGNES} logements, rapporté à un COPY nu des mêmes lignes dans la même table`,
    valeur: round(ratio),
    unite: "×",
    objectif: "≤ 2,5",
    tenu: ratio <= 2.5,
    details: {
      importMs: Math.round(Math.min(...imports)),
      copyMs: Math.round(Math.min(...copies)),
      lignesParSeconde: Math.round(LIGNES / (Math.min(...imports) / 1000)),
      rssMaxMio: rss,
      fichierMio: Math.round((await stat(chemin)).size / 2 ** 20),
    },
  };
}

async function importOnce(deps: ImportDeps, chemin: string, epci: string): Promise<void> {
  const { fini } = await receiveFichier(deps, {
    fichier: await openFichier(chemin),
    epci,
    periode: "2017",
  });
  await fini;
}

async function bareCopy(pool: pg.Pool, file: string): Promise<number> {
  const client = await pool.connect();
  try {
    await pipeline(client.query(copyTo("copy logement to stdout")), createWriteStream(file));
    await client.query("truncate logement");
    await client.query("checkpoint");
    return await elapsed(() =>
      pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), client.query(copyFrom("copy logement from stdin"))),
    );
  } finally {
    client.release();
  }
}

function watchMemory(): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return Math.round(peak / 2 ** 20);
    },
  };
}
