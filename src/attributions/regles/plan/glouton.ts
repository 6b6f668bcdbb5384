import type { Affectation } from "./lot.ts";
import type { LotOrdonne } from "./ordre.ts";
import { type Probleme, Tableau } from "./tableau.ts";

/** Tolerance between two values, which are sums of products by a rate. */
const EPSILON = 1e-6;

/** The manual method: dwelling after dwelling, the first eligible household of the order without one. Ignores the objectives. */
export function proposerDansLOrdre({ eligibles }: LotOrdonne): Affectation {
  const loges = new Set<number>();
  return eligibles.map((menages) => {
    const first = menages.find((menage) => !loges.has(menage)) ?? null;
    if (first !== null) loges.add(first);
    return first;
  });
}

/**
 * Without a solver: the dwellings with the fewest eligible households first, each to the household that adds most; then `echanger`. Considers the
 * objectives,
 * proves nothing.
 */
export function proposerGlouton(probleme: Probleme): { readonly affectation: Affectation; readonly echanges: number } {
  const tableau = new Tableau(probleme);
  const { admis } = probleme.ordonne;
  const scarce = admis
    .map((menages, logement) => ({ logement, nombre: menages.length }))
    .sort((a, b) => a.nombre - b.nombre || a.logement - b.logement);
  for (const { logement } of scarce) {
    const best = findBest(tableau, logement);
    if (best !== null) tableau.set(logement, best.menage);
  }
  const echanges = echangerDans(tableau);
  return { affectation: tableau.affectation, echanges };
}

/**
 * Replaces, as long as possible, a proposed household by a free one that would add more, or as much and comes before in the order.
 * Among equals, the order thus decides, whatever the solver picked. Returns the count of replacements.
 */
export function echanger(
  probleme: Probleme,
  affectation: Affectation,
): { readonly affectation: Affectation; readonly echanges: number } {
  const tableau = new Tableau(probleme, affectation);
  const echanges = echangerDans(tableau);
  return { affectation: tableau.affectation, echanges };
}

function echangerDans(tableau: Tableau): number {
  const { admis } = tableau.probleme.ordonne;
  let echanges = 0;
  // Terminates: each replacement raises the value, or keeps it and moves up the order.
  for (let changed = true; changed; ) {
    changed = false;
    for (const logement of admis.keys()) {
      const best = findBest(tableau, logement);
      if (best === null || !isBetter(tableau, logement, best)) continue;
      tableau.set(logement, best.menage);
      echanges++;
      changed = true;
    }
  }
  return echanges;
}

type Candidat = { readonly menage: number; readonly gain: number };

/** The free household that would add most there; the first of the order among equals. */
function findBest(tableau: Tableau, logement: number): Candidat | null {
  let best: Candidat | null = null;
  for (const menage of tableau.probleme.ordonne.admis[logement] ?? []) {
    if (tableau.isLoge(menage)) continue;
    const gain = tableau.gain(logement, menage);
    if (best === null || gain > best.gain + EPSILON) best = { menage, gain };
  }
  return best;
}

function isBetter(tableau: Tableau, logement: number, { menage, gain }: Candidat): boolean {
  if (Math.abs(gain) > EPSILON) return gain > 0;
  const former = tableau.menageOf(logement);
  const { places } = tableau.probleme.ordonne;
  return former !== null && (places[menage] ?? 0) < (places[former] ?? 0);
}
