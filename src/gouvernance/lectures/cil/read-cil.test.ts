import { expect, test } from "vitest";
import type { Version } from "#engagements/regles/convention/version.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { VERSION_SIGNEE } from "../../../../test/fixtures/convention.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import type { ActionProgramme, JalonAction } from "../action/ports.ts";
import type { Instance, MembreInstance } from "../ports.ts";
import type { DecisionPubliee } from "./ports.ts";
import { readCil } from "./read-cil.ts";

const JOUR = "2018-10-20";

type Etat = {
  readonly instances?: readonly Partial<Instance>[];
  readonly membres?: readonly Partial<MembreInstance>[];
  readonly versions?: readonly Version[];
  readonly decisions?: readonly DecisionPubliee[];
  readonly actions?: readonly Partial<ActionProgramme>[];
  readonly jalons?: readonly Partial<JalonAction>[];
};

function read({ instances = [], membres = [], versions = [], decisions = [], actions = [], jalons = [] }: Etat) {
  const base = baseOf({
    territoires: { find: async () => ({ epci: EPCI, nom: "CA", demonstration: false }) },
    instances: {
      list: async () => instances as readonly Instance[],
      membres: async () => membres as readonly MembreInstance[],
    },
    conventions: { versions: async () => versions },
    actions: {
      list: async () => actions as readonly ActionProgramme[],
      jalons: async () => jalons as readonly JalonAction[],
    },
    cil: { decisions: async () => decisions, evaluations: async () => [] },
    diffusions: { publique: async () => null },
  });
  return readCil(base, { epci: EPCI, aujourdhui: JOUR });
}

const cil = { id: 1, nom: "CIL", genre: "cil", objet: null, frequenceMois: null, closeLe: null } as const;
const siege = { instance: 1, fonction: "membre", depuis: null, jusqua: null } as const;

test("who sits today, by college, in the order of the law", async () => {
  const membres = [
    { ...siege, nom: "CNL", college: "locataires" },
    { ...siege, nom: "Agglo", college: "collectivites", fonction: "presidence" },
    { ...siege, nom: "Parti", college: "bailleurs", jusqua: "2018-10-19" },
    { ...siege, nom: "Ailleurs", college: "bailleurs", instance: 2 },
  ] as const;
  const { instances } = await read({ instances: [cil, { ...cil, id: 9, closeLe: "2018-01-01" }], membres });
  expect(instances.map(({ colleges }) => colleges)).toEqual([
    [
      { college: "collectivites", membres: [{ nom: "Agglo", fonction: "presidence" }] },
      { college: "locataires", membres: [{ nom: "CNL", fonction: "membre" }] },
    ],
  ]);
});

test("decisions are read by meeting", async () => {
  const decisionOf = (numero: string, jour: string) => ({ numero, jour, instanceNom: "CIL", texte: numero });
  const { reunions } = await read({
    decisions: [decisionOf("2/1", "2018-10-19"), decisionOf("1/1", "2018-06-01"), decisionOf("1/2", "2018-06-01")],
  });
  expect(reunions.map(({ jour, decisions }) => [jour, ...decisions.map(({ numero }) => numero)])).toEqual([
    ["2018-10-19", "2/1"],
    ["2018-06-01", "1/1", "1/2"],
  ]);
});

test("milestones are counted when they have a day; a state that nobody published is not known", async () => {
  const jalonOf = (echeance: string | null, atteintLe: string | null) => ({ action: 1, echeance, atteintLe });
  const { actions } = await read({
    actions: [{ id: 1, numero: 3, orientation: "o", titre: "Observer", etat: null, etatLe: null }],
    jalons: [jalonOf("2018-06-30", "2018-06-01"), jalonOf("2018-12-31", null), jalonOf(null, null)],
  });
  expect(actions).toMatchObject([{ numero: 3, etat: null, jalons: { atteints: 1, total: 2 } }]);
});

test("the convention is what is in force today", async () => {
  expect((await read({ versions: [VERSION_SIGNEE] })).convention).toEqual({
    titre: VERSION_SIGNEE.titre,
    depuis: VERSION_SIGNEE.depuis,
  });
  expect((await read({ versions: [{ ...VERSION_SIGNEE, depuis: "2018-10-21" }] })).convention).toBeNull();
});
