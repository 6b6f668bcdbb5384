import { MILLION, toMillioniemes } from "#socle/regles/shared/taux.ts";

/** Both bounds are strict, as « plus de » and « inférieur à » are; null: no bound. */
export type BornesTranche = { readonly plusDe: number | null; readonly moinsDe: number | null };

/** One box of a PLH table: the communes it covers, and the points their rate must gain. Population in inhabitants; rates and points 0 to 1. */
export type TranchePlh = {
  readonly population: BornesTranche;
  readonly taux: BornesTranche;
  /** true: the box also covers a commune with a planning constraint, whatever its size and its rate. */
  readonly ouContrainte: boolean;
  readonly points: number;
};

export const CONTRAINTES = ["oui", "non", "inconnu"] as const;
export type Contrainte = (typeof CONTRAINTES)[number];

/** A commune in the year of reference; null: unknown. */
export type CommuneReference = {
  readonly population: number | null;
  readonly residencesPrincipales: number | null;
  readonly logementsSociaux: number | null;
  readonly contrainte: Contrainte;
};

export type InconnuPlh = "population" | "taux" | "contrainte";

/** Bound that the commune is exactly on: « plus de » and « moins de » leave out the number itself. */
export type BornePlh =
  | { readonly de: "population"; readonly valeur: number }
  | { readonly de: "taux"; readonly valeur: number };

/** Exactly one answer, always with its reason. `tranche`: rank in the table, from 0. */
export type ReponsePlh =
  | { readonly issue: "regle"; readonly points: number; readonly tranche: number }
  | { readonly issue: "aucune-regle"; readonly bornes: readonly BornePlh[] }
  | {
      readonly issue: "indecidable";
      /** Possible points, in ascending order; null: no rule. */
      readonly possibles: readonly (number | null)[];
      readonly inconnus: readonly InconnuPlh[];
      readonly bornes: readonly BornePlh[];
    };

/** Ranks of a value among the sorted bounds of a table, 0 below all of them. Two ranks on a bound, every rank when unknown. */
type Places = { readonly rangs: readonly number[]; readonly borne: number | null; readonly inconnu: boolean };

/**
 * Points that a PLH table asks of a commune: those of the first box that covers it. On a bound, both sides are tried: when they
 * agree the bound changes nothing; when they differ the text has no rule, and the answer says so.
 */
export function findTranche(tranches: readonly TranchePlh[], commune: CommuneReference): ReponsePlh {
  const populations = boundsOf(tranches.map(({ population }) => population));
  const taux = boundsOf(tranches.map((tranche) => tranche.taux));
  const place = { population: placePopulation(commune, populations), taux: placeTaux(commune, taux) };
  const contraintes = commune.contrainte === "inconnu" ? [true, false] : [commune.contrainte === "oui"];
  const found = new Set<number>();
  for (const p of place.population.rangs) {
    for (const t of place.taux.rangs) {
      for (const contrainte of contraintes) {
        found.add(firstTranche(tranches, (tranche) => isIn(tranche, contrainte, { p, t, populations, taux })));
      }
    }
  }
  return answer(tranches, [...found], { place, contrainte: contraintes.length > 1 });
}

function boundsOf(bornes: readonly BornesTranche[]): readonly number[] {
  const all = bornes.flatMap(({ plusDe, moinsDe }) => [plusDe, moinsDe]).filter((value) => value !== null);
  return [...new Set(all)].sort((a, b) => a - b);
}

type Rangs = {
  readonly p: number;
  readonly t: number;
  readonly populations: readonly number[];
  readonly taux: readonly number[];
};

function isIn(tranche: TranchePlh, contrainte: boolean, { p, t, populations, taux }: Rangs): boolean {
  if (tranche.ouContrainte && contrainte) return true;
  return isBetween(tranche.population, p, populations) && isBetween(tranche.taux, t, taux);
}

function isBetween({ plusDe, moinsDe }: BornesTranche, rang: number, bornes: readonly number[]): boolean {
  return (plusDe === null || rang > bornes.indexOf(plusDe)) && (moinsDe === null || rang <= bornes.indexOf(moinsDe));
}

/** Rank of the first box that holds, -1 when none does. */
function firstTranche(tranches: readonly TranchePlh[], holds: (tranche: TranchePlh) => boolean): number {
  return tranches.findIndex(holds);
}

function placePopulation({ population }: CommuneReference, bornes: readonly number[]): Places {
  if (population === null) return anywhere(bornes);
  return placed(bornes, (borne) => Math.sign(population - borne));
}

/** Compares integers: dwellings × 1 000 000 against rate × main residences. */
function placeTaux(commune: CommuneReference, bornes: readonly number[]): Places {
  const { residencesPrincipales: total, logementsSociaux: part } = commune;
  if (part === 0) return placed(bornes, (borne) => Math.sign(-toMillioniemes(borne)));
  if (part === null || total === null || total === 0) return anywhere(bornes);
  return placed(bornes, (borne) => Math.sign(part * MILLION - total * toMillioniemes(borne)));
}

function anywhere(bornes: readonly number[]): Places {
  return { rangs: [...bornes.keys(), bornes.length], borne: null, inconnu: true };
}

/** `side`: −1 below the bound, 0 on it, 1 above. */
function placed(bornes: readonly number[], side: (borne: number) => number): Places {
  const below = bornes.filter((borne) => side(borne) > 0).length;
  const on = bornes.find((borne) => side(borne) === 0);
  return { rangs: on === undefined ? [below] : [below, below + 1], borne: on ?? null, inconnu: false };
}

type Contexte = {
  readonly place: { readonly population: Places; readonly taux: Places };
  readonly contrainte: boolean;
};

function answer(
  tranches: readonly TranchePlh[],
  found: readonly number[],
  { place, contrainte }: Contexte,
): ReponsePlh {
  const possibles = [...new Set(found.map((rang) => tranches[rang]?.points ?? null))];
  const [first = -1] = found.toSorted((a, b) => a - b).filter((rang) => rang >= 0);
  const [points] = possibles;
  if (possibles.length === 1) {
    return points === null || points === undefined
      ? { issue: "aucune-regle", bornes: [] }
      : { issue: "regle", points, tranche: first };
  }
  const bornes = bornesOf(place);
  const inconnus: InconnuPlh[] = [
    ...(place.population.inconnu ? (["population"] as const) : []),
    ...(place.taux.inconnu ? (["taux"] as const) : []),
    ...(contrainte ? (["contrainte"] as const) : []),
  ];
  if (inconnus.length === 0) return { issue: "aucune-regle", bornes };
  return { issue: "indecidable", possibles: possibles.toSorted((a, b) => (a ?? -1) - (b ?? -1)), inconnus, bornes };
}

function bornesOf({ population, taux }: Contexte["place"]): readonly BornePlh[] {
  return [
    ...(population.borne === null ? [] : [{ de: "population", valeur: population.borne } as const]),
    ...(taux.borne === null ? [] : [{ de: "taux", valeur: taux.borne } as const]),
  ];
}
