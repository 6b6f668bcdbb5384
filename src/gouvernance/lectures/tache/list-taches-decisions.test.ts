import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, MOI, questionOf } from "../../../../test/fixtures/taches.ts";
import type { DecisionInstance } from "../ports.ts";
import { listTachesDecisions } from "./list-taches-decisions.ts";

function decisionOf(change: Partial<DecisionInstance>): DecisionInstance {
  return {
    id: 4,
    numero: "2018-CC-01/1",
    texte: "Transmettre la liste.",
    organisation: MOI,
    responsable: "OPH",
    etat: "a-faire",
    echeance: "2018-10-30",
    ...change,
  } as DecisionInstance;
}

async function list(role: RoleHabilite, decisions: readonly DecisionInstance[]) {
  const base = baseAs(role, { decisionsInstances: { list: async () => decisions } });
  return linesOf(await listTachesDecisions(base, questionOf("2018-11-01")));
}

const autre = decisionOf({ id: 9, organisation: 99, responsable: "Hamaris" });

test("a partner has the decisions of their organisation that are not done", async () => {
  const faite = decisionOf({ etat: "faite" });
  expect(await list("responsable-bailleur", [decisionOf({ etat: "en-cours" }), faite, autre])).toEqual([
    [
      "decision-a-faire",
      "Décision 2018-CC-01/1 en cours, pour votre organisation",
      "commission/decisions/4",
      "2018-10-30",
    ],
  ]);
});

test("the EPCI has those of the others that are late, since the first", async () => {
  const libre = decisionOf({ organisation: null, responsable: "Hamaris", echeance: "2018-10-15" });
  const aVenir = decisionOf({ organisation: 99, echeance: "2018-11-01" });
  expect(await list("agent-epci", [autre, libre, aVenir])).toEqual([
    ["decisions-en-retard", "2 décisions en retard", "commission/decisions?retard=oui", "2018-10-15"],
  ]);
});

test("whoever may not tell their progress has none to tell", async () => {
  expect(await list("commune", [decisionOf({})])).toEqual([]);
});
