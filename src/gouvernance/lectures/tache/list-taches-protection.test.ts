import { expect, test } from "vitest";
import type { EntreeJournal, FiltreJournal } from "#acces/lectures/journal/ports.ts";
import type { EtatConservation } from "#exploitation/lectures/conservation/ports.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import { listTachesProtection } from "./list-taches-protection.ts";

async function list(auJour: string | null, acte: string | null = null, suite: string | null = null) {
  const asked: FiltreJournal[] = [];
  const purges = auJour === null ? [] : [{ auJour, faiteLe: auJour, comptes: {} }];
  const base = baseAs("dpo", {
    conservation: { etat: async () => ({ purges }) as unknown as EtatConservation },
    journal: {
      list: async (filtre) => {
        asked.push(filtre);
        return { entrees: filtre.acte === acte ? [{} as EntreeJournal] : [], suite };
      },
    },
  });
  return { lignes: linesOf(await listTachesProtection(base, questionOf("2018-10-05"))), asked };
}

test.each([
  ["2018-10-05", []],
  ["2018-10-04", []],
  [
    "2018-10-03",
    [["purge-attendue", "Purge non faite depuis le 3 octobre 2018", "donnees-personnelles", "2018-10-04"]],
  ],
  [null, [["purge-attendue", "Aucune purge n’a encore été faite", "donnees-personnelles", null]]],
])("the last purge was of %s", async (auJour, expected) => {
  expect((await list(auJour)).lignes).toEqual(expected);
});

test("acts of the last week that open what is the most protected are to read again", async () => {
  const { lignes, asked } = await list("2018-10-05", "dossier-sensible-lu");
  expect(asked.every(({ du }) => du === "2018-09-28")).toBe(true);
  expect(lignes).toEqual([
    [
      "journal-dossier-sensible-lu",
      "1 ouverture de données sensibles depuis le 28 septembre 2018",
      "journal?acte=dossier-sensible-lu&du=2018-09-28",
      null,
    ],
  ]);
  const { lignes: cent } = await list("2018-10-05", "connexion-refusee", "suite");
  expect(cent[0]?.[1]).toContain("ou plus");
});

test("a bailleur that reads its own acts is not the delegate", async () => {
  expect(await listTachesProtection(baseAs("responsable-bailleur", {}), questionOf("2018-10-05"))).toEqual([]);
});
