import { MILLION } from "#socle/regles/shared/taux.ts";
import { avanceOf } from "../regles/plan/objectif-plan.ts";
import { effetsOf, type Probleme, poidsOf } from "../regles/plan/tableau.ts";

/** Pair of a column, in the order of columns. */
export type Colonne = { readonly logement: number; readonly menage: number; readonly cout: number };

/**
 * The proposal as a linear program to maximise: one column a pair (0 or 1), then one a lack of objective (0 or more); one row a
 * dwelling and a household (at most one), then one an objective: Σ coefficient·x + lack ≥ −advance. Rates, hence coefficients, in units.
 */
export type Modele = {
  readonly colonnes: readonly Colonne[];
  readonly objectifs: number;
  readonly couts: Float64Array;
  readonly rows: { readonly lower: readonly number[]; readonly upper: readonly number[] };
  /** Rank of the first row of objectives. */
  readonly rowObjectif: number;
  readonly matrix: { readonly starts: number[]; readonly indices: number[]; readonly values: number[] };
};

/** Pairs already decided: those that the first resolution made integers. */
export type Fixees = ReadonlyMap<number, number>;

export function buildModele(probleme: Probleme, fixees: Fixees = new Map()): Modele {
  const { objectifs, parametres } = probleme;
  const colonnes = listColonnes(probleme, fixees);
  const logements = rankOf(colonnes.map(({ logement }) => logement));
  const menages = rankOf(colonnes.map(({ menage }) => menage));
  const rowObjectif = logements.size + menages.size;
  const matrix: Modele["matrix"] = { starts: [0], indices: [], values: [] };
  const put = (row: number, value: number) => {
    matrix.indices.push(row);
    matrix.values.push(value);
  };
  for (const { logement, menage } of colonnes) {
    put(logements.get(logement) ?? 0, 1);
    put(logements.size + (menages.get(menage) ?? 0), 1);
    for (const { objectif, coefficient } of effetsOf(probleme, logement, menage)) {
      if (coefficient !== 0) put(rowObjectif + objectif, coefficient / MILLION);
    }
    matrix.starts.push(matrix.indices.length);
  }
  for (const objectif of objectifs.keys()) {
    put(rowObjectif + objectif, 1);
    matrix.starts.push(matrix.indices.length);
  }
  const avances = advance(probleme, fixees);
  const infinity = Number.POSITIVE_INFINITY;
  return {
    colonnes,
    objectifs: objectifs.length,
    couts: Float64Array.from([...colonnes.map(({ cout }) => cout), ...objectifs.map(() => -parametres.penaliteManque)]),
    rows: {
      lower: [...new Array<number>(rowObjectif).fill(-infinity), ...avances.map((avance) => -avance / MILLION)],
      upper: [...new Array<number>(rowObjectif).fill(1), ...objectifs.map(() => infinity)],
    },
    rowObjectif,
    matrix,
  };
}

/**
 * Pairs that need a column. Among households with the same effects on the objectives of a dwelling, at most as many as there are dwellings left: if a
 * later
 * one were proposed, an earlier one would be free, and worth as much or more. The best value is thus unchanged.
 */
function listColonnes(probleme: Probleme, fixees: Fixees): readonly Colonne[] {
  const { admis } = probleme.ordonne;
  const housed = new Set(fixees.values());
  const left = admis.filter((menages, logement) => menages.length > 0 && !fixees.has(logement)).length;
  return admis.flatMap((menages, logement) => {
    if (fixees.has(logement)) return [];
    const parClasse = new Map<string, number>();
    return menages.flatMap((menage) => {
      if (housed.has(menage)) return [];
      const classe = effetsOf(probleme, logement, menage)
        .map(({ coefficient }) => coefficient)
        .join();
      const seen = parClasse.get(classe) ?? 0;
      parClasse.set(classe, seen + 1);
      return seen < left ? [{ logement, menage, cout: poidsOf(probleme, menage) }] : [];
    });
  });
}

function rankOf(values: readonly number[]): ReadonlyMap<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, rank) => [value, rank]));
}

/** Advance of each objective, decided pairs included. */
function advance(probleme: Probleme, fixees: Fixees): number[] {
  const avances = probleme.objectifs.map(avanceOf);
  for (const [logement, menage] of fixees) {
    for (const { objectif, coefficient } of effetsOf(probleme, logement, menage)) {
      avances[objectif] = (avances[objectif] ?? 0) + coefficient;
    }
  }
  return avances;
}
