import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServeur, removeServeur } from "#exploitation/sql/embedded/serveur.ts";
import { runRelances } from "../faults/relance.ts";

const MORTS = 100;

/** The postmaster killed a hundred times under writes: each time it comes back without a person, and no acknowledged row is lost. */
export async function proveRelance(): Promise<Record<string, unknown>> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-preuve-"));
  const serveur = await openServeur({ dossier });
  try {
    serveur.surveiller(() => {});
    const { reprises, perdues, acquittees } = await runRelances(serveur, MORTS);
    const connues = reprises.flatMap((one) => one ?? []).sort((a, b) => a - b);
    if (connues.length < MORTS || perdues > 0) {
      throw new Error(`${MORTS - connues.length} kills without recovery, ${perdues} acknowledged rows lost`);
    }
    return {
      morts: MORTS,
      acquittees,
      acquitteesPerdues: perdues,
      repriseMedianeMs: connues[MORTS / 2],
      repriseMaxMs: connues.at(-1),
      limiteMs: 15_000,
    };
  } finally {
    await serveur.stop();
    await removeServeur(dossier);
    await rm(dossier, { recursive: true, force: true });
  }
}
