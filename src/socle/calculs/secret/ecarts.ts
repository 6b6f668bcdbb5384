import type { Highs, Model } from "highs";
import type { Partie, RelationVraie } from "./parties.ts";
import type { CelluleSecret } from "./systeme.ts";

/** Larger than any count of a territory. */
export const PLAFOND = 1_000_000;
/** A smaller deviation, width or reduced cost is the solver's noise. */
export const BRUIT = 1e-6;
/** Cost of moving a masked number: low, but not 0, so that deviations stay short. */
const GRATUIT = 1e-3;
/** For one problem. */
export const SECONDES = 5;

type Ecart = ReadonlyMap<string, number>;
type Paire = readonly [moins: Ecart, plus: Ecart];
type Temoin = { readonly cle: string; readonly amplitude: number; paire: Paire };
const AUCUN: Ecart = new Map();

/** Pairs (down, up) that add up to the amplitude, in the order tried: as even as the number allows, then all down, then a little down. */
export function* splits(
  { valeur, entiere }: Pick<CelluleSecret, "valeur" | "entiere">,
  amplitude: number,
): Generator<readonly [bas: number, haut: number]> {
  const half = entiere ? Math.floor(amplitude / 2) : amplitude / 2;
  const bas = Math.min(valeur, half);
  yield [bas, amplitude - bas];
  const tout = Math.min(valeur, amplitude);
  if (tout !== bas) yield [tout, amplitude - tout];
  for (const down of entiere ? [1, 2, 3, 4, 6, 8] : []) if (down < bas) yield [down, amplitude - down];
}

/**
 * The problem of deviations of one part: column 2i is what cell i gains, 2i + 1 what it loses. Each deviation found is another territory with the
 * same published numbers, and serves every cell that it moves.
 */
export class Ecarts {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #cellules: readonly CelluleSecret[];
  readonly #rang: ReadonlyMap<string, number>;
  readonly #masquees: Set<string>;
  readonly #temoins: Temoin[] = [];
  readonly #bas = new Map<string, Ecart>();
  readonly #haut = new Map<string, Ecart>();
  /** True once only masked cells may still move. */
  #frozen = false;

  constructor(highs: Highs, { cellules, relations }: Partie, masquees: Set<string>) {
    this.#highs = highs;
    this.#cellules = cellules;
    this.#rang = new Map(cellules.map(({ cle }, i) => [cle, i]));
    this.#masquees = masquees;
    this.#model = createModel(highs, { cellules, relations }, this.#rang, masquees);
  }

  dispose(): void {
    this.#model.dispose();
  }

  isMasked(cle: string): boolean {
    return this.#masquees.has(cle);
  }

  /** Masks what lets the cell vary over an interval of that width; false when nothing does. */
  protect(cellule: CelluleSecret, amplitude: number): boolean {
    if (this.#isWide(cellule.cle, amplitude)) return true;
    const paire = this.#seekPair(cellule, amplitude);
    if (paire) this.#keep(cellule.cle, amplitude, paire);
    return paire !== null;
  }

  /** Whether deviations sought for other cells already hide this one; they are then recorded as its own. */
  #isWide(cle: string, amplitude: number): boolean {
    const moins = this.#bas.get(cle) ?? AUCUN;
    const plus = this.#haut.get(cle) ?? AUCUN;
    if ((plus.get(cle) ?? 0) - (moins.get(cle) ?? 0) < amplitude - BRUIT) return false;
    this.#temoins.push({ cle, amplitude, paire: [moins, plus] });
    return true;
  }

