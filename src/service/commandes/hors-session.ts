import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import { readCle } from "#exploitation/sql/sauvegarde/cle.ts";
import { cleAbsente } from "#exploitation/sql/sauvegarde/refusals.ts";
import type { Configuration } from "./configuration.ts";

/** Refuses `cle-sauvegarde-absente`: an archive of named data is never written in clear. */
export async function readCleSauvegarde({ cleSauvegarde }: Configuration): Promise<Buffer> {
  if (cleSauvegarde === null) throw cleAbsente();
  return readCle(cleSauvegarde);
}

/** Opens the database server without migrating it: an archive is made before an update, and restored into an empty base. */
export async function withServeur<T>(
  { databaseUrl, donnees }: Configuration,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) return work(databaseUrl);
  const serveur = await openServeur({ dossier: donnees });
  try {
    return await work(serveur.url);
  } finally {
    await serveur.stop();
  }
}
