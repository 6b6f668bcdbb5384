import highsModule from "highs";
import { echanger, proposerGlouton } from "../regles/plan/glouton.ts";
import type { Affectation } from "../regles/plan/lot.ts";
import type { Resolution } from "../regles/plan/resolution.ts";
import { type Probleme, Tableau } from "../regles/plan/tableau.ts";
import { buildModele, type Fixees, type Modele } from "./modele.ts";

// The package declares its types as CommonJS, with the loader under `default`; Node loads its ES module, whose default is the loader.
const loadHighs = highsModule as unknown as typeof highsModule.default;

const TOLERANCE = 1e-6;
const EXACT = { mip_rel_gap: 0, mip_abs_gap: 1e-6 };

/**
 * Best proposal that can be proved close: solves the linear program (whose value no proposal exceeds), keeps its integers, solves the rest
 * in integers, then lets the order decide between equals. Without an answer in `dureeMs`, returns the greedy proposal, which says so. Each
 * resolution has its own solver: memory that one has fragmented stops the next (highs-js, issue 9).
 */
export async function resoudre(probleme: Probleme, dureeMs: number): Promise<Resolution> {
  const begin = performance.now();
  const left = () => Math.max(0.05, (dureeMs - (performance.now() - begin)) / 1000);
  const relache = await solve(buildModele(probleme), left(), false);
  if (relache === null) return conclude(probleme, null, null);
  const fixees = keepWhole(relache);
  const reste = buildModele(probleme, fixees);
  const entier = reste.colonnes.length === 0 ? null : await solve(reste, left(), true);
  const affectation = complete(probleme, fixees, reste.colonnes.length === 0 ? new Map() : entier && keepWhole(entier));
  return conclude(probleme, relache, affectation && { affectation, prouvee: entier?.fini ?? true });
}

type Solution = {
  readonly modele: Modele;
  readonly valeur: number;
  readonly valeurs: Float64Array;
  /** Prices of the rows of objectives; empty in integers. */
  readonly prix: readonly number[];
  readonly fini: boolean;
};

/** null: nothing usable in that time. */
async function solve(modele: Modele, seconds: number, entier: boolean): Promise<Solution | null> {
  try {
    const highs = await loadHighs();
    const { colonnes, objectifs, couts, rows, matrix } = modele;
    const numCols = colonnes.length + objectifs;
    const bound = (value: number) => (Number.isFinite(value) ? value : value > 0 ? highs.infinity : -highs.infinity);
    const { continuous, integer } = highs.constants.variableType;
    const model = highs.createModel({
      numCols,
      numRows: rows.lower.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: couts,
      colLower: new Float64Array(numCols),
      colUpper: [...colonnes.map(() => 1), ...new Array<number>(objectifs).fill(highs.infinity)],
      rowLower: rows.lower.map(bound),
      rowUpper: rows.upper.map(bound),
      matrix: { format: "csc", numRows: rows.lower.length, numCols, ...matrix },
      ...(entier
        ? { integrality: [...colonnes.map(() => integer), ...new Array<typeof continuous>(objectifs).fill(continuous)] }
        : {}),
    });
    try {
      // Measured: without presolve, the linear program is solved three to six times faster, with more integers.
      model.options.set({
        output_flag: false,
        time_limit: seconds,
        random_seed: 1,
        ...(entier ? EXACT : { presolve: "off" }),
      });
      model.run();
      const status = model.getModelStatus();
      const fini = status === highs.constants.modelStatus.optimal;
      const solution = model.getSolution();
      const arretee = status === highs.constants.modelStatus.timeLimit;
      if (!isKept({ fini, arretee, entier, valeurs: solution.colValue })) return null;
      const prix = entier ? [] : [...solution.rowDual.slice(modele.rowObjectif)];
      return { modele, valeur: model.getObjectiveValue(), valeurs: solution.colValue.slice(), prix, fini };
    } finally {
      model.dispose();
    }
  } catch (error) {
    // Out of memory, or the solver gave up: the greedy proposal is used, and says so.
    if (error instanceof Error) return null;
    throw error;
  }
}

type Recherche = {
  /** true: the search ended; false: its time ran out. */
  readonly fini: boolean;
  readonly arretee: boolean;
  /** true: in integers. */
  readonly entier: boolean;
  readonly valeurs: Float64Array;
};

/** An interrupted linear program gives no bound; an interrupted search in integers may hold a good answer, if it has every value. */
export function isKept({ fini, arretee, entier, valeurs }: Recherche): boolean {
  if (fini) return true;
  return entier && arretee && valeurs.length > 0 && valeurs.every((value) => Number.isFinite(value));
}

/** Pairs that the resolution decided. */
function keepWhole({ modele, valeurs }: Solution): Fixees {
  return new Map(
    modele.colonnes.flatMap(({ logement, menage }, rank) =>
      (valeurs[rank] ?? 0) > 1 - TOLERANCE ? [[logement, menage] as const] : [],
    ),
  );
}

function complete(probleme: Probleme, fixees: Fixees, reste: Fixees | null): Affectation | null {
  if (reste === null) return null;
  return probleme.ordonne.lot.logements.map((_, logement) => fixees.get(logement) ?? reste.get(logement) ?? null);
}

/** The better of the solver's answer and the greedy proposal, with the method; `prouvee`: the search ended. */
export function conclude(
  probleme: Probleme,
  relache: Pick<Solution, "valeur" | "prix"> | null,
  trouvee: { readonly affectation: Affectation; readonly prouvee: boolean } | null,
): Resolution {
  const borne = relache?.valeur ?? null;
  const prix = relache?.prix.map((value) => Math.max(0, -value)) ?? null;
  const exact = trouvee === null ? null : echanger(probleme, trouvee.affectation);
  const glouton = proposerGlouton(probleme);
  // Because the integers of the linear program are kept, the greedy proposal may be better, under the same bound.
  const best =
    exact !== null && worthOf(probleme, exact.affectation) >= worthOf(probleme, glouton.affectation) ? exact : glouton;
  if (trouvee?.prouvee) return finish(probleme, { ...best, methode: "optimale", borne, prix });
  return finish(probleme, { ...best, methode: best === glouton ? "gloutonne" : "interrompue", borne, prix });
}

function finish(probleme: Probleme, found: Omit<Resolution, "valeur" | "ecart">): Resolution {
  const valeur = worthOf(probleme, found.affectation);
  // Rounding in the solver may put its bound slightly under the value found.
  const ecart = found.borne === null ? null : found.borne <= 0 ? 0 : Math.max(0, (found.borne - valeur) / found.borne);
  return { ...found, valeur, ecart };
}

function worthOf(probleme: Probleme, affectation: Affectation): number {
  return new Tableau(probleme, affectation).valeur;
}
