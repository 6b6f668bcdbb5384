import { describe, expect, it, test } from "vitest";
import { cumulPeriode, quarterPeriode, type Trimestre, yearPeriode } from "#socle/regles/shared/periode.ts";
import { type BauxTardifs, findManquants, sayEnCours, sayTardifs, type TrimestrePublie } from "./trimestre-publie.ts";

const publie = (trimestre: Trimestre, deposeLe = "2019-02-01", fichier = "2018.csv"): TrimestrePublie => ({
  trimestre,
  present: true,
  fichier,
  deposeLe,
});
const QUATRE = ([1, 2, 3, 4] as const).map((trimestre) => publie(trimestre));
const numeros = (manquants: readonly TrimestrePublie[]) => manquants.map(({ trimestre }) => trimestre);

describe("a period is whole once each of its quarters is", () => {
  test.each([
    ["the four", yearPeriode(2018), QUATRE, []],
    ["the last not there", yearPeriode(2018), QUATRE.slice(0, 3), [4]],
    ["one in the middle not there", yearPeriode(2018), QUATRE.filter(({ trimestre }) => trimestre !== 2), [2]],
    ["nothing", yearPeriode(2018), [], [1, 2, 3, 4]],
    [
      "said to be absent",
      yearPeriode(2018),
      QUATRE.with(0, { trimestre: 1, present: false, fichier: null, deposeLe: null }),
      [1],
    ],
    ["a quarter alone, its own", quarterPeriode(2018, 2), [publie(2)], []],
    ["a quarter alone, another's", quarterPeriode(2018, 2), [publie(1), publie(3)], [2]],
    ["January to September, without the last quarter", cumulPeriode(2018, 3), QUATRE.slice(0, 3), []],
    ["January to September, without the second", cumulPeriode(2018, 3), [publie(1), publie(3)], [2]],
    ["taken in on the last day of the last quarter", yearPeriode(2018), QUATRE.with(3, publie(4, "2018-12-31")), [4]],
    ["taken in on the day after", yearPeriode(2018), QUATRE.with(3, publie(4, "2019-01-01")), []],
    ["a first quarter taken in in March", quarterPeriode(2018, 1), [publie(1, "2018-03-31")], [1]],
    ["a first quarter taken in in April", quarterPeriode(2018, 1), [publie(1, "2018-04-01")], []],
  ] as const)("%s", (_, periode, trimestres, expected) => {
    expect(numeros(findManquants(periode, trimestres))).toEqual(expected);
  });
});

it("says what is missing, and why what is there is not whole", () => {
  expect(sayEnCours(yearPeriode(2018), [])).toBeNull();
  const partiel = publie(4, "2018-12-15", "décembre.csv");
  const manquants = findManquants(yearPeriode(2018), [publie(1), publie(3), partiel]);
  expect(sayEnCours(yearPeriode(2018), manquants)).toBe(
    "Année 2018 en cours : aucun bail du T2 n’est publié ; le T4 n’était pas fini quand « décembre.csv » a été déposé, le 15 décembre 2018. Ce qui est compté est le compte à ce jour ; rien n’est jugé avant la fin.",
  );
  expect(sayEnCours(quarterPeriode(2018, 2), findManquants(quarterPeriode(2018, 2), []))).toContain(
    "T2 2018 en cours : aucun bail du T2",
  );
});

test.each<[string, readonly BauxTardifs[], string | null]>([
  ["none", [], null],
  [
    "one",
    [{ trimestre: 2, baux: 1 }],
    "1 bail tardif : 1 du T2, absent du premier fichier entier de son trimestre. Il compte.",
  ],
  [
    "of two quarters",
    [
      { trimestre: 2, baux: 2 },
      { trimestre: 3, baux: 1 },
    ],
    "3 baux tardifs : 2 du T2 et 1 du T3, absents du premier fichier entier de leur trimestre. Ils comptent.",
  ],
])("late leases: %s", (_, tardifs, attendu) => {
  expect(sayTardifs(tardifs)?.replaceAll(/[\u00a0\u202f]/g, " ") ?? null).toBe(attendu);
});
