import { alterChaines, writeTogether } from "../journal/prove-chaines.ts";
import { withOwnDatabase } from "./own-database.ts";

const ALTERATIONS = 100_000;
const LIGNES = 1_000_000;
const GRAINE = 5_112_025;

/** A hundred thousand alterations of chains, each told exactly, and a million honest lines written together without a false alarm. */
export function proveJournal(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ pool, url }) => {
    const altered = await alterChaines(pool, { alterations: ALTERATIONS, seed: GRAINE, chaines: 500 });
    if (altered.manquees.length > 0) throw new Error(altered.manquees.slice(0, 20).join("\n"));
    const honnetes = await writeTogether(pool, url, { lignes: LIGNES, seed: GRAINE });
    if (honnetes.fausses > 0 || honnetes.lignes !== LIGNES) throw new Error(JSON.stringify(honnetes));
    return {
      graine: GRAINE,
      alterations: ALTERATIONS,
      alterationsManquees: 0,
      parNature: altered.parNature,
      lignesHonnetes: honnetes.lignes,
      lignesAbandonnees: honnetes.abandonnees,
      connexions: 16,
      organisations: 12,
      faussesAlertes: 0,
      lignesParSeconde: Math.round((LIGNES * 1000) / honnetes.ecritureMs),
      verificationLignesParSeconde: Math.round((LIGNES * 1000) / honnetes.verificationMs),
    };
  });
}
