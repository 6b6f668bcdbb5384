import type { Version } from "#domain/convention/version.ts";
import type { ConventionDeps } from "./deps.ts";

export type NouvelleConvention = {
  readonly epci: string;
  readonly titre: string;
  readonly objet: string;
  readonly reprise: boolean;
  readonly dureeAns: number;
};

export async function prepareConvention(_deps: ConventionDeps, _demande: NouvelleConvention): Promise<Version> {
  throw new Error("to come");
}
