import type { ConventionDeps, VersionVisee } from "./deps.ts";

export async function removeSignataire(
  _deps: ConventionDeps,
  _demande: VersionVisee & { readonly signataire: number },
): Promise<void> {
  throw new Error("to come");
}
