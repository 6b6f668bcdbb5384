import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { withConnection } from "../sql.ts";
import {
  BASES,
  type Destination,
  FICHIERS,
  JOURNAUX,
  listBases,
  listFichiersArchives,
  listNames,
} from "./destination.ts";

export type Elagage = { readonly bases: number; readonly journaux: number; readonly pieces: number };

/**
 * Removes what no instant to be kept needs: every copy but the last that ended before the limit, and the journal before it. The limit is today less the
 * dated duration « C2, archivage-continu » (duree_conservation): what a household asked to erase, or what a purge took, leaves the archive with it.
 */
export async function elaguer(url: string, destination: Destination, maintenant: string): Promise<Elagage> {
  const limite = await readLimite(url, maintenant);
  const bases = await listBases(destination);
  const gardee = bases.findLast(({ manifeste }) => limite !== null && manifeste.finieLe <= limite) ?? bases[0];
  if (!gardee) return { bases: 0, journaux: 0, pieces: 0 };
  const perimees = bases.slice(0, bases.indexOf(gardee));
  for (const { nom } of perimees) {
    // The manifest first: a copy without it does not exist.
    for (const fichier of [`${nom}.manifeste`, nom])
      await rm(join(destination.dossier, BASES, fichier), { force: true });
  }
  const journaux = (await listNames(destination, JOURNAUX)).filter(
    (nom) => /^[0-9A-F]{24}/.test(nom) && nom.slice(0, 24) < gardee.manifeste.debut,
  );
  for (const nom of journaux) await rm(join(destination.dossier, JOURNAUX, nom), { force: true });
  const pieces = limite === null ? 0 : await removePieces(destination, limite);
  return { bases: perimees.length, journaux: journaux.length, pieces };
}

/** Pieces that no copy has seen since the limit: their keys are in no journal that is kept. */
async function removePieces(destination: Destination, limite: string): Promise<number> {
  let pieces = 0;
  for (const chemin of await listFichiersArchives(destination)) {
    const place = join(destination.dossier, FICHIERS, chemin);
    if (!chemin.startsWith("pieces/") || (await stat(place)).mtime.toISOString() >= limite) continue;
    await rm(place, { force: true });
    pieces++;
  }
  return pieces;
}

/** null: no duration is known, and nothing is removed on a guess. */
async function readLimite(url: string, maintenant: string): Promise<string | null> {
  return withConnection(url, "blaise-continu", async (client) => {
    const { rows } = await client.query<{ limite: string }>(
      `select ($1::timestamptz - duree)::text as limite
         from public.duree_conservation
        where classe = 'C2' and depuis = 'archivage-continu' and date_effet <= $1::timestamptz
        order by date_effet desc
        limit 1`,
      [maintenant],
    );
    return rows[0] ? new Date(rows[0].limite).toISOString() : null;
  });
}
