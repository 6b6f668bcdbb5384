import { findValeur, parametre } from "./parametre.ts";
import type { Valeur } from "./valeur.ts";

/** Terms of the rate, in the order of the text: those added, then those subtracted. */
export type TermesEffort = { readonly ajoutes: readonly string[]; readonly retires: readonly string[] };

/** Arrêté du 10 mars 2011: the weight of a rent on a household, as a commission reads it. */
const TERMES_EFFORT = parametre.structure<TermesEffort>("termes-taux-effort");

/** Number of days that divides a month's money: no national norm sets it (our choice, « à confirmer »). */
const JOURS_RESTE_A_VIVRE = parametre.nombre("jours-reste-a-vivre");

export function termesEffort(jour: string): Valeur<TermesEffort> {
  return findValeur(TERMES_EFFORT, jour);
}

export function joursResteAVivre(jour: string): Valeur<number> {
  return findValeur(JOURS_RESTE_A_VIVRE, jour);
}

/** In euros a month. `annexes` and `contribution`: 0 when there is none. `aide` null: unknown before the lease. */
export type CoutMensuel = {
  readonly loyer: number;
  readonly annexes: number;
  readonly charges: number;
  readonly contribution: number;
  /** Where water or heating is individual: set by the bailleur, by type of dwelling. */
  readonly forfait: number;
  readonly aide: number | null;
};

/** In cents a month: exact, so that a rate at the threshold is at the threshold. */
export type CoutNet = { readonly min: number; readonly max: number };

/** Between no aid and an aid of the whole rent while it is unknown; never negative. */
export function coutNet({ loyer, annexes, charges, contribution, forfait, aide }: CoutMensuel): CoutNet {
  const total = [loyer, annexes, charges, contribution, forfait].reduce((sum, euros) => sum + toCents(euros), 0);
  if (aide === null) return { min: total - toCents(loyer), max: total };
  const net = Math.max(0, total - toCents(aide));
  return { min: net, max: net };
}

export function toCents(euros: number): number {
  return Math.round(euros * 100);
}

/** In %, to a tenth, half up; null: no resources to divide by. `ressources` in euros a month, `net` in cents. */
export function tauxEffort(net: number, ressources: number | null): number | null {
  const cents = ressources === null ? 0 : toCents(ressources);
  return cents <= 0 ? null : Math.round((net * 1000) / cents) / 10;
}

/** Cents of cost above the allowed thousandths of the resources; 0 or less: at or under the threshold. In whole numbers. */
export function depassementEffort(net: number, ressources: number, maxMilliemes: number): number {
  return (net * 1000 - maxMilliemes * toCents(ressources)) / 1000;
}

/** In euros per day and consumption unit, to the cent; negative when the dwelling costs more than the resources. */
export function resteAVivre(
  net: number,
  of: { readonly ressources: number; readonly chargesDeclarees: number; readonly uniteConso: number },
  jour: string,
): number {
  const reste = toCents(of.ressources) - net - toCents(of.chargesDeclarees);
  return Math.round(reste / (of.uniteConso * joursResteAVivre(jour).valeur)) / 100;
}
