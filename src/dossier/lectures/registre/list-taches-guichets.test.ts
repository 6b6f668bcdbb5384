import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import type { GuichetChoix } from "../ports.ts";
import { listTachesGuichets } from "./list-taches-guichets.ts";

const COMMUNES = ["52448", "52550", "51358"].map((commune) => ({ commune, nom: commune, population: null }));
const guichet = (commune: string, repli = false): GuichetChoix => ({
  organisation: Number(commune),
  nom: `Guichet ${commune}`,
  adresse: null,
  commune,
  telephone: null,
  repli,
});
const list = async (role: RoleHabilite, guichets: readonly GuichetChoix[]) =>
  linesOf(
    await listTachesGuichets(
      baseAs(role, { dossiers: { guichets: async () => guichets }, territoires: { communes: async () => COMMUNES } }),
      questionOf("2026-03-01"),
    ),
  );

test("communes without a desk ask for one that stands in for them, and none at all is said", async () => {
  expect(await list("agent-epci", [guichet("52448")])).toEqual([
    ["guichet-de-repli", "Aucun guichet de repli", "demandes/accueil", null],
  ]);
  expect(await list("agent-epci", [])).toEqual([
    ["guichet-de-repli", "Aucun guichet ne reçoit les demandes", "demandes/accueil", null],
  ]);
});

test("nothing when one is marked, when each commune has its own, or for whoever does not write them", async () => {
  expect(await list("agent-epci", [guichet("52448", true)])).toEqual([]);
  expect(
    await list(
      "agent-epci",
      COMMUNES.map(({ commune }) => guichet(commune)),
    ),
  ).toEqual([]);
  expect(await list("guichet", [])).toEqual([]);
});
