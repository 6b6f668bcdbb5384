import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { keepReserve } from "#exploitation/sql/embedded/reserve.ts";
import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { openBases } from "#service/sql/open-base.ts";
import { seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import type { Base } from "#socle/lectures/base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { dependanceOf } from "#socle/routes/serveur/dependance.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool } from "#socle/sql/sql.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";

const EPCI = "200068666";
const ESSAIS = 20;
const GRAINE = 4_122_026;
const LIGNES = 60_000;
const DISQUE_MO = 1_400;
const REPRISE_MAX_MS = 15_000;

type Essai = {
  readonly libresMo: number;
  readonly dit: string;
  /** Until the base reads again, the disk still full; null: it does not. */
  readonly lectureMs: number | null;
  readonly lotsEntiers: boolean;
  readonly repris: boolean;
};

/**
 * A disk of its own for the embedded database, filled while a file of 60 000 lines is imported, twenty times: the failure is told as a full disk or a
 * database that is starting again, the base reads while the disk is still full, no lot is half there, and the same file goes in once there is room.
 */
export async function proveDisquePlein(): Promise<Record<string, unknown>> {
  const disque = mkdtempSync(join(tmpdir(), "blaise-disque-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISQUE_MO}m`, "tmpfs", disque]);
  const donnees = join(disque, "donnees");
  mkdirSync(donnees);
  // As root the cluster would be elsewhere: the data folder names it.
  writeFileSync(join(donnees, "postgresql.chemin"), `${join(disque, "grappe")}\n`);
  const serveur = await openServeur({ dossier: donnees });
  await migrate(serveur.url);
  const pool = openPool(serveur.url, { max: 2 });
  const bases = openBases(serveur.url);
  const base = bases.pour(operateur("preuve", [EPCI]));
  try {
    serveur.surveiller(() => undefined);
    // The reserve is made in the background.
    await sleep(2_000);
    await base.territoires.add({ epci: EPCI, nom: "Essai", demonstration: true }, [
      { commune: "52448", nom: "Saint-Dizier", population: null },
    ]);
    const random = seedRandom(GRAINE);
    const essais: Essai[] = [];
    for (let i = 0; i < ESSAIS; i++) essais.push(await tryOnce(base, pool, { disque, libresMo: 1 + random() * 30 }));
    return judge(essais);
  } finally {
    await Promise.all([pool.end(), bases.close()]);
    await serveur.stop();
    execFileSync("umount", ["-l", disque]);
    rmSync(disque, { recursive: true, force: true });
  }
}

async function tryOnce(
  base: Base,
  pool: pg.Pool,
  { disque, libresMo }: { readonly disque: string; readonly libresMo: number },
): Promise<Essai> {
  const ballast = join(disque, "ballast");
  const libres = statfsSync(disque);
  const octets = Number(libres.bavail) * Number(libres.bsize) - Math.round(libresMo * 1024 * 1024);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, octets)));
  const erreur = await importer(base).then(
    () => null,
    (error: unknown) => error,
  );
  const lectureMs = await untilRead(pool);
  rmSync(ballast);
  await untilRead(pool);
  // What the watch does within a minute of there being room.
  await keepReserve(join(disque, "grappe"));
  const { rows } = await once(() =>
    pool.query<{ statut: string; lignes: number }>(
      "select l.statut, (select count(*)::int from logement g where g.lot = l.id) as lignes from lot l",
    ),
  );
  const lotsEntiers = rows.every(({ statut, lignes }) => lignes === (statut === "pret" ? LIGNES : 0));
  await once(() => base.lots.markInterrompus());
  await once(() => pool.query("delete from lot"));
  const repris = await importer(base).then(
    () => true,
    () => false,
  );
  for (const acte of ["delete from lot", "vacuum full logement", "checkpoint"]) await once(() => pool.query(acte));
  return {
    libresMo: Math.round(libresMo),
    dit: erreur === null ? "fait" : (dependanceOf(erreur) ?? String(erreur)),
    lectureMs,
    lotsEntiers,
    repris,
  };
}

async function importer(base: Base): Promise<void> {
  const fichier = fichierOf("rpls-2017.csv", Buffer.from(rplsText(LIGNES)));
  const horloge = { aujourdhui: () => "2018-01-15", maintenant: () => "2018-01-15T00:00:00Z" };
  const { fini } = await receiveFichier(
    { base, horloge, hash: (text) => text },
    { fichier, epci: EPCI, periode: "2017" },
  );
  await fini;
}

/** Each connection of the pool finds out by itself that the server is another one. */
async function once<T>(work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() - since > REPRISE_MAX_MS) throw error;
      await sleep(50);
    }
  }
}

async function untilRead(pool: pg.Pool): Promise<number | null> {
  const since = performance.now();
  return once(() => pool.query("select count(*) from territoire")).then(
    () => Math.round(performance.now() - since),
    () => null,
  );
}

function judge(essais: readonly Essai[]): Record<string, unknown> {
  const dits = essais.map(({ dit }) => dit);
  const plein = essais.filter(({ dit }) => dit !== "fait");
  const fautes = essais.filter(
    ({ dit, lectureMs, lotsEntiers, repris }) =>
      !["fait", "disque", "base"].includes(dit) || lectureMs === null || !lotsEntiers || !repris,
  );
  if (fautes.length > 0) throw new Error(JSON.stringify(fautes));
  if (plein.length < ESSAIS / 2) throw new Error(`void run: the disk filled up ${plein.length} times of ${ESSAIS}`);
  const lectures = essais.map(({ lectureMs }) => lectureMs ?? 0).sort((a, b) => a - b);
  return {
    graine: GRAINE,
    essais: ESSAIS,
    pleins: plein.length,
    dits: Object.fromEntries([...new Set(dits)].map((dit) => [dit, dits.filter((one) => one === dit).length])),
    lectureMaxMs: lectures.at(-1),
    lotsPartiels: 0,
    repris: ESSAIS,
  };
}
