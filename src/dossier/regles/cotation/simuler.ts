import type { Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { CodeFait } from "./fait.ts";
import { type CotationClassee, compareAnciennete, compareCotations } from "./rang.ts";

/** A demande of the stock, its points under the prepared scheme, and under the one replaced; `reference` null: the order of seniority. */
export type DemandeSimulee = CotationClassee & {
  readonly reference: number | null;
  readonly inconnus: readonly CodeFait[];
  readonly quartile: Quartile;
  readonly prioritaire: Reponse;
};

export type ClasseSimulee = {
  readonly de: number;
  readonly a: number;
  readonly nombre: number;
  readonly reference: number | null;
};

export type GroupeSimule = {
  readonly axe: "ensemble" | "quartile" | "priorite";
  readonly cle: string;
  readonly nombre: number;
  readonly quartile1: number;
  readonly mediane: number;
  readonly quartile3: number;
  /** Count in the first tenth of the order, with the scheme and without it. */
  readonly premierDixieme: number;
  readonly premierDixiemeReference: number;
  /** Count of demandes that move by one tenth of the order or more. */
  readonly montent: number;
  readonly descendent: number;
};

export type Simulation = {
  readonly total: number;
  readonly classes: readonly ClasseSimulee[];
  readonly groupes: readonly GroupeSimule[];
  readonly incertaines: {
    readonly nombre: number;
    readonly largeurMoyenne: number;
    readonly largeurMax: number;
    readonly parFait: readonly { readonly fait: CodeFait; readonly nombre: number }[];
  };
};

const CLASSES_MAX = 12;

/** Distribution of the points, and count of the demandes that move. */
export function simulate(demandes: readonly DemandeSimulee[]): Simulation {
  const projet = dixiemesOf(demandes.toSorted(compareCotations));
  const reference = dixiemesOf(demandes.toSorted(compareReference));
  const placees = demandes.map((demande) => ({
    ...demande,
    dixieme: projet.get(demande.id) ?? 0,
    dixiemeReference: reference.get(demande.id) ?? 0,
  }));
  return {
    total: demandes.length,
    classes: classesOf(demandes),
    groupes: groupesOf(placees),
    incertaines: incertainesOf(demandes),
  };
}

function compareReference(a: DemandeSimulee, b: DemandeSimulee): number {
  return (b.reference ?? 0) - (a.reference ?? 0) || compareAnciennete(a, b);
}

/** 1 for the first tenth of the order, 10 for the last. */
function dixiemesOf(ordre: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(ordre.map(({ id }, rang) => [id, Math.floor((rang * 10) / ordre.length) + 1]));
}

/** Twelve classes at most, of a round width (1, 2, 5, 10, 20…). */
function classesOf(demandes: readonly DemandeSimulee[]): readonly ClasseSimulee[] {
  if (demandes.length === 0) return [];
  const compare = demandes.every(({ reference }) => reference !== null);
  const values = demandes.flatMap(({ points, reference }) =>
    compare && reference !== null ? [points, reference] : [points],
  );
  const [low, high] = extent(values);
  const largeur = WIDTHS.find((width) => Math.floor(high / width) - Math.floor(low / width) < CLASSES_MAX) ?? 10_000;
  const first = Math.floor(low / largeur);
  const rank = (points: number) => Math.floor(points / largeur) - first;
  const counts = Array.from({ length: rank(high) + 1 }, () => ({ nombre: 0, reference: 0 }));
  for (const { points, reference } of demandes) {
    const own = counts[rank(points)];
    if (own) own.nombre += 1;
    const other = compare && reference !== null ? counts[rank(reference)] : undefined;
    if (other) other.reference += 1;
  }
  return counts.map(({ nombre, reference }, index) => ({
    de: (first + index) * largeur,
    a: (first + index + 1) * largeur - 1,
    nombre,
    reference: compare ? reference : null,
  }));
}

const WIDTHS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** `Math.min(...values)` would exceed the count of arguments allowed on a région's stock. */
function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

type Placee = DemandeSimulee & { readonly dixieme: number; readonly dixiemeReference: number };

function groupesOf(placees: readonly Placee[]): readonly GroupeSimule[] {
  const quartiles = (["q1", "q2-4", "inconnu"] as const).map((cle) =>
    groupeOf(
      "quartile",
      cle,
      placees.filter(({ quartile }) => quartile === cle),
    ),
  );
  const priorites = (["oui", "non", "inconnu"] as const).map((cle) =>
    groupeOf(
      "priorite",
      cle,
      placees.filter(({ prioritaire }) => prioritaire === cle),
    ),
  );
  return [...quartiles, ...priorites, groupeOf("ensemble", "ensemble", placees)].filter(({ nombre }) => nombre > 0);
}

function groupeOf(axe: GroupeSimule["axe"], cle: string, membres: readonly Placee[]): GroupeSimule {
  const points = membres.map((membre) => membre.points).toSorted((a, b) => a - b);
  const count = (test: (membre: Placee) => boolean) => membres.filter(test).length;
  const rankAt = (part: number) => {
    const rang = points.length * part;
    return ((points[Math.ceil(rang) - 1] ?? 0) + (points[Math.floor(rang)] ?? 0)) / 2;
  };
  return {
    axe,
    cle,
    nombre: membres.length,
    quartile1: rankAt(1 / 4),
    mediane: rankAt(1 / 2),
    quartile3: rankAt(3 / 4),
    premierDixieme: count(({ dixieme }) => dixieme === 1),
    premierDixiemeReference: count(({ dixiemeReference }) => dixiemeReference === 1),
    montent: count(({ dixieme, dixiemeReference }) => dixieme < dixiemeReference),
    descendent: count(({ dixieme, dixiemeReference }) => dixieme > dixiemeReference),
  };
}

function incertainesOf(demandes: readonly DemandeSimulee[]): Simulation["incertaines"] {
  const larges = demandes.filter(({ min, max }) => max > min);
  const largeurs = larges.map(({ min, max }) => max - min);
  const parFait = new Map<CodeFait, number>();
  for (const { inconnus } of larges) for (const fait of inconnus) parFait.set(fait, (parFait.get(fait) ?? 0) + 1);
  return {
    nombre: larges.length,
    largeurMoyenne: larges.length === 0 ? 0 : largeurs.reduce((sum, value) => sum + value, 0) / larges.length,
    largeurMax: largeurs.reduce((max, value) => Math.max(max, value), 0),
    parFait: [...parFait].map(([fait, nombre]) => ({ fait, nombre })).toSorted((a, b) => b.nombre - a.nombre),
  };
}
