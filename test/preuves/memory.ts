import { join } from "node:path";
import { receiveFichier } from "#application/lot/import-lot.ts";
import { openFichier } from "#import/fichier.ts";
import { watchMemory } from "../../bench/import-rpls.ts";
import { writeRplsFile } from "../fixtures/rpls-lines.ts";
import { withOwnDatabase } from "./own-database.ts";

const LIGNES = 1_000_000;
const RSS_MAX_MIO = 512;

/** A million RPLS lines go through the whole import with a flat memory. */
export function proveMemory(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ base, dossier }) => {
    const chemin = join(dossier, "rpls-2017.csv");
    await writeRplsFile(chemin, LIGNES);
    const memory = watchMemory();
    const begin = performance.now();
    const { fini } = await receiveFichier(
      {
        base,
        horloge: { aujourdhui: () => "2018-01-15", maintenant: () => "2018-01-15T00:00:00.000Z" },
        hash: (text) => text,
      },
      { fichier: await openFichier(chemin), epci: "200068666", periode: "2017" },
    );
    const lot = await fini;
    const seconds = (performance.now() - begin) / 1000;
    const rss = memory.stop();
    if (lot.acceptees !== LIGNES) throw new Error(`${lot.acceptees} accepted of ${LIGNES}`);
    if (rss > RSS_MAX_MIO) throw new Error(`${rss} MiB, at most ${RSS_MAX_MIO}`);
    return { lignes: LIGNES, rssMaxMio: rss, plafondMio: RSS_MAX_MIO, lignesParSeconde: Math.round(LIGNES / seconds) };
  });
}
