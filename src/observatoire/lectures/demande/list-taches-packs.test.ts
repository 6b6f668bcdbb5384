import { expect, test } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { listTachesPacks } from "./list-taches-packs.ts";

type Etat = {
  readonly acteur?: Acteur;
  readonly deposes?: Readonly<Record<number, string>>;
  readonly avant?: Readonly<Record<number, string>>;
  readonly figes?: readonly number[];
};

function list(
  { acteur = OFFICIER, deposes = { 2: "2018-07-04", 3: "2018-10-04" }, avant = {}, figes = [] }: Etat,
  aujourdhui = "2018-10-20",
) {
  return listTachesPacks(
    {
      ...baseOf({
        cubes: {
          annees: async () => [2017, 2018],
          trimestres: async (_: string, annee: number) =>
            Object.entries(annee === 2018 ? deposes : avant).map(([trimestre, deposeLe]) => ({
              trimestre: Number(trimestre) as 1 | 2 | 3 | 4,
              present: true,
              fichier: "t.csv",
              deposeLe,
            })),
        },
        demandes: {
          packs: async () =>
            figes.map((trimestre) => ({
              id: trimestre,
              annee: 2018,
              trimestre: trimestre as 1 | 2 | 3 | 4,
              numero: 1,
              empreinte: "",
              figeLe: "",
              figePar: "",
            })),
        },
      }),
      acteur,
    } as ReturnType<typeof baseOf>,
    { epci: EPCI, aujourdhui, maintenant: `${aujourdhui}T09:00:00Z` },
  );
}

const commune: Acteur = {
  ...OFFICIER,
  habilitations: OFFICIER.habilitations.map((one) => ({ ...one, role: "commune" as const })),
};

test.each<[string, Etat, string, object[]]>([
  [
    "a published quarter without a pack",
    {},
    "2018-10-20",
    [{ code: "pack-a-figer", chemin: "observatoire/packs/preparer?trimestre=2018-T3" }],
  ],
  ["already frozen", { figes: [3] }, "2018-10-20", []],
  [
    "another quarter's pack does not do",
    { figes: [2] },
    "2018-10-20",
    [{ titre: "Pack du T3 2018 à figer avant la commission" }],
  ],
  [
    "a quarter that was not over when its file was taken in is not asked for, the one before is",
    { deposes: { 2: "2018-07-04", 3: "2018-09-30" } },
    "2018-10-20",
    [{ titre: "Pack du T2 2018 à figer avant la commission" }],
  ],
  ["nothing published", { deposes: {} }, "2018-10-20", []],
  [
    "the last whole quarter of the year before, when January has a lease",
    { deposes: {}, avant: { 4: "2018-01-05" } },
    "2018-01-20",
    [{ titre: "Pack du T4 2017 à figer avant la commission" }],
  ],
  ["somebody who may not freeze", { acteur: commune }, "2018-10-20", []],
])("%s", async (_, etat, aujourdhui, expected) => {
  expect(await list(etat, aujourdhui)).toEqual(expected.map((one) => expect.objectContaining(one)));
});
