import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeBreach, killSpares, runKills } from "../faults/kill-import.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";
import { withOwnDatabase } from "./own-database.ts";

const LIGNES = 60_000;
const KILLS = 200;
const GRAINE = 5_102_018;

/** 200 imports of 60 000 dwellings killed with SIGKILL, on a server that syncs to disk: none is ever half there. */
export function proveKills(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ pool, url, dossier }) => {
    const chemin = join(dossier, "rpls-2017.csv");
    await writeFile(chemin, rplsText(LIGNES));
    try {
      const { kills, whole, duration } = await runKills(
        { pool, url, chemin, epci: "200068666" },
        { count: KILLS, chacun: KILLS / 5, lignes: LIGNES, seed: GRAINE },
      );
      const breaches = kills.flatMap((kill) => describeBreach(kill, LIGNES) ?? []);
      if (breaches.length > 0) throw new Error(breaches.join("\n"));
      if (Math.min(whole, kills.length - whole) < KILLS / 5)
        throw new Error(`void run: ${whole} of ${kills.length} kills after the commit`);
      return {
        graine: GRAINE,
        lignes: LIGNES,
        kills: kills.length,
        toutes: whole,
        aucune: kills.length - whole,
        partiels: 0,
        acquittesPerdus: 0,
        dureeImportMs: Math.round(duration),
      };
    } finally {
      await killSpares();
    }
  });
}
