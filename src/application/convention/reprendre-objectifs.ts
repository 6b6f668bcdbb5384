import type { ConventionDeps, VersionVisee } from "./deps.ts";

/** Number of engagements written. */
export async function reprendreObjectifs(_deps: ConventionDeps, _demande: VersionVisee): Promise<number> {
  throw new Error("to come");
}
