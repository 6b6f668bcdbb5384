import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServeur, removeServeur } from "#exploitation/sql/embedded/serveur.ts";
import { openBases } from "#service/sql/open-base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool } from "#socle/sql/sql.ts";
import { draws } from "../faults/draws.ts";
import {
  clearLots,
  describeBreach,
  type Kill,
  killSpares,
  killUnderImport,
  timeImport,
} from "../faults/kill-import.ts";
import { killAndWait } from "../faults/relance.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";

const EPCI = "200068666";
const LIGNES = 60_000;
const MORTS = 100;
const GRAINE = 4_122_027;

/** 100 imports of 60 000 dwellings during which the database's own process is killed, and started again by its watch: none is ever half there. */
export async function proveKillsServeur(): Promise<Record<string, unknown>> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-preuve-"));
  const serveur = await openServeur({ dossier });
  await migrate(serveur.url);
  serveur.surveiller(() => undefined);
  const pool = openPool(serveur.url, { max: 2 });
  const bases = openBases(serveur.url);
  try {
    const territoire = { epci: EPCI, nom: "Essai", demonstration: true };
    await bases
      .pour(operateur("preuve", [EPCI]))
      .territoires.add(territoire, [{ commune: "52448", nom: "Saint-Dizier", population: null }]);
    const chemin = join(dossier, "rpls-2017.csv");
    await writeFile(chemin, rplsText(LIGNES));
    const plan = { pool, url: serveur.url, chemin, epci: EPCI };
    await timeImport(plan);
    await clearLots(pool);
    const duree = await timeImport(plan);
    await clearLots(pool);
    const kills: Kill[] = [];
    for (const draw of draws(MORTS, GRAINE)) {
      kills.push(
        await killUnderImport(plan, draw * 1.3 * duree, async () => {
          const { attente } = await killAndWait(serveur, async () => (await pool.query("select 1")).rows.length);
          if (attente === null) throw new Error("the database has not come back");
        }),
      );
      await clearLots(pool);
    }
    return judge(kills);
  } finally {
    await killSpares();
    await Promise.all([pool.end(), bases.close()]);
    await serveur.stop();
    await removeServeur(dossier);
    await rm(dossier, { recursive: true, force: true });
  }
}

/** The import has outlived its database, and has said itself that it was cut: what a later start would say of it. */
function asLeft(kill: Kill): Kill {
  return kill.etat?.statut === "interrompu" ? { ...kill, etat: { ...kill.etat, statut: "lecture" } } : kill;
}

function judge(kills: readonly Kill[]): Record<string, unknown> {
  const breaches = kills.flatMap((kill) => describeBreach(asLeft(kill), LIGNES) ?? []);
  if (breaches.length > 0) throw new Error(breaches.join("\n"));
  const toutes = kills.filter(({ etat }) => etat?.lignes === LIGNES).length;
  if (Math.min(toutes, kills.length - toutes) < MORTS / 10)
    throw new Error(`void run: ${toutes} of ${kills.length} kills after the commit`);
  return {
    graine: GRAINE,
    lignes: LIGNES,
    morts: MORTS,
    toutes,
    aucune: MORTS - toutes,
    partiels: 0,
    acquittesPerdus: 0,
  };
}
