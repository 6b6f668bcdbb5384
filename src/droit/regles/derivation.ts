import type { Droit } from "./composer.ts";

/** Parameters behind the derived facts of a lease: situation and class. Other values are read when a figure is asked for. */
const DERIVES = [
  "comparaison-au-seuil",
  "generation-qpv",
  "generation-qpv-outre-mer",
  "ex-zus-assimilees",
  "communes-ex-zus",
  "sortants-qpv-assimiles",
  "partie-retranchee-assimilee",
] as const;

/** Whether leases already derived may change situation or class when the law goes from `avant` to `apres`. */
export function changesDerivation(avant: Droit, apres: Droit): boolean {
  return DERIVES.some((code) => textOf(avant, code) !== textOf(apres, code));
}

/** Days and value only: another source or author changes no lease. */
function textOf(droit: Droit, code: string): string {
  const parametre = droit.get(code);
  const said = (valeurs: readonly { depuis: string; jusque: string | null; valeur: unknown }[]) =>
    valeurs.map(({ depuis, jusque, valeur }) => [depuis, jusque, valeur]);
  return JSON.stringify([
    said(parametre?.valeurs ?? []),
    [...(parametre?.locales ?? [])].map(([epci, valeurs]) => [epci, said(valeurs)]),
  ]);
}
