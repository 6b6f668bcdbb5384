import { expect, test } from "vitest";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import type { EnvoiReunion, Instance, PointReunion, Reunion } from "../ports.ts";
import { listTachesReunions } from "./list-taches-reunions.ts";

const instance: Instance = {
  id: 2,
  epci: EPCI,
  genre: "commission-coordination",
  nom: "Commission de coordination",
  objet: null,
  frequenceMois: 3,
  quorum: null,
  source: null,
  creeeLe: "2018-07-01",
  closeLe: null,
};

function reunionOf(change: Partial<Reunion> = {}): Reunion {
  return {
    id: 5,
    epci: EPCI,
    instance: 2,
    numero: 1,
    uid: "u",
    sequence: 0,
    titre: "Commission n° 1",
    jour: "2018-10-12",
    heure: "14:00",
    dureeMinutes: 120,
    lieu: null,
    visio: null,
    etat: "convoquee",
    convoqueeLe: null,
    ouverteLe: null,
    closeLe: null,
    annuleeLe: null,
    annulation: null,
    quorum: null,
    ...change,
  };
}

type Etat = {
  readonly instances?: readonly Instance[];
  readonly reunions?: readonly Reunion[];
  readonly points?: number;
  readonly envois?: readonly EnvoiReunion["etat"][];
};

async function list({ instances = [], reunions = [], points = 1, envois = [] }: Etat, jour = "2018-10-05") {
  const base = baseAs("agent-epci", {
    instances: { list: async () => instances },
    reunions: {
      list: async () => reunions,
      envois: async () => envois.map((etat) => ({ etat }) as EnvoiReunion),
    },
    tenues: { points: async () => Array.from({ length: points }, () => ({}) as PointReunion) },
  });
  return linesOf(await listTachesReunions(base, questionOf(jour)));
}

test.each<[string, Etat, string, readonly string[]]>([
  [
    "an instance that should meet within thirty days",
    { instances: [instance] },
    "2018-10-05",
    ["Commission de coordination à réunir", "commission/reunions/nouvelle?instance=2", "2018-10-01"],
  ],
  [
    "a meeting to convene",
    { reunions: [reunionOf({ etat: "preparation" })] },
    "2018-10-05",
    ["Commission n° 1 : à convoquer", "commission/reunions/5", "2018-10-12"],
  ],
  [
    "a convened meeting without a point",
    { reunions: [reunionOf()], points: 0 },
    "2018-10-05",
    ["Commission n° 1 : ordre du jour vide", "commission/reunions/5/ordre-du-jour", "2018-10-12"],
  ],
  [
    "convocations that did not leave",
    { reunions: [reunionOf()], envois: ["echec", "envoye"] },
    "2018-10-05",
    ["1 convocation non partie : Commission n° 1", "commission/reunions/5#envois", "2018-10-12"],
  ],
  [
    "the day itself",
    { reunions: [reunionOf()] },
    "2018-10-12",
    ["Commission n° 1 : c’est aujourd’hui", "commission/reunions/5/tenue", "2018-10-12"],
  ],
  [
    "held and not closed",
    { reunions: [reunionOf({ etat: "ouverte" })] },
    "2018-10-13",
    ["Commission n° 1 : à clore", "commission/reunions/5/tenue", "2018-10-12"],
  ],
])("%s", async (_, etat, jour, ligne) => {
  expect(await list(etat, jour)).toEqual([[expect.any(String), ...ligne]]);
});

test.each<[string, Etat, string]>([
  ["its next meeting is set", { instances: [instance], reunions: [reunionOf()] }, "2018-10-05"],
  ["it met in time", { instances: [instance], reunions: [reunionOf({ etat: "close" })] }, "2018-10-13"],
  ["it is closed", { instances: [{ ...instance, closeLe: "2018-09-01" }] }, "2018-10-05"],
  ["nothing sets how often it meets", { instances: [{ ...instance, frequenceMois: null }] }, "2018-10-05"],
  ["it is due in more than thirty days", { instances: [{ ...instance, creeeLe: "2018-09-01" }] }, "2018-10-05"],
  ["the meeting is cancelled", { reunions: [reunionOf({ etat: "annulee" })] }, "2018-10-05"],
])("no task when %s", async (_, etat, jour) => {
  expect(await list(etat, jour)).toEqual([]);
});

test("a meeting that was not closed is what there is to do, before the next one", async () => {
  const ouverte = reunionOf({ etat: "ouverte", jour: "2018-10-04" });
  const lignes = await list({ instances: [instance], reunions: [ouverte] }, "2019-06-01");
  expect(lignes.map(([code]) => code)).toEqual(["reunion-a-clore"]);
});

test("whoever does not convene asks nothing of the database", async () => {
  expect(await listTachesReunions(baseAs("etat", {}), questionOf("2018-10-05"))).toEqual([]);
});
