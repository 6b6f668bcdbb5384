import { type Besoin, coutMensuel, isAdapte } from "../../regles/loyer/accessible.ts";
import type { GroupeLoyer } from "./ports.ts";

/** Number of dwellings by whether a household may have them. */
export type OffreMenage = {
  /** With enough rooms, with too few, and with an unknown number. */
  readonly adaptes: number;
  readonly inadaptes: number;
  readonly piecesInconnues: number;
  /** Surely enough rooms, and surely within the budget. */
  readonly accessibles: number;
  /** Not excluded, but with an unknown fact. */
  readonly incertains: number;
  /** The same among offered and empty dwellings; null when the file has no occupation. */
  readonly vacants: { readonly accessibles: number; readonly incertains: number } | null;
};

/** Dwellings within a budget, those of unknown cost, and all. */
export type Payables = { readonly oui: number; readonly inconnus: number; readonly total: number };

/** Monthly costs of a group's dwellings, sorted: a budget is one binary search. */
type CoutsGroupe = {
  /** In centimes, ascending. */
  readonly couts: Float64Array;
  /** Cumulated dwellings up to that cost, and the offered and empty among them: one more entry than `couts`, starting with 0. */
  readonly nombres: Float64Array;
  readonly vacants: Float64Array;
  readonly total: number;
  /** Of unknown cost. */
  readonly inconnus: number;
  readonly vacantsInconnus: number;
};

/** Caches the costs of groups under given charges. */
export class CoutsLoyer {
  readonly #charges: number;
  readonly #parGroupe = new Map<GroupeLoyer, CoutsGroupe>();

  /** `charges`: in centimes a square metre a month. */
  constructor(charges: number) {
    this.#charges = charges;
  }

  /** Both `besoin.pieces` and `besoin.budget` must hold. */
  offre(groupes: readonly GroupeLoyer[], besoin: Besoin): OffreMenage {
    const offre = { adaptes: 0, inadaptes: 0, piecesInconnues: 0, accessibles: 0, incertains: 0 };
    const vacants = { accessibles: 0, incertains: 0 };
    let modes = 0;
    for (const groupe of groupes) {
      const couts = this.#of(groupe);
      modes += groupe.modes;
      const adapte = isAdapte(groupe.pieces, besoin);
      if (adapte === "non") {
        offre.inadaptes += couts.total;
        continue;
      }
      const rang = rangOf(couts.couts, besoin.budget);
      const [sous, vides] = [couts.nombres[rang] ?? 0, couts.vacants[rang] ?? 0];
      if (adapte === "oui") {
        offre.adaptes += couts.total;
        offre.accessibles += sous;
        vacants.accessibles += vides;
      } else {
        offre.piecesInconnues += couts.total;
        offre.incertains += sous;
        vacants.incertains += vides;
      }
      offre.incertains += couts.inconnus;
      vacants.incertains += couts.vacantsInconnus;
    }
    return { ...offre, vacants: modes === 0 ? null : vacants };
  }

  /** Ignores the rooms. */
  payables(groupes: readonly GroupeLoyer[], budget: number): Payables {
    let [oui, inconnus, total] = [0, 0, 0];
    for (const groupe of groupes) {
      const couts = this.#of(groupe);
      oui += couts.nombres[rangOf(couts.couts, budget)] ?? 0;
      inconnus += couts.inconnus;
      total += couts.total;
    }
    return { oui, inconnus, total };
  }

  #of(groupe: GroupeLoyer): CoutsGroupe {
    const known = this.#parGroupe.get(groupe);
    if (known) return known;
    const made = readCouts(groupe, this.#charges);
    this.#parGroupe.set(groupe, made);
    return made;
  }
}

function readCouts({ cellules }: GroupeLoyer, charges: number): CoutsGroupe {
  const { surfaces, loyers, nombres, vacants } = cellules;
  const rangs: number[] = [];
  let [inconnus, vacantsInconnus, total] = [0, 0, 0];
  const base = nombres.length;
  for (let i = 0; i < base; i += 1) {
    total += nombres[i] ?? 0;
    const cout = coutMensuel(loyers[i] ?? null, surfaces[i] ?? null, charges);
    if (cout === null) {
      inconnus += nombres[i] ?? 0;
      vacantsInconnus += vacants[i] ?? 0;
    } else rangs.push(cout * base + i);
  }
  // Cost and place packed in one number: tens of thousands of plain numbers sort many times faster than pairs.
  const sorted = Float64Array.from(rangs).sort();
  const places = Array.from(sorted, (rang) => rang % base);
  return {
    couts: sorted.map((rang) => Math.floor(rang / base)),
    nombres: cumul(places.map((place) => nombres[place] ?? 0)),
    vacants: cumul(places.map((place) => vacants[place] ?? 0)),
    total,
    inconnus,
    vacantsInconnus,
  };
}

function cumul(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) sums[i + 1] = (sums[i] ?? 0) + value;
  return sums;
}

/** Number of the ascending values up to the limit. */
function rangOf(values: Float64Array, limite: number): number {
  let [bas, haut] = [0, values.length];
  while (bas < haut) {
    const milieu = (bas + haut) >> 1;
    if ((values[milieu] ?? 0) <= limite) bas = milieu + 1;
    else haut = milieu;
  }
  return bas;
}
