import type { ConventionDeps, VersionVisee } from "./deps.ts";

export async function abandonVersion(_deps: ConventionDeps, _demande: VersionVisee): Promise<void> {
  throw new Error("to come");
}
