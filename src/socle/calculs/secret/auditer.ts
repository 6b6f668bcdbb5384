import highsModule, { type Highs, type Model } from "highs";
import type { Audit, CelluleVue, Intervalle, Relation, Suite } from "./systeme.ts";

// The package declares its types as CommonJS, with the loader under `default`; Node imports its ES module, whose default is the loader.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** Beyond any count or amount of a territory: it keeps every problem bounded, and « unbounded » is never an answer. */
const PLAFOND = 10_000_000;
/** The solver's, on a bound or a sum. */
const TOLERANCE = 1e-6;
/** For one problem; `suite` keeps the limit of the whole audit. */
const SECONDES = 5;

/** Stops the audit: an incomplete proof is no proof. */
class Defaut extends Error {}

/**
 * Bounds what a reader of all the releases can deduce of each number that had to be hidden: its least and greatest value over all relations, given
 * every published number, none being negative. Counts are bounded over whole numbers, which is tighter than over reals.
 * This file shares only types with the one that chooses what to mask: a defect of one does not blind the other. It fails closed: what is not proved
 * wide is unsafe.
 */
export async function auditer(
  cellules: readonly CelluleVue[],
  relations: readonly Relation[],
  suite: Suite = () => true,
): Promise<Audit> {
  const intervalles: Intervalle[] = [];
  const compteur = { resolutions: 0 };
  try {
    const parts = separate(cellules, relations);
    const highs = await loadHighs();
    const total = parts.reduce((sum, part) => sum + part.cibles.length, 0);
    for (const part of parts) {
      if (part.cibles.length === 0) continue;
      for (const intervalle of boundAll(highs, part, compteur)) {
        intervalles.push(intervalle);
        if (!suite(intervalles.length, total)) throw new Defaut("le temps accordé est écoulé");
      }
    }
  } catch (error) {
    // The solver also aborts by throwing; its own words would tell an officer nothing.
    const defaut = error instanceof Defaut ? error.message : `le solveur s’est arrêté (${String(error).slice(0, 120)})`;
    return { sure: false, defaut, intervalles, dangereuses: narrow(intervalles), ...compteur };
  }
  const dangereuses = narrow(intervalles);
  return { sure: dangereuses.length === 0, defaut: null, intervalles, dangereuses, ...compteur };
}

function narrow(intervalles: readonly Intervalle[]): readonly Intervalle[] {
  return intervalles.filter(({ largeur, amplitude }) => !(largeur >= amplitude - TOLERANCE));
}

type Contrainte = {
  readonly termes: readonly (readonly [colonne: number, coefficient: number])[];
  min: number;
  max: number;
};
type Partie = {
  readonly cles: readonly string[];
  readonly entieres: readonly boolean[];
  readonly contraintes: readonly Contrainte[];
  /** Columns to bound, with the width that each needs. */
  readonly cibles: readonly (readonly [colonne: number, amplitude: number])[];
};