  /** The cheapest deviation in which the cell moves by `pas`; null when none exists. */
  #seek(cle: string, pas: number): Ecart | null {
    if (pas === 0) return AUCUN;
    const i = this.#rang.get(cle) ?? -1;
    this.#model.changeColBounds(2 * i, Math.max(pas, 0), Math.max(pas, 0));
    this.#model.changeColBounds(2 * i + 1, Math.max(-pas, 0), Math.max(-pas, 0));
    this.#model.zeroAllClocks();
    this.#model.run();
    const found = this.#model.getModelStatus() === this.#highs.constants.modelStatus.optimal;
    const values = found ? this.#model.getSolution().colValue : null;
    this.#release(i);
    return values && this.#read(values);
  }

  #keep(cle: string, amplitude: number, paire: Paire): void {
    this.#temoins.push({ cle, amplitude, paire });
    for (const ecart of paire) {
      for (const [touched, moved] of ecart) {
        this.#mask(touched);
        const best = moved < 0 ? this.#bas : this.#haut;
        if (Math.abs(best.get(touched)?.get(touched) ?? 0) < Math.abs(moved)) best.set(touched, ecart);
      }
    }
  }

  freeze(): void {
    this.#frozen = true;
    for (const i of this.#cellules.keys()) this.#release(i);
  }

  /** Shows a number again when every cell protected by a pair that moved it has another pair that does not. */
  tryShow(cle: string): void {
    const i = this.#rang.get(cle) ?? -1;
    this.#masquees.delete(cle);
    this.#release(i);
    const replaced: [Temoin, Paire][] = [];
    for (const temoin of this.#temoins) {
      if (!temoin.paire.some((ecart) => ecart.has(cle))) continue;
      const paire = this.#seekPair(this.#cellule(temoin.cle), temoin.amplitude);
      if (!paire) {
        this.#masquees.add(cle);
        this.#release(i);
        return;
      }
      replaced.push([temoin, paire]);
    }
    for (const [temoin, paire] of replaced) temoin.paire = paire;
  }

  #seekPair(cellule: CelluleSecret, amplitude: number): Paire | null {
    for (const [bas, haut] of splits(cellule, amplitude)) {
      const moins = this.#seek(cellule.cle, -bas);
      const plus = moins && this.#seek(cellule.cle, haut);
      if (plus) return [moins, plus];
    }
    return null;
  }

  #cellule(cle: string): CelluleSecret {
    const cellule = this.#cellules[this.#rang.get(cle) ?? -1];
    if (!cellule) throw new Error(`no cell ${cle}`);
    return cellule;
  }

  #mask(cle: string): void {
    if (this.#masquees.has(cle)) return;
    this.#masquees.add(cle);
    const i = this.#rang.get(cle) ?? -1;
    this.#model.changeColCost(2 * i, GRATUIT);
    this.#model.changeColCost(2 * i + 1, GRATUIT);
  }

  #release(i: number): void {
    const { cle, valeur } = this.#cellules[i] ?? { cle: "", valeur: 0 };
    const moves = !this.#frozen || this.#masquees.has(cle);
    this.#model.changeColBounds(2 * i, 0, moves ? PLAFOND : 0);
    this.#model.changeColBounds(2 * i + 1, 0, moves ? valeur : 0);
  }

  #read(values: Float64Array): Ecart {
    const ecart = new Map<string, number>();
    for (const [i, { cle }] of this.#cellules.entries()) {
      const moved = (values[2 * i] ?? 0) - (values[2 * i + 1] ?? 0);
      if (Math.abs(moved) > BRUIT) ecart.set(cle, moved);
    }
    return ecart;
  }
}

function createModel(
  highs: Highs,
  { cellules, relations }: Partie,
  rang: ReadonlyMap<string, number>,
  masquees: ReadonlySet<string>,
): Model {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const bornes: (readonly [number, number])[] = [];
  for (const relation of relations) {
    for (const [cle, coefficient] of relation.termes) {
      const i = rang.get(cle);
      if (i === undefined) continue;
      indices.push(2 * i, 2 * i + 1);
      values.push(coefficient, -coefficient);
    }
    starts.push(indices.length);
    bornes.push(roomOf(relation, highs.infinity));
  }
  const columns = 2 * cellules.length;
  const model = highs.createModel({
    numCols: columns,
    numRows: relations.length,
    colCost: cellules.flatMap(({ cle, poids }) => (masquees.has(cle) ? [GRATUIT, GRATUIT] : [poids, poids])),
    colLower: new Float64Array(columns),
    colUpper: cellules.flatMap(({ valeur }) => [PLAFOND, valeur]),
    rowLower: bornes.map(([min]) => min),
    rowUpper: bornes.map(([, max]) => max),
    matrix: { format: "csr", numRows: relations.length, numCols: columns, starts, indices, values },
  });
  model.options.set({ output_flag: false, time_limit: SECONDES, random_seed: 1 });
  return model;
}

/** A sum must not move; a verdict's sum may, as long as the verdict stays the same. */
export function roomOf(
  { min, max, vraie }: Pick<RelationVraie, "min" | "max" | "vraie">,
  infinity: number,
): readonly [number, number] {
  if (min !== null && min === max) return [0, 0];
  return [min === null ? -infinity : Math.min(0, min - vraie), max === null ? infinity : Math.max(0, max - vraie)];
}
