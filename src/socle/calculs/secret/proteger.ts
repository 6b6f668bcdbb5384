import highsModule, { type Highs } from "highs";
import { Ecarts } from "./ecarts.ts";
import { type Cible, optimise } from "./optimum.ts";
import { isPrimaire, isToujours, type Partie, separate } from "./parties.ts";
import type { CelluleSecret, Suite, Systeme } from "./systeme.ts";

// The package declares its types as CommonJS, with the loader under `default`; Node imports its ES module, whose default is the loader.
const loadHighs = highsModule as unknown as typeof highsModule.default;

export type Protection = {
  readonly masquees: ReadonlySet<string>;
  /** Numbers that no mask can hide: earlier releases have already told too much. */
  readonly impossibles: readonly string[];
};

/**
 * Chooses what to mask besides the numbers that have a motive. For each of those, it seeks two other territories with the same published numbers, one
 * where the number is larger, one where it is smaller, apart by at least its amplitude; it masks what differs in them, the cheapest first, then shows
 * again what proved useless. A heuristic, from which `optimise` seeks the cheapest choice: only `auditer` proves. `renforcees` asks more width for the
 * numbers that the audit found too narrow.
 */
export async function proteger(
  systeme: Systeme,
  renforcees: ReadonlyMap<string, number> = new Map(),
  { suite = () => true, cherche = () => true }: { readonly suite?: Suite; readonly cherche?: () => boolean } = {},
): Promise<Protection> {
  const masquees = new Set(systeme.cellules.filter(isToujours).map(({ cle }) => cle));
  const impossibles: string[] = [];
  const highs = await loadHighs();
  const parties = separate(systeme);
  const total = parties.reduce((sum, { cellules }) => sum + cellules.filter(isPrimaire).length, 0);
  let fait = 0;
  for (const partie of parties) {
    const cibles = ciblesOf(partie, renforcees);
    // Earlier releases may have decided everything: nothing is left to choose, the audit judges.
    if (cibles.length === 0 || partie.cellules.every(({ etat }) => etat !== "libre")) continue;
    const first = protect(highs, partie, { cibles, depart: masquees }, () => suite(fait++, total));
    impossibles.push(...first.impossibles);
    const question = { cibles, depart: first.masquees };
    const best = first.impossibles.length > 0 ? first : improve(highs, partie, question, cherche);
    for (const cle of best.masquees) masquees.add(cle);
  }
  return { masquees, impossibles };
}

function ciblesOf({ cellules }: Partie, renforcees: ReadonlyMap<string, number>): readonly Cible[] {
  return cellules
    .filter(isPrimaire)
    .sort(smallestFirst)
    .map((cellule) => ({ cellule, amplitude: cellule.amplitude + (renforcees.get(cellule.cle) ?? 0) }));
}

type Question = { readonly cibles: readonly Cible[]; readonly depart: ReadonlySet<string> };

/** Adds masks to `depart` until every target has its width, then takes away the useless ones. */
function protect(highs: Highs, partie: Partie, { cibles, depart }: Question, suite: () => boolean): Protection {
  const masquees = new Set(depart);
  const impossibles: string[] = [];
  const ecarts = new Ecarts(highs, partie, masquees);
  try {
    for (const { cellule, amplitude } of cibles) {
      // Out of time, an unprotected number is « impossible »: the release will be refused.
      if (!suite() || !ecarts.protect(cellule, amplitude)) impossibles.push(cellule.cle);
    }
    prune(ecarts, partie.cellules, suite);
  } finally {
    ecarts.dispose();
  }
  return { masquees, impossibles };
}

/** The cheapest masks, or as near as its rounds come. */
function improve(highs: Highs, partie: Partie, question: Question, suite: () => boolean): Pick<Protection, "masquees"> {
  const complete = (depart: ReadonlySet<string>) => {
    const found = protect(highs, partie, { ...question, depart }, suite);
    return found.impossibles.length > 0 ? null : found.masquees;
  };
  return optimise(highs, partie, { ...question, protect: complete }, suite);
}

function smallestFirst(a: CelluleSecret, b: CelluleSecret): number {
  return a.valeur - b.valeur || (a.cle < b.cle ? -1 : 1);
}

/**
 * Tries the dearest first: a total shown again is worth more than all that its masking spared. Stops when the time is over, with more masked than
 * needed.
 */
function prune(ecarts: Ecarts, cellules: readonly CelluleSecret[], suite: () => boolean): void {
  ecarts.freeze();
  const secondaires = cellules
    .filter(({ cle, motif, etat }) => motif === null && etat === "libre" && ecarts.isMasked(cle))
    .sort((a, b) => b.poids - a.poids || (a.cle < b.cle ? -1 : 1));
  for (const { cle } of secondaires) {
    if (!suite()) return;
    ecarts.tryShow(cle);
  }
}
