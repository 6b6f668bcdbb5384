import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, MOI, questionOf } from "../../../../test/fixtures/taches.ts";
import type { Instance, MembreInstance, PointReunion, Reunion } from "../ports.ts";
import { listTachesConvocations } from "./list-taches-convocations.ts";

const commission = { id: 2, genre: "commission-coordination", nom: "Commission de coordination" } as Instance;
const convoquee = {
  id: 5,
  instance: 2,
  jour: "2018-10-12",
  heure: "14:30",
  etat: "convoquee",
  lieu: "Mairie",
} as Reunion;
const siege = { instance: 2, organisation: MOI, depuis: null, jusqua: null } as MembreInstance;
const POINTS = (["cas-bloque", "libre"] as const).map((nature) => ({ nature }) as PointReunion);

type Etat = { readonly membre?: Partial<MembreInstance>; readonly reunion?: Partial<Reunion>; points?: typeof POINTS };

async function list(role: RoleHabilite, { membre = {}, reunion = {}, points = POINTS }: Etat = {}) {
  const base = baseAs(role, {
    reunions: { list: async () => [{ ...convoquee, ...reunion }] },
    instances: { list: async () => [commission], membres: async () => [{ ...siege, ...membre }] },
    tenues: { points: async () => points },
  });
  return linesOf(await listTachesConvocations(base, questionOf("2018-10-05")));
}

const LIGNE = [
  "reunion-prevue",
  "Commission de coordination le 12 octobre 2018 à 14 h 30 : 2 points, dont 1 cas bloqué",
  "commission/reunions/5",
  "2018-10-12",
];

test.each<RoleHabilite>(["agent-bailleur", "reservataire", "etat", "commune", "guichet", "relogement"])(
  "%s of a member organisation is told of its meeting",
  async (role) => {
    expect(await list(role)).toEqual([LIGNE]);
  },
);

test("a member of the commission is called to it, whatever their organisation", async () => {
  expect(await list("membre-coordination", { membre: { organisation: 99 } })).toEqual([LIGNE]);
  expect(await list("commune", { membre: { organisation: 99 } })).toEqual([]);
});

test.each<[string, Etat]>([
  ["it sits no more on that day", { membre: { jusqua: "2018-10-11" } }],
  ["the meeting is being prepared", { reunion: { etat: "preparation" } }],
  ["the meeting is over", { reunion: { jour: "2018-10-04" } }],
  ["it is another instance’s", { membre: { instance: 3 } }],
])("no task when %s", async (_, etat) => {
  expect(await list("etat", etat)).toEqual([]);
});

test("an agenda without a point is to come", async () => {
  const [ligne] = await list("etat", { points: [] });
  expect(ligne?.[1]).toContain("ordre du jour à venir");
});

test.each<RoleHabilite>(["agent-epci", "dpo", "membre-cal", "gestionnaire-epci"])(
  "%s is called to none",
  async (role) => {
    expect(await listTachesConvocations(baseAs(role, {}), questionOf("2018-10-05"))).toEqual([]);
  },
);
