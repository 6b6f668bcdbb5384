import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import type { ActionProgramme, JalonAction } from "../action/ports.ts";
import { listTachesActions } from "./list-taches-actions.ts";

function actionOf(change: Partial<ActionProgramme>): ActionProgramme {
  return {
    id: 1,
    numero: 1,
    orientation: "Mieux connaître",
    titre: "Observer",
    resume: null,
    jalons: null,
    acteurs: null,
    pilote: null,
    indicateurs: [],
    etat: null,
    etatLe: null,
    engageeLe: null,
    publieLe: null,
    closeLe: null,
    ...change,
  };
}

function jalonOf(action: number, echeance: string | null): JalonAction {
  const rest = { atteintLe: null, livrable: null, chemin: null, source: null };
  return { id: action, action, libelle: "Premier état", echeance, ...rest };
}

async function list(role: RoleHabilite, actions: readonly ActionProgramme[], jalons: readonly JalonAction[]) {
  const territoire = { epci: EPCI, nom: "CA", demonstration: false };
  const base = baseAs(role, {
    territoires: { find: async () => territoire },
    actions: { list: async () => actions, jalons: async () => jalons },
  });
  return linesOf(await listTachesActions(base, questionOf("2018-10-05")));
}

test("the EPCI has the late ones together, and each milestone of the thirty days to come", async () => {
  const actions = [1, 2, 3, 4, 5].map((id) => actionOf({ id, numero: id, closeLe: id === 5 ? "2018-01-01" : null }));
  const jalons = [
    jalonOf(1, "2018-06-30"),
    jalonOf(2, "2018-09-30"),
    jalonOf(3, "2018-11-04"),
    // In more than thirty days, or of a closed action.
    jalonOf(4, "2018-11-05"),
    jalonOf(5, "2018-09-30"),
  ];
  const lignes = await list("agent-epci", actions, jalons);
  expect(lignes).toEqual([
    ["actions-en-retard", "2 actions de la convention en retard", "actions?retard=oui", "2018-06-30"],
    ["jalon-proche", "Jalon de l’action 3 : Premier état", "actions/3/suivi", "2018-11-04"],
  ]);
});

test("a pilot has those of the actions it pilots, however its name is written", async () => {
  const actions = [actionOf({ id: 1, numero: 6, pilote: "OPH de SAINT-DIZIER " }), actionOf({ id: 2, numero: 7 })];
  const jalons = [jalonOf(1, "2018-06-30"), jalonOf(2, "2018-06-30")];
  expect(await list("responsable-bailleur", actions, jalons)).toEqual([
    ["action-en-retard", "Action 6 en retard : Observer", "actions/6/suivi", "2018-06-30"],
  ]);
});

test("a milestone without a date is nobody’s task", async () => {
  expect(await list("agent-epci", [actionOf({})], [jalonOf(1, null)])).toEqual([]);
});

test("whoever reads the programme without writing in it has none", async () => {
  expect(await listTachesActions(baseAs("agent-bailleur", {}), questionOf("2018-10-05"))).toEqual([]);
});