/** Masked numbers that no relation links tell nothing of each other: each group is a smaller problem of its own. */
function separate(cellules: readonly CelluleVue[], relations: readonly Relation[]): Partie[] {
  const vues = new Map(cellules.map((cellule) => [cellule.cle, cellule]));
  if (vues.size !== cellules.length) throw new Defaut("un même nombre est donné deux fois");
  const groupe = new Map<string, string>();
  const find = (cle: string): string => {
    let root = cle;
    for (let next = groupe.get(root); next !== undefined; next = groupe.get(root)) root = next;
    return root;
  };
  const reduites = relations.map((relation) => reduce(relation, vues));
  for (const { inconnues } of reduites) {
    const [first] = inconnues;
    if (first === undefined) continue;
    for (const [cle] of inconnues) if (find(cle) !== find(first[0])) groupe.set(find(cle), find(first[0]));
  }
  const membres = groupBy(
    cellules.filter(({ publie }) => publie === null),
    ({ cle }) => find(cle),
  );
  const contraintes = groupBy(
    reduites.filter(({ inconnues }) => inconnues.length > 0),
    ({ inconnues }) => find(inconnues[0]?.[0] ?? ""),
  );
  return [...membres].map(([root, group]) => assemble(group, contraintes.get(root) ?? []));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

type Reduite = {
  readonly inconnues: readonly (readonly [string, number])[];
  readonly min: number;
  readonly max: number;
};

/** The relation between masked numbers that remains once published numbers are subtracted. */
function reduce({ termes, min, max }: Relation, vues: ReadonlyMap<string, CelluleVue>): Reduite {
  let connu = 0;
  const inconnues: [string, number][] = [];
  for (const [cle, coefficient] of termes) {
    const vue = vues.get(cle);
    if (!vue) throw new Defaut(`une relation cite un nombre absent (${cle})`);
    if (vue.publie === null) inconnues.push([cle, coefficient]);
    else connu += coefficient * vue.publie;
  }
  const bornes = { min: (min ?? -Infinity) - connu, max: (max ?? Infinity) - connu };
  const echelle = TOLERANCE * Math.max(1, Math.abs(connu));
  if (inconnues.length === 0 && (bornes.min > echelle || bornes.max < -echelle)) {
    throw new Defaut("des nombres publiés se contredisent");
  }
  return { inconnues, ...bornes };
}

function assemble(group: readonly CelluleVue[], reduites: readonly Reduite[]): Partie {
  const colonnes = new Map(group.map(({ cle }, colonne) => [cle, colonne]));
  return {
    cles: group.map(({ cle }) => cle),
    entieres: group.map(({ entiere }) => entiere),
    contraintes: reduites.map(({ inconnues, min, max }) => ({
      termes: inconnues.map(([cle, coefficient]) => [colonnes.get(cle) ?? -1, coefficient] as const),
      min,
      max,
    })),
    cibles: group.flatMap(({ amplitude }, colonne) => (amplitude === null ? [] : [[colonne, amplitude] as const])),
  };
}

function* boundAll(highs: Highs, part: Partie, compteur: { resolutions: number }): Generator<Intervalle> {
  const reel = createModel(highs, part, false);
  let entier: Model | null = null;
  // Most answers over reals are whole; the integer problem is only built when one is not.
  const wholeNumbers = () => {
    entier ??= createModel(highs, part, true);
    return entier;
  };
  try {
    for (const [colonne, amplitude] of part.cibles) {
      const ask = (sens: 1 | -1) => extremum(highs, { reel, wholeNumbers }, part, { colonne, sens, compteur });
      const min = ask(1);
      const max = ask(-1);
      yield { cle: part.cles[colonne] ?? "", min, max, largeur: max - min, amplitude };
    }
  } finally {
    reel.dispose();
    dispose(entier);
  }
}

function dispose(model: Model | null): void {
  model?.dispose();
}

function createModel(highs: Highs, part: Partie, entier: boolean): Model {
  const { contraintes, entieres } = part;
  const columns = part.cles.length;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { termes } of contraintes) {
    for (const [colonne, coefficient] of termes) {
      indices.push(colonne);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  const { continuous, integer } = highs.constants.variableType;
  const bound = (value: number) => (Number.isFinite(value) ? value : value > 0 ? highs.infinity : -highs.infinity);
  const model = highs.createModel({
    numCols: columns,
    numRows: contraintes.length,
    colCost: new Float64Array(columns),
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(PLAFOND),
    rowLower: contraintes.map(({ min }) => bound(min)),
    rowUpper: contraintes.map(({ max }) => bound(max)),
    matrix: { format: "csr", numRows: contraintes.length, numCols: columns, starts, indices, values },
    ...(entier ? { integrality: entieres.map((isInteger) => (isInteger ? integer : continuous)) } : {}),
  });
  model.options.set({
    output_flag: false,
    ...(entier ? {} : { presolve: "off" }),
    time_limit: SECONDES,
    random_seed: 1,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
  });
  return model;
}

type Question = { readonly colonne: number; readonly sens: 1 | -1; readonly compteur: { resolutions: number } };

/** The least (sens 1) or greatest (−1) value of a column: over reals first, over whole numbers when the answer is not whole. */
function extremum(
  highs: Highs,
  models: { readonly reel: Model; readonly wholeNumbers: () => Model },
  { entieres }: Partie,
  question: Question,
): number {
  const values = solve(highs, models.reel, question);
  const whole = values.every((value, i) => !entieres[i] || Math.abs(value - Math.round(value)) < TOLERANCE);
  const found = whole ? values : solve(highs, models.wholeNumbers(), question);
  const value = found[question.colonne] ?? Number.NaN;
  // + 0 turns −0 into 0.
  return (entieres[question.colonne] ? Math.round(value) : value) + 0;
}

function solve(highs: Highs, model: Model, { colonne, sens, compteur }: Question): Float64Array {
  compteur.resolutions++;
  model.changeColCost(colonne, sens);
  model.zeroAllClocks();
  model.run();
  const status = model.getModelStatus();
  if (status !== highs.constants.modelStatus.optimal) throw new Defaut(`le solveur n’a pas conclu (état ${status})`);
  const values = model.getSolution().colValue;
  model.changeColCost(colonne, 0);
  return values;
}
