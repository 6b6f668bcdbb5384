import type { Highs, Model } from "highs";
import { BRUIT, PLAFOND, roomOf, SECONDES } from "./ecarts.ts";
import { isToujours, type Partie } from "./parties.ts";
import type { CelluleSecret } from "./systeme.ts";

/** Cuts sought before the choice is made again. */
const COUPES = 24;
/** A count rather than a time: the same files give the same masks on any machine. */
const RONDES = 20;
/** Rounds between two choices given to the heuristic, which completes them. */
const REPRISE = 10;

/** A number to hide, and the width that its interval must have. */
export type Cible = { readonly cellule: CelluleSecret; readonly amplitude: number };

/** `borne`: no choice costs less; the masks are then the cheapest when it equals their cost. */
export type Optimum = { readonly masquees: ReadonlySet<string>; readonly cout: number; readonly borne: number };

/**
 * The cheapest cells to mask of one part so that each target keeps its width, by Benders' cuts (Fischetti and Salazar, « Solving the cell suppression
 * problem on tabular data with linear constraints », Management Science 47-7, 2001): a whole-number choice, then what a reader could deduce of each
 * target under it; each interval too narrow gives an inequality that every choice must meet. `depart`: masks known to protect all the targets, what
 * remains when the time is over.
 */
export function optimise(
  highs: Highs,
  partie: Partie,
  { cibles, depart, protect }: Depart,
  suite: () => boolean,
): Optimum {
  const libres = partie.cellules.filter(({ motif, etat }) => motif === null && etat === "libre");
  const toujours = new Set(partie.cellules.filter(isToujours).map(({ cle }) => cle));
  const costOf = (masquees: ReadonlySet<string>) => costAmong(libres, masquees);
  const choix = createChoix(highs, libres);
  const lecteur = new Lecteur(highs, partie, libres, toujours);
  let best: Optimum = { masquees: depart, cout: costOf(depart), borne: 0 };
  try {
    for (let ronde = 1; ronde <= RONDES; ronde++) {
      const chosen = solveChoix(highs, choix, libres);
      if (chosen === null) break;
      const masquees = new Set([...toujours, ...chosen]);
      best = { ...best, borne: Math.min(best.cout, costOf(chosen)) };
      if (best.borne >= best.cout - BRUIT) break;
      const coupes = lecteur.cut(cibles, chosen, suite);
      if (coupes === null) break;
      if (coupes.length === 0) return { masquees, cout: best.borne, borne: best.borne };
      addCoupes(choix, coupes, highs.infinity);
      if (ronde % REPRISE === 0) best = cheapest(best, protect(masquees), costOf);
    }
    return best;
  } finally {
    choix.dispose();
    lecteur.dispose();
  }
}

function costAmong(libres: readonly CelluleSecret[], masquees: ReadonlySet<string>): number {
  return libres.filter(({ cle }) => masquees.has(cle)).reduce((sum, { poids }) => sum + poids, 0);
}

function cheapest(
  best: Optimum,
  masquees: ReadonlySet<string> | null,
  costOf: (masquees: ReadonlySet<string>) => number,
): Optimum {
  if (masquees === null) return best;
  const cout = costOf(masquees);
  return cout < best.cout ? { ...best, masquees, cout } : best;
}

type Depart = {
  readonly cibles: readonly Cible[];
  /** Masks known to protect all the targets. */
  readonly depart: ReadonlySet<string>;
  /** Adds to a choice what it lacks, by the heuristic; null when it cannot. */
  readonly protect: (masquees: ReadonlySet<string>) => ReadonlySet<string> | null;
};

/** Σ poids[i] × (cell i is masked) ≥ besoin. */
type Coupe = { readonly poids: readonly number[]; readonly besoin: number };

function createChoix(highs: Highs, libres: readonly CelluleSecret[]): Model {
  const model = highs.createModel({
    numCols: libres.length,
    numRows: 0,
    colCost: libres.map(({ poids }) => poids),
    colLower: new Float64Array(libres.length),
    colUpper: new Float64Array(libres.length).fill(1),
    rowLower: [],
    rowUpper: [],
    matrix: { format: "csr", numRows: 0, numCols: libres.length, starts: [0], indices: [], values: [] },
    integrality: libres.map(() => highs.constants.variableType.integer),
  });
  model.options.set({
    output_flag: false,
    time_limit: SECONDES,
    random_seed: 1,
    mip_rel_gap: 0,
    mip_abs_gap: BRUIT,
  });
  return model;
}

function addCoupes(choix: Model, coupes: readonly Coupe[], infinity: number): void {
  for (const { poids, besoin } of coupes) {
    const entries = poids.flatMap((value, i) => (value > 0 ? [[i, value] as const] : []));
    choix.addRow(besoin, infinity, { indices: entries.map(([i]) => i), values: entries.map(([, value]) => value) });
  }
}

function solveChoix(highs: Highs, choix: Model, libres: readonly CelluleSecret[]): ReadonlySet<string> | null {
  choix.zeroAllClocks();
  choix.run();
  if (choix.getModelStatus() !== highs.constants.modelStatus.optimal) return null;
  const values = choix.getSolution().colValue;
  return new Set(libres.flatMap(({ cle }, i) => ((values[i] ?? 0) > 0.5 ? [cle] : [])));
}

