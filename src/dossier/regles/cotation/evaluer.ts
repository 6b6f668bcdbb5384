import { evaluateExpression, faitsLus } from "./expression.ts";
import { type CodeFait, type Fait, type Faits, isSensible } from "./fait.ts";
import type { ContenuGrille, Critere, Points, Rubrique } from "./grille.ts";
import { monthsBetween } from "./mois.ts";

/** `a-justifier`: declared by the household, while the rule asks for a proof. */
export type EtatRegle = "acquis" | "inconnu" | "a-justifier";

export type FaitLu = { readonly fait: CodeFait; readonly lu: Fait | null };

/** A rule that gave points, or may still give some. */
export type RegleTracee = {
  readonly critere: Critere;
  readonly etat: EtatRegle;
  /** Points of the rule itself, before the rubric keeps the best or the first. 0 when nothing is established. */
  readonly points: number;
  /** Points that the rubric keeps, before its ceiling. */
  readonly retenus: number;
  readonly bornes: readonly [number, number];
  readonly faits: readonly FaitLu[];
  readonly sensible: boolean;
};

export type RubriqueTracee = {
  readonly rubrique: Rubrique;
  readonly points: number;
  readonly min: number;
  readonly max: number;
  /** Points removed by the ceiling, 0 or negative. */
  readonly ecrete: number;
  readonly regles: readonly RegleTracee[];
};

/**
 * `points`: established points; an unknown or unproven answer gives none. `min` and `max` hold whatever the unknown answers are; they may be wide
 * when several rules read the same unknown fact, never too narrow.
 */
export type Evaluation = {
  readonly points: number;
  readonly min: number;
  readonly max: number;
  readonly rubriques: readonly RubriqueTracee[];
  readonly inconnus: readonly CodeFait[];
  readonly aJustifier: readonly CodeFait[];
};

/** Computes the points of a file. The order of the rubrics, and of the rules of a `sum` or a `max`, changes nothing. */
export function evaluate({ rubriques }: Pick<ContenuGrille, "rubriques">, faits: Faits, jour: string): Evaluation {
  const prouves = keepProven(faits);
  const tracees = rubriques.map((rubrique) => evaluateRubrique(rubrique, { faits, prouves, jour }));
  const regles = tracees.flatMap((one) => one.regles);
  const unknown = (regle: RegleTracee) => regle.faits.filter(({ lu }) => lu === null).map(({ fait }) => fait);
  const unproven = (regle: RegleTracee) =>
    regle.faits.filter(({ lu }) => lu?.preuve === "declare").map(({ fait }) => fait);
  return {
    points: total(tracees, ({ points }) => points),
    min: total(tracees, ({ min }) => min),
    max: total(tracees, ({ max }) => max),
    rubriques: tracees,
    inconnus: [...new Set(regles.filter(({ etat }) => etat === "inconnu").flatMap(unknown))],
    aJustifier: [...new Set(regles.filter(({ etat }) => etat === "a-justifier").flatMap(unproven))],
  };
}

function keepProven(faits: Faits): Faits {
  return Object.fromEntries(Object.entries(faits).filter(([, fait]) => fait?.preuve === "justifie"));
}

type Lecture = { readonly faits: Faits; readonly prouves: Faits; readonly jour: string };

function evaluateRubrique(rubrique: Rubrique, lecture: Lecture): RubriqueTracee {
  const lues = rubrique.criteres.map((critere) => evaluateCritere(critere, lecture)).filter((one) => one !== null);
  const { points, min, max, gardee } = COMBINER[rubrique.combinaison](lues);
  const cap = (value: number) => (rubrique.plafond === null ? value : Math.min(value, rubrique.plafond));
  return {
    rubrique,
    points: cap(points),
    min: cap(min),
    max: cap(max),
    ecrete: cap(points) - points,
    regles: lues.map((regle) => ({ ...regle, retenus: gardee === "toutes" || gardee === regle ? regle.points : 0 })),
  };
}

