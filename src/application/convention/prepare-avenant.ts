import type { Version } from "#domain/convention/version.ts";
import type { ConventionDeps } from "./deps.ts";

export type NouvelAvenant = { readonly epci: string; readonly titre: string; readonly objet: string };

export async function prepareAvenant(_deps: ConventionDeps, _demande: NouvelAvenant): Promise<Version> {
  throw new Error("to come");
}
