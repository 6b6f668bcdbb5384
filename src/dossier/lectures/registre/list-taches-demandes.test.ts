import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import { listTachesDemandes } from "./list-taches-demandes.ts";

const FAIRE = { attendent: 3, tard: 1, premier: "2026-02-01", echeances: 2, fin: "2026-03-10" };
const list = async (role: RoleHabilite, faire = FAIRE) =>
  linesOf(
    await listTachesDemandes(baseAs(role, { registres: { aFaire: async () => faire } }), questionOf("2026-03-01")),
  );

test("a desk has its queue, late since the first deposit, and what ends within the month", async () => {
  expect(await list("guichet")).toEqual([
    ["demandes-a-enregistrer", "3 demandes à enregistrer", "demandes?liste=a-enregistrer", "2026-02-16"],
    ["demandes-a-renouveler", "2 demandes à renouveler dans le mois", "demandes?liste=a-renouveler", "2026-03-10"],
  ]);
});

test("nobody else has any, nor a desk that is up to date", async () => {
  expect(await list("agent-bailleur")).toEqual([]);
  expect(await list("guichet", { attendent: 0, tard: 0, premier: "", echeances: 0, fin: "" })).toEqual([]);
});
