import type { ConventionDeps, VersionVisee } from "./deps.ts";

/** `signataire`: the `id` of the line to sign. */
export async function signVersion(
  _deps: ConventionDeps,
  _demande: VersionVisee & { readonly signataire: number; readonly le: string },
): Promise<void> {
  throw new Error("to come");
}
