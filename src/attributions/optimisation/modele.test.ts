import { describe, expect, test } from "vitest";
import { PART_VIDE } from "#droit/regles/part.ts";
import { type LotPlan, ordonnerLot } from "../regles/plan/lot.ts";
import type { ObjectifPlan } from "../regles/plan/objectif-plan.ts";
import { rangerLot } from "../regles/plan/ordre.ts";
import { PARAMETRES_PLAN } from "../regles/plan/parametres-plan.ts";
import { buildProbleme } from "../regles/plan/tableau.ts";
import { buildModele, type Modele } from "./modele.ts";

/** Waiting months, all different; the last two are of the first quartile. */
const ATTENTES = [60, 50, 40, 30] as const;

function lot(paires: LotPlan["paires"], logements: number): LotPlan {
  return {
    logements: Array.from({ length: logements }, (_, rang) => ({
      id: `L${rang}`,
      bailleur: "A",
      zone: "hors-qpv",
      contingent: "AUCUN",
    })),
    menages: ATTENTES.map((attenteMois, rang) => ({
      reference: `M${rang}`,
      quartile: rang >= 2 ? "q1" : "q2-4",
      reloge: "non",
      prioritaire: "non",
      attenteMois,
      points: null,
    })),
    paires,
  };
}

/** A quarter hors QPV; two leases already signed, neither of which counts. */
const QUART: ObjectifPlan = {
  cle: "a",
  libelle: "a",
  nature: "hors-qpv",
  bailleur: "A",
  taux: 0.25,
  avant: { ...PART_VIDE, part: 0, total: 2 },
};

function modeleOf(
  paires: LotPlan["paires"],
  logements: number,
  fixees: ReadonlyMap<number, number> = new Map(),
): Modele {
  const parametres = { ...PARAMETRES_PLAN, critere: "attente" } as const;
  return buildModele(
    buildProbleme(rangerLot(ordonnerLot(lot(paires, logements)), parametres), [QUART], parametres),
    fixees,
  );
}

const pairesOf = ({ colonnes }: Modele) => colonnes.map(({ logement, menage }) => [logement, menage]);
const TOUS = [0, 1, 2, 3] as const;
const { poidsAttribution, penaliteManque } = PARAMETRES_PLAN;

describe("the proposal as a linear program", () => {
  test("a column a pair, a lack an objective; a row a dwelling, a household, then an objective", () => {
    // The second dwelling suits the last household only: rows are ranked by the numbers of the batch, not by first use.
    const modele = modeleOf(
      [
        [0, 3],
        [1, 0],
        [1, 3],
      ],
      2,
    );
    expect(pairesOf(modele)).toEqual([
      [0, 3],
      [1, 0],
      [1, 3],
    ]);
    expect([...modele.couts]).toEqual([...[30, 60, 30].map((mois) => poidsAttribution + mois), -penaliteManque]);
    expect(modele.rowObjectif).toBe(4);
    // A lease of the first quartile is worth 1 − 0,25; another one − 0,25. Rows: two dwellings, households 0 and 3, the objective.
    expect(modele.matrix).toEqual({
      starts: [0, 3, 6, 9, 10],
      indices: [0, 3, 4, 1, 2, 4, 1, 3, 4, 4],
      values: [1, 1, 0.75, 1, 1, -0.25, 1, 1, 0.75, 1],
    });
    // A quarter of the two signed leases is missing already.
    expect(modele.rows).toEqual({
      lower: [...new Array(4).fill(Number.NEGATIVE_INFINITY), 0.5],
      upper: [1, 1, 1, 1, Number.POSITIVE_INFINITY],
    });
  });

  test("of households that count the same, no more than there are dwellings left that somebody may have", () => {
    const one = TOUS.map((menage) => [0, menage] as const);
    // The second dwelling suits nobody: it gives no second candidate a column.
    expect(pairesOf(modeleOf(one, 2))).toEqual([
      [0, 0],
      [0, 2],
    ]);
    const two = [...one, ...TOUS.map((menage) => [1, menage] as const)];
    expect(pairesOf(modeleOf(two, 2))).toEqual([0, 1].flatMap((logement) => TOUS.map((menage) => [logement, menage])));
  });

  test("what is decided has no column, moves its objective, and leaves fewer dwellings", () => {
    const all = [0, 1].flatMap((logement) => TOUS.map((menage) => [logement, menage] as const));
    const modele = modeleOf(all, 2, new Map([[0, 2]]));
    expect(pairesOf(modele)).toEqual([
      [1, 0],
      [1, 3],
    ]);
    expect(modele.rows.lower.at(-1)).toBe(-0.25);
  });
});
