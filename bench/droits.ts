import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { cubeQueries } from "#bilan/sql/lot/cube.queries.ts";
import { territoireQueries } from "#donnees/sql/territoire/territoire.queries.ts";
import { openBases } from "#service/sql/open-base.ts";
import type { Base } from "#socle/lectures/base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { type Mesure, round } from "./mesure.ts";

const EPCI = "200068666";
const TOURS = 80;

/** The bilan as an officer asks for it, against the same queries as the owner, under no policy: turn by turn, so that both meet the same machine. */
export async function benchDroits(url: string): Promise<Mesure> {
  const bases = openBases(url);
  const pool = openPool(url);
  const sql = openSql(pool);
  const sans = { territoires: territoireQueries(sql), cubes: cubeQueries(sql) };
  const avec = bases.pour(operateur("banc", [EPCI]));
  const times: { readonly avec: number[]; readonly sans: number[] } = { avec: [], sans: [] };
  for (let tour = -10; tour < TOURS; tour++) {
    const [one, other] = [await time(avec), await time(sans)];
    if (tour < 0) continue;
    times.avec.push(one);
    times.sans.push(other);
  }
  await Promise.all([bases.close(), pool.end()]);
  const [p95Avec, p95Sans] = [percentile(times.avec, 95), percentile(times.sans, 95)];
  const ratio = p95Avec / p95Sans;
  return {
    id: "droits-bilan",
    libelle: "Bilan calculé sous les politiques de rangées, rapporté au même calcul sans elles (p95)",
    valeur: round(ratio),
    unite: "×",
    objectif: "≤ 1,5",
    tenu: ratio <= 1.5,
    details: {
      p95AvecMs: round(p95Avec),
      p95SansMs: round(p95Sans),
      medianeRatio: round(percentile(times.avec, 50) / percentile(times.sans, 50)),
    },
  };
}

async function time(base: Pick<Base, "territoires" | "cubes">): Promise<number> {
  const begin = performance.now();
  await computeBilan(base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
  return performance.now() - begin;
}

function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * rank) / 100))] ?? 0;
}