/** What a reader can deduce under a choice of masks: column i is by how much cell i may differ from its value. */
class Lecteur {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #rang: ReadonlyMap<string, number>;
  readonly #libres: readonly CelluleSecret[];
  /** Targets that the last choices failed are tried first: they fail again most often. */
  #ordre: readonly Cible[] | null = null;

  constructor(
    highs: Highs,
    { cellules, relations }: Partie,
    libres: readonly CelluleSecret[],
    toujours: ReadonlySet<string>,
  ) {
    this.#highs = highs;
    this.#rang = new Map(cellules.map(({ cle }, i) => [cle, i]));
    this.#libres = libres;
    const termes = relations.map((relation) =>
      relation.termes.flatMap(([cle, value]) => {
        const i = this.#rang.get(cle);
        return i === undefined ? [] : [[i, value] as const];
      }),
    );
    const bornes = relations.map((relation) => roomOf(relation, highs.infinity));
    const starts = [0];
    for (const row of termes) starts.push((starts.at(-1) ?? 0) + row.length);
    this.#model = highs.createModel({
      numCols: cellules.length,
      numRows: relations.length,
      colCost: new Float64Array(cellules.length),
      colLower: cellules.map(({ cle, valeur }) => (toujours.has(cle) ? -valeur : 0)),
      colUpper: cellules.map(({ cle }) => (toujours.has(cle) ? PLAFOND : 0)),
      rowLower: bornes.map(([min]) => min),
      rowUpper: bornes.map(([, max]) => max),
      matrix: {
        format: "csr",
        numRows: relations.length,
        numCols: cellules.length,
        starts,
        indices: termes.flatMap((row) => row.map(([i]) => i)),
        values: termes.flatMap((row) => row.map(([, value]) => value)),
      },
    });
    this.#model.options.set({ output_flag: false, presolve: "off", time_limit: SECONDES, random_seed: 1 });
  }

  dispose(): void {
    this.#model.dispose();
  }

  /** Inequalities that this choice fails, some of them at least; none: every target keeps its width; null: the time is over. */
  cut(cibles: readonly Cible[], chosen: ReadonlySet<string>, suite: () => boolean): readonly Coupe[] | null {
    this.#open(chosen);
    const coupes: Coupe[] = [];
    const failed: Cible[] = [];
    const ordre = this.#ordre ?? cibles;
    for (const cible of ordre) {
      if (coupes.length >= COUPES) break;
      if (!suite()) return null;
      const coupe = this.#cutOf(cible, chosen);
      if (coupe === undefined) return null;
      if (coupe === null) continue;
      coupes.push(coupe);
      failed.push(cible);
    }
    this.#ordre = [...failed, ...ordre.filter((cible) => !failed.includes(cible))];
    return coupes;
  }

  #open(chosen: ReadonlySet<string>): void {
    for (const { cle, valeur } of this.#libres) {
      const masque = chosen.has(cle);
      this.#model.changeColBounds(this.#rangOf(cle), masque ? -valeur : 0, masque ? PLAFOND : 0);
    }
  }

  /** null: wide enough; undefined: the solver did not conclude. */
  #cutOf({ cellule, amplitude }: Cible, chosen: ReadonlySet<string>): Coupe | null | undefined {
    const colonne = this.#rangOf(cellule.cle);
    const bas = this.#extremum(colonne, 1);
    const haut = this.#extremum(colonne, -1);
    if (!(bas && haut)) return undefined;
    const largeur = haut.ecart - bas.ecart;
    if (largeur >= amplitude - BRUIT) return null;
    const gains = this.#libres.map((cellule) => this.#gain(bas.reduits, cellule) + this.#gain(haut.reduits, cellule));
    const acquis = gains.reduce((sum, gain, i) => (chosen.has(this.#libres[i]?.cle ?? "") ? sum + gain : sum), 0);
    const besoin = amplitude - largeur + acquis;
    return { poids: gains.map((gain) => Math.min(gain, besoin)), besoin };
  }

  /** By how much masking the cell widens the interval at most, by its reduced cost. */
  #gain(reduits: Float64Array, { cle, valeur }: CelluleSecret): number {
    const reduit = reduits[this.#rangOf(cle)] ?? 0;
    if (Math.abs(reduit) < BRUIT) return 0;
    return reduit > 0 ? reduit * valeur : -reduit * PLAFOND;
  }

  #rangOf(cle: string): number {
    return this.#rang.get(cle) ?? -1;
  }

  #extremum(colonne: number, sens: 1 | -1): { readonly ecart: number; readonly reduits: Float64Array } | null {
    this.#model.changeColCost(colonne, sens);
    this.#model.zeroAllClocks();
    this.#model.run();
    const found = this.#model.getModelStatus() === this.#highs.constants.modelStatus.optimal;
    const solution = found ? this.#model.getSolution() : null;
    this.#model.changeColCost(colonne, 0);
    return solution && { ecart: solution.colValue[colonne] ?? 0, reduits: solution.colDual };
  }
}
