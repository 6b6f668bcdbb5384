import { averageHypergeometrique, computeHypergeometrique } from "../petit-effectif/hypergeometrique.ts";

/** One row per unit, one column per group: how many of the group are in the unit. All rows have the same length. */
export type Effectifs = readonly (readonly number[])[];

/** Segregation of any number of groups, in natural logarithms. */
export type SegregationInformation = {
  /** Mutual information of unit and group, Σ p_ug ln(p_ug/(p_u·p_g)): what knowing the unit tells of the group. 0 when all units are alike. */
  readonly m: number;
  /** E[M] if the same people were dealt at random among units of the same sizes. */
  readonly attendue: number;
  /** Entropy of the groups, −Σ p_g ln p_g: the most that M can be. */
  readonly entropie: number;
  /** H = M/E, 0 to 1. Theil and Finizza, Journal of Mathematical Sociology 1 (1971), p. 187-193. */
  readonly h: number;
  /** Multigroup dissimilarity, Σ t_u|π_ug − π_g| / (2·T·Σ π_g(1 − π_g)), 0 to 1. Reardon and Firebaugh, Sociological Methodology 32 (2002). */
  readonly dissimilarite: number;
  /** Row by row, Σ p_g|u ln(p_g|u / p_g): M is their mean weighted by the size of units. null for an empty unit. */
  readonly locale: readonly (number | null)[];
};

/** null when fewer than two groups have members. Source: Mora and Ruiz-Castillo, Sociological Methodology 41 (2011), p. 159-194. */
export function computeInformation(effectifs: Effectifs): SegregationInformation | null {
  const marges = sumMargins(effectifs);
  const parts = marges.groupes.map((groupe) => groupe / marges.total);
  if (marges.groupes.filter((groupe) => groupe > 0).length < 2) return null;
  const locale = effectifs.map((ligne, u) => computeLocale(ligne, marges.unites[u] ?? 0, parts));
  const m = locale.reduce<number>((sum, value, u) => sum + ((marges.unites[u] ?? 0) / marges.total) * (value ?? 0), 0);
  const entropie = parts.reduce((sum, part) => sum - (part > 0 ? part * Math.log(part) : 0), 0);
  const inegalite = parts.reduce((sum, part) => sum + part * (1 - part), 0);
  const ecarts = effectifs.reduce(
    (sum, ligne, u) =>
      sum + ligne.reduce((s, count, g) => s + Math.abs(count - (marges.unites[u] ?? 0) * (parts[g] ?? 0)), 0),
    0,
  );
  return {
    m,
    attendue: expectInformation(marges),
    entropie,
    h: m / entropie,
    dissimilarite: ecarts / (2 * marges.total * inegalite),
    locale,
  };
}

export type NiveauSegregation = {
  /** In nats; the levels add up to the M of the finest units. */
  readonly m: number;
  /** What chance alone would add at this level. */
  readonly attendue: number;
  /** Share of the total M, 0 to 1; null when M is 0. */
  readonly part: number | null;
};

/** One finest unit with the units that hold it, the largest first: [QPV, bailleur, résidence]. */
export type UniteEmboitee = { readonly chemin: readonly string[]; readonly effectifs: readonly number[] };

/**
 * M between the units of the first level, then what each further level adds: M(1), M(2) − M(1)… Additive because each level is nested in the former;
 * H is not. Throws when paths differ in length. null as for `computeInformation`.
 */
export function decomposeInformation(unites: readonly UniteEmboitee[]): readonly NiveauSegregation[] | null {
  const niveaux = unites[0]?.chemin.length ?? 0;
  if (unites.some(({ chemin }) => chemin.length !== niveaux)) throw new RangeError("Paths of unequal lengths.");
  const niveauxM: { m: number; attendue: number }[] = [];
  for (let niveau = 1; niveau <= niveaux; niveau++) {
    const found = computeInformation(groupByPath(unites, niveau));
    if (found === null) return null;
    niveauxM.push(found);
  }
  const total = niveauxM.at(-1)?.m ?? 0;
  return niveauxM.map(({ m, attendue }, i) => {
    const added = m - (niveauxM[i - 1]?.m ?? 0);
    return { m: added, attendue: attendue - (niveauxM[i - 1]?.attendue ?? 0), part: total > 0 ? added / total : null };
  });
}

function groupByPath(unites: readonly UniteEmboitee[], niveau: number): number[][] {
  const groups = new Map<string, number[]>();
  for (const { chemin, effectifs } of unites) {
    const key = JSON.stringify(chemin.slice(0, niveau));
    const known = groups.get(key);
    groups.set(key, known ? known.map((count, g) => count + (effectifs[g] ?? 0)) : [...effectifs]);
  }
  return [...groups.values()];
}

type Marges = { readonly unites: readonly number[]; readonly groupes: readonly number[]; readonly total: number };

function sumMargins(effectifs: Effectifs): Marges {
  const width = effectifs[0]?.length ?? 0;
  const whole = (count: number) => Number.isSafeInteger(count) && count >= 0;
  if (effectifs.some((ligne) => ligne.length !== width || !ligne.every(whole))) {
    throw new RangeError("A table of whole counts has rows of the same length.");
  }
  const unites = effectifs.map((ligne) => ligne.reduce((sum, count) => sum + count, 0));
  const groupes = Array.from({ length: width }, (_, g) => effectifs.reduce((sum, ligne) => sum + (ligne[g] ?? 0), 0));
  return { unites, groupes, total: unites.reduce((sum, count) => sum + count, 0) };
}

function computeLocale(ligne: readonly number[], taille: number, parts: readonly number[]): number | null {
  if (taille === 0) return null;
  return ligne.reduce(
    (sum, count, g) => (count === 0 ? sum : sum + (count / taille) * Math.log(count / taille / (parts[g] ?? 1))),
    0,
  );
}

/** Exact, cell by cell: the count of group g in a unit of t people is hypergeometric, and M is a sum over cells. */
function expectInformation({ unites, groupes, total }: Marges): number {
  const known = new Map<number, number>();
  const expectUnite = (taille: number) =>
    groupes.reduce((sum, groupe) => {
      const loi = computeHypergeometrique(taille, groupe, total);
      const terme = (k: number) => (k === 0 ? 0 : (k / total) * Math.log((k * total) / (taille * groupe)));
      return sum + averageHypergeometrique(loi, terme);
    }, 0);
  return unites.reduce((sum, taille) => {
    const value = known.get(taille) ?? (taille === 0 ? 0 : expectUnite(taille));
    known.set(taille, value);
    return sum + value;
  }, 0);
}
