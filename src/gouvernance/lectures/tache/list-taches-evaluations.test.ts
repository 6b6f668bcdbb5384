import { expect, test } from "vitest";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import type { EnteteEvaluation } from "../evaluation/ports.ts";
import { listTachesEvaluations } from "./list-taches-evaluations.ts";

function evaluationOf(numero: string, publieLe: string | null): EnteteEvaluation {
  return {
    numero,
    genre: "annuelle",
    anneeDebut: 2017,
    anneeFin: 2017,
    figeLe: "2018-10-05T09:00:00.000Z",
    publieLe,
  } as EnteteEvaluation;
}

async function list(evaluations: readonly EnteteEvaluation[], annees: readonly number[] = [2016, 2017]) {
  const base = baseAs("agent-epci", {
    evaluations: { list: async () => evaluations },
    cubes: { annees: async () => annees },
  });
  return linesOf(await listTachesEvaluations(base, questionOf("2018-10-05")));
}

test("last year's is to freeze before the year ends, when it has published leases", async () => {
  expect(await list([])).toEqual([
    [
      "evaluation-a-figer",
      "Évaluation 2017 à figer pour la conférence",
      "commission/evaluations/preparer?genre=annuelle&annee=2017",
      "2018-12-31",
    ],
  ]);
  expect(await list([], [2016])).toEqual([]);
});

test("one that is frozen is to publish, its last number alone", async () => {
  expect(await list([evaluationOf("EVAL-2017-02", null), evaluationOf("EVAL-2017-01", "2018-10-05")])).toEqual([
    [
      "evaluation-a-publier",
      "Évaluation EVAL-2017-02 figée, non publiée",
      "commission/evaluations/EVAL-2017-02/publication",
      null,
    ],
  ]);
  expect(await list([evaluationOf("EVAL-2017-02", "2018-10-06"), evaluationOf("EVAL-2017-01", null)])).toEqual([]);
});

test("a partner presents none", async () => {
  expect(await listTachesEvaluations(baseAs("etat", {}), questionOf("2018-10-05"))).toEqual([]);
});
