import { statfs } from "node:fs/promises";
import type { Session } from "./session.ts";

/** Milliseconds: read from the system once a second at most. */
const GARDEE_MS = 1_000;

/** Free bytes, for this account, of the data folder and of the embedded database; the smaller. null when the system does not tell. */
export function openPlaceLibre({
  configuration,
  racine,
}: Pick<Session, "configuration" | "racine">): () => Promise<number | null> {
  const dossiers = racine === null ? [configuration.donnees] : [configuration.donnees, racine];
  let lue: { readonly a: number; readonly place: Promise<number | null> } | null = null;
  return () => {
    const maintenant = performance.now();
    if (lue === null || maintenant - lue.a > GARDEE_MS) lue = { a: maintenant, place: read(dossiers) };
    return lue.place;
  };
}

async function read(dossiers: readonly string[]): Promise<number | null> {
  try {
    const places = await Promise.all(dossiers.map((dossier) => statfs(dossier)));
    return Math.min(...places.map(({ bavail, bsize }) => bavail * bsize));
  } catch {
    return null;
  }
}