type Lue = Omit<RegleTracee, "retenus">;

/** null: the rule does not apply. */
function evaluateCritere(critere: Critere, { faits, prouves, jour }: Lecture): Lue | null {
  const verite = evaluateExpression(critere.si, faits, jour);
  if (verite === false) return null;
  const codes = faitsOf(critere);
  const lue = {
    critere,
    faits: codes.map((fait) => ({ fait, lu: faits[fait] ?? null })),
    sensible: codes.some(isSensible),
  };
  const points = countPoints(critere.points, faits, jour);
  if (verite === null || points === null) {
    const bornes = points === null ? rangeOf(critere.points) : ([points, points] as const);
    return { ...lue, etat: "inconnu", points: 0, bornes };
  }
  if (critere.preuve === "justifie" && !isProven(critere, prouves, jour)) {
    return { ...lue, etat: "a-justifier", points: 0, bornes: [points, points] };
  }
  return { ...lue, etat: "acquis", points, bornes: [points, points] };
}

export function faitsOf({ si, points }: Pick<Critere, "si" | "points">): readonly CodeFait[] {
  return [...new Set([...faitsLus(si), ...(points.genre === "par-unite" ? [points.fait] : [])])];
}

function isProven({ si, points }: Critere, prouves: Faits, jour: string): boolean {
  return evaluateExpression(si, prouves, jour) === true && countPoints(points, prouves, jour) !== null;
}

/** null: the counted fact is unknown. */
function countPoints(points: Points, faits: Faits, jour: string): number | null {
  if (points.genre === "fixe") return points.points;
  const valeur = faits[points.fait]?.valeur;
  const unites = typeof valeur === "string" ? monthsBetween(valeur, jour) : valeur;
  if (typeof unites !== "number") return null;
  const gagnes = Math.floor(Math.max(0, unites) / points.pas) * points.points;
  return Math.max(-points.plafond, Math.min(points.plafond, gagnes)) + 0;
}

function rangeOf(points: Points): readonly [number, number] {
  if (points.genre === "fixe") return [points.points, points.points];
  return points.points < 0 ? [-points.plafond, 0] : [0, points.plafond];
}

type Combinee = {
  readonly points: number;
  readonly min: number;
  readonly max: number;
  readonly gardee: Lue | "toutes" | null;
};

const COMBINER: Readonly<Record<Rubrique["combinaison"], (regles: readonly Lue[]) => Combinee>> = {
  sum: (regles) => ({
    points: total(regles, ({ points }) => points),
    min: total(regles, (regle) => (isAcquis(regle) ? regle.points : Math.min(0, regle.bornes[0]))),
    max: total(regles, (regle) => (isAcquis(regle) ? regle.points : Math.max(0, regle.bornes[1]))),
    gardee: "toutes",
  }),
  max: (regles) => {
    const acquises = regles.filter(isAcquis);
    const gardee =
      acquises.toSorted((a, b) => b.points - a.points || (a.critere.id < b.critere.id ? -1 : 1))[0] ?? null;
    const possibles = regles.filter((regle) => !isAcquis(regle));
    const points = gardee?.points ?? 0;
    return {
      points,
      // Uncertain rules can only raise the best of the certain ones.
      min: gardee ? points : Math.min(points, ...possibles.map(({ bornes }) => bornes[0])),
      max: Math.max(points, ...possibles.map(({ bornes }) => bornes[1])),
      gardee,
    };
  },
  first: (regles) => {
    const rang = regles.findIndex(isAcquis);
    const gardee = regles[rang] ?? null;
    const avant = rang === -1 ? regles : regles.slice(0, rang);
    const points = gardee?.points ?? 0;
    return {
      points,
      min: Math.min(points, ...avant.map(({ bornes }) => bornes[0])),
      max: Math.max(points, ...avant.map(({ bornes }) => bornes[1])),
      gardee,
    };
  },
};

function isAcquis({ etat }: Pick<Lue, "etat">): boolean {
  return etat === "acquis";
}

function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}
