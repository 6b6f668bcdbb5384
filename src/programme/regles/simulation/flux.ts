import type { HypothesesSimulation } from "./hypotheses.ts";

/** Flows of demolition and rebuilding of a year, as fractions. */
export type FluxAnnee = {
  readonly annee: number;
  /** Households that leave a building to demolish, to any place. */
  readonly relogements: number;
  readonly demolis: number;
  readonly occupesDemolis: number;
  /** Dwellings rebuilt, all hors QPV, and let that year. */
  readonly neufs: number;
};

type Programme = Pick<HypothesesSimulation, "groupes" | "etalement" | "calendrierNeufs" | "leviers" | "horizon">;

/** One item a simulated year. `bailleur`: limits the demolitions to its buildings; rehousing and rebuilding stay those of the whole. */
export function computeFlux(programme: Programme, bailleur: string | null = null): FluxAnnee[] {
  const { groupes, etalement, calendrierNeufs } = programme;
  const neufs = countNeufs(programme);
  const poids = sum(calendrierNeufs, (entry) => entry.poids);
  const siens = bailleur === null ? groupes : groupes.filter((groupe) => groupe.bailleur === bailleur);
  return listAnnees(programme.horizon).map((annee) => ({
    annee,
    relogements: sum(groupes, (groupe) => groupe.occupes * (etalement[annee - groupe.annee] ?? 0)),
    demolis: sum(siens, (groupe) => (groupe.annee === annee ? groupe.logements : 0)),
    occupesDemolis: sum(siens, (groupe) => (groupe.annee === annee ? groupe.occupes : 0)),
    neufs:
      poids === 0 ? 0 : (neufs * sum(calendrierNeufs, (entry) => (entry.annee === annee ? entry.poids : 0))) / poids,
  }));
}

/** Dwellings rebuilt over all years, simulated or not. */
export function countNeufs({ groupes, leviers }: Pick<Programme, "groupes" | "leviers">): number {
  return leviers.reconstitution * sum(groupes, (groupe) => groupe.logements);
}

export function listAnnees({ debut, fin }: { readonly debut: number; readonly fin: number }): number[] {
  return Array.from({ length: Math.max(0, fin - debut + 1) }, (_, i) => debut + i);
}

export function sum<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}
