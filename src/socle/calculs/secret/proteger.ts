import highsModule from "highs";
import { Ecarts } from "./ecarts.ts";
import { separate } from "./parties.ts";
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
 * again what proved useless. A heuristic: only `auditer` proves. `renforcees` asks more width for the numbers that the audit found too narrow.
 */
export async function proteger(
  systeme: Systeme,
  renforcees: ReadonlyMap<string, number> = new Map(),
  suite: Suite = () => true,
): Promise<Protection> {
  const masquees = new Set(
    systeme.cellules
      .filter((cellule) => cellule.etat === "masquee" || isPrimaire(cellule))
      .map((cellule) => cellule.cle),
  );
  const impossibles: string[] = [];
  const highs = await loadHighs();
  const parties = separate(systeme);
  const total = parties.reduce((sum, { cellules }) => sum + cellules.filter(isPrimaire).length, 0);
  let fait = 0;
  for (const { cellules, relations } of parties) {
    const primaires = cellules.filter(isPrimaire).sort(smallestFirst);
    // Earlier releases may have decided everything: nothing is left to choose, the audit judges.
    if (primaires.length === 0 || cellules.every(({ etat }) => etat !== "libre")) continue;
    const ecarts = new Ecarts(highs, { cellules, relations }, masquees);
    try {
      for (const cellule of primaires) {
        const amplitude = cellule.amplitude + (renforcees.get(cellule.cle) ?? 0);
        // Out of time, an unprotected number is « impossible »: the release will be refused.
        if (!suite(fait++, total) || !ecarts.protect(cellule, amplitude)) impossibles.push(cellule.cle);
      }
      prune(ecarts, cellules, () => suite(fait, total));
    } finally {
      ecarts.dispose();
    }
  }
  return { masquees, impossibles };
}

function isPrimaire({ motif, etat }: CelluleSecret): boolean {
  return motif !== null && etat !== "publiee";
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
