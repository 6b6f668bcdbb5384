import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, MON_SIREN, questionOf } from "../../../../test/fixtures/taches.ts";
import { listTachesRemontees } from "./list-taches-remontees.ts";
import type { CompteRemontees, FiltreRemontees } from "./ports.ts";

async function list(role: RoleHabilite, comptes: readonly Partial<CompteRemontees>[]) {
  const asked: FiltreRemontees[] = [];
  const base = baseAs(role, {
    remontees: {
      comptes: async (_, filtre) => {
        asked.push(filtre);
        return comptes as readonly CompteRemontees[];
      },
    },
  });
  return { lignes: linesOf(await listTachesRemontees(base, questionOf("2018-10-05"))), asked };
}

const comptes = [
  { nombre: 2, residence: "a" },
  { nombre: 1, residence: "a" },
  { nombre: 1, residence: null },
];

test("a bailleur has those of its own résidences", async () => {
  const { lignes, asked } = await list("agent-bailleur", comptes);
  expect(asked).toMatchObject([{ etat: "signalee", bailleur: MON_SIREN }]);
  expect(lignes).toEqual([
    [
      "remontees-nouvelles",
      "4 remontées de terrain à prendre en charge",
      `observatoire/remontees?etat=signalee&bailleur=${MON_SIREN}`,
      null,
    ],
  ]);
});

test("the EPCI has all of them", async () => {
  const { lignes, asked } = await list("agent-epci", comptes);
  expect(asked).toMatchObject([{ etat: "signalee", bailleur: null }]);
  expect(lignes.map(([, , chemin]) => chemin)).toEqual(["observatoire/remontees?etat=signalee"]);
});

test("none is waiting, or none is theirs to take up", async () => {
  expect((await list("agent-epci", [])).lignes).toEqual([]);
  expect((await list("commune", comptes)).asked).toEqual([]);
});
