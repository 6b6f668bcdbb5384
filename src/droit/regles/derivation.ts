import type { Droit } from "./composer.ts";

/** What the facts of a lease are derived with: its side, its class. Every other value is read when a figure is asked for. */
const DERIVES = [
  "comparaison-au-seuil",
  "generation-qpv",
  "generation-qpv-outre-mer",
  "ex-zus-assimilees",
  "communes-ex-zus",
  "sortants-qpv-assimiles",
  "partie-retranchee-assimilee",
] as const;

/** Whether leases already derived may be on another side, or of another class, once the law is the second one. */
export function changesDerivation(avant: Droit, apres: Droit): boolean {
  return DERIVES.some((code) => textOf(avant, code) !== textOf(apres, code));
}

/** The days and the value alone: another source, or another author, changes no lease. */
function textOf(droit: Droit, code: string): string {
  const parametre = droit.get(code);
  const said = (valeurs: readonly { depuis: string; jusque: string | null; valeur: unknown }[]) =>
    valeurs.map(({ depuis, jusque, valeur }) => [depuis, jusque, valeur]);
  return JSON.stringify([
    said(parametre?.valeurs ?? []),
    [...(parametre?.locales ?? [])].map(([epci, valeurs]) => [epci, said(valeurs)]),
  ]);
}
