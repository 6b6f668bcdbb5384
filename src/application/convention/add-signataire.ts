import type { Signataire } from "#domain/convention/signataire.ts";
import type { ConventionDeps, VersionVisee } from "./deps.ts";

export type NouveauSignataire = Pick<Signataire, "nom" | "qualite" | "siren" | "organisation">;

/** `id` of the new signatory. */
export async function addSignataire(
  _deps: ConventionDeps,
  _demande: VersionVisee & { readonly signataire: NouveauSignataire },
): Promise<number> {
  throw new Error("to come");
}
