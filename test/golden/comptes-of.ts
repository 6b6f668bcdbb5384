import { buildCadre, type Cadre } from "#bilan/lectures/cadre.ts";
import type { Compte } from "#droit/regles/attribution/compte.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";

/** Cells of a table of the document as counts: q1 and q2-4, each by QPV, hors QPV and unknown. */
export function comptesOf(q1: readonly number[], q24: readonly number[]): readonly Compte[] {
  const situations = ["qpv", "hors-qpv", "inconnue"] as const;
  const cells = (quartile: "q1" | "q2-4", counts: readonly number[]) =>
    situations.map(
      (situation, i): Compte => ({
        situation,
        quartile,
        ressources: "positives",
        relogement: "non",
        nombre: counts[i] ?? 0,
      }),
    );
  return [...cells("q1", q1), ...cells("q2-4", q24)];
}

export function cadreOf(annee: number): Cadre {
  return buildCadre(yearPeriode(annee), [], null);
}
