import { ceilShare } from "#socle/regles/shared/taux.ts";
import { countCouplage } from "./couplage.ts";
import type { ObjectifEvalue } from "./evaluer.ts";
import type { Affectation } from "./lot.ts";
import { effetsOf, type Probleme } from "./tableau.ts";

/**
 * Why a dwelling does not count for an objective not reached. `aucun-eligible`: no eligible household counts. `hors-rang`: only beyond
 * the bound on ranks. `proposes-ailleurs`: each has another dwelling. `prefere`: one is free, but another choice is worth more in all.
 */
export type CauseManque = "aucun-eligible" | "hors-rang" | "proposes-ailleurs" | "prefere";

export type LogementManquant = {
  readonly logement: number;
  readonly cause: CauseManque;
  /** Eligible households that would count; `ailleurs`: dwellings proposed to those that have one. */
  readonly compteraient: number;
  readonly ailleurs: readonly number[];
};

export type ExplicationManque = {
  readonly objectif: number;
  readonly manque: number;
  /** Attributions that must count in this batch; `maximum`: the most that could, the rest ignored. */
  readonly besoin: number;
  readonly maximum: number;
  /** true: even alone, the objective is out of reach: households are missing. */
  readonly impossible: boolean;
  readonly logements: readonly LogementManquant[];
};

/** For each objective not certainly reached, dwelling by dwelling. */
export function expliquerManques(
  probleme: Probleme,
  affectation: Affectation,
  evalues: readonly ObjectifEvalue[],
): readonly ExplicationManque[] {
  return evalues.flatMap((evalue, objectif) =>
    evalue.manque === 0 ? [] : [explain(probleme, affectation, evalue, objectif)],
  );
}

function explain(
  probleme: Probleme,
  affectation: Affectation,
  { manque, part, objectif: { avant, taux } }: ObjectifEvalue,
  objectif: number,
): ExplicationManque {
  const { admis, eligibles } = probleme.ordonne;
  const logements = probleme.touches.flatMap((touched, logement) => (touched.includes(objectif) ? [logement] : []));
  const counts = (logement: number, menage: number) => countsFor(probleme, objectif, logement, menage);
  const besoin = ceilShare(part.total + part.inconnusAutres + (part.inconnusIndecis ?? 0), taux) - avant.part;
  const maximum = countCouplage(
    logements.map((logement) => (admis[logement] ?? []).filter((menage) => counts(logement, menage))),
  );
  const proposed = new Map(affectation.map((menage, logement) => [menage, logement]));
  return {
    objectif,
    manque,
    besoin,
    maximum,
    impossible: maximum < besoin,
    logements: logements.flatMap((logement) => {
      const menage = affectation[logement] ?? null;
      if (menage !== null && counts(logement, menage)) return [];
      const fit = (eligibles[logement] ?? []).filter((one) => counts(logement, one));
      const reachable = fit.filter((one) => (admis[logement] ?? []).includes(one));
      const ailleurs = reachable.flatMap((one) => proposed.get(one) ?? []);
      return [{ logement, cause: readCause(fit, reachable, ailleurs), compteraient: fit.length, ailleurs }];
    }),
  };
}

function readCause(fit: readonly number[], reachable: readonly number[], ailleurs: readonly number[]): CauseManque {
  if (fit.length === 0) return "aucun-eligible";
  if (reachable.length === 0) return "hors-rang";
  return ailleurs.length === reachable.length ? "proposes-ailleurs" : "prefere";
}

function countsFor(probleme: Probleme, objectif: number, logement: number, menage: number): boolean {
  return effetsOf(probleme, logement, menage).some(
    (one) => one.objectif === objectif && one.effet.assiette === "oui" && one.effet.compte === "oui",
  );
}
