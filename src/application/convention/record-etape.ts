import type { Etape } from "#domain/convention/etape.ts";
import type { ConventionDeps, VersionVisee } from "./deps.ts";

export async function recordEtape(
  _deps: ConventionDeps,
  _demande: VersionVisee & { readonly etape: Etape },
): Promise<void> {
  throw new Error("to come");
}
