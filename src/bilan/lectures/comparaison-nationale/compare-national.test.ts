import { expect, test } from "vitest";
import type { ResultatNationalRow } from "#donnees/formats/rows.ts";
import type { Base } from "#socle/lectures/base.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { CUBES_2017 } from "../../../../test/fixtures/cubes-2017.ts";
import { OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { cellulesHorsQpv, resultatsOf } from "../../../../test/fixtures/resultats.ts";
import { compareNationaux } from "./compare-national.ts";

const ligne = (annee: number, part: number): ResultatNationalRow => ({
  epci: EPCI,
  nom: null,
  annee,
  attributionsHorsQpv: 400,
  premierQuartileHorsQpv: part,
  tauxHorsQpv: null,
  attributionsQpv: null,
  autresQuartilesQpv: null,
  tauxQpv: null,
  source: "DGALN",
  publieLe: null,
});

/** Lots of the year, of the year before, and of another kind: only the first explains the gap. */
const LOTS = [
  ["sne-attributions", "2017-T1", "2018-02-03"],
  ["sne-attributions", "2017", "2018-04-05"],
  ["sne-attributions", "2016", "2017-01-02"],
  ["rpls", "2017", "2019-06-07"],
] as const;

const baseWith = (cubes: Partial<typeof CUBES_2017>) =>
  Object.assign(
    baseOf({
      nationaux: { resultats: async () => [ligne(2016, 70), ligne(2017, 80)] },
      cubes: {
        ...CUBES_2017,
        ...cubes,
        sources: async () =>
          LOTS.map(([source, periode, publieLe], lot) => ({
            source,
            periode,
            publieLe,
            lot,
            fichier: "a.csv",
            sha256: "",
            lignes: 1,
            lues: 1,
            rejetees: 0,
            ecartees: 0,
          })),
      },
    }),
    { acteur: OFFICIER },
  ) as Base;
const base = baseWith({});

const compareAnnee2017 = async (lue: Base) => {
  const found = (await compareNationaux(lue, EPCI)).find(({ annee }) => annee === 2017);
  if (!found) throw new Error("2017");
  return found;
};

test("the year asked is compared with its own files, and says the days on which they were published", async () => {
  const { annee, cotes, explications } = await compareAnnee2017(base);
  expect([annee, cotes?.length]).toEqual([2017, 2]);
  expect(explications.join(" ")).toContain("nos fichiers publiés ici du 3 février 2018 au 5 avril 2018");
  // The demonstration of 2017 has 7 leases without known resources.
  expect(explications[0]).toMatch(/^7\sbaux sont sans ressources connues/);
});

test("a year of which nothing is published here has no side to compare", async () => {
  const [first, second, ...others] = await compareNationaux(base, EPCI);
  expect(first).toMatchObject({ annee: 2016, cotes: null, sansLocal: expect.stringContaining("2016") });
  expect(second?.annee).toBe(2017);
  expect(others).toEqual([]);
});

test("of a year that is not whole, the missing quarter is the first reason, and what is left is not read", async () => {
  const sansT4 = async (epci: string, annee: number) =>
    ((await CUBES_2017.trimestres?.(epci, annee)) ?? []).filter(({ trimestre }) => trimestre !== 4);
  const { cotes, explications } = await compareAnnee2017(baseWith({ trimestres: sansT4 }));
  expect(explications[0]).toContain("aucun bail du T4 n’est publié");
  expect(cotes?.[0]?.conclusion).toContain(
    "Il nous manque d’abord le T4 : le reste ne se lit qu’une fois l’année entière.",
  );
});

test("a lease that the file may have is in no total, and is not called unlocated", async () => {
  const cellule = { cle: "999000011", quartile: "q1", ressources: "positives", relogement: "non" } as const;
  const byBailleur = async () => [
    { ...cellule, situation: "hors-qpv" as const, nombre: 78 },
    { ...cellule, quartile: "q2-4" as const, situation: "hors-qpv" as const, nombre: 320 },
    { ...cellule, situation: "hors-qpv" as const, doublePossible: true, nombre: 2 },
  ];
  const { cotes } = await compareAnnee2017(baseWith({ byBailleur }));
  const [horsQpv] = cotes ?? [];
  expect(horsQpv?.decomposition.comparable).toMatchObject({ part: 78, total: 398 });
  expect(horsQpv?.explications).toContain("Toutes nos attributions aux ressources connues sont localisées.");
  expect(horsQpv?.explications.join(" ")).toMatch(/2\sbaux signés dans Blaise sont peut-être déjà dans notre fichier/);
  expect(horsQpv?.conclusion).toContain(
    "Le reste peut venir des baux peut-être déjà dans notre fichier : les départager le dira.",
  );
});

test("a year on counts is compared, and says what its table does not tell", async () => {
  const cellules = cellulesHorsQpv(78, 320);
  const imprime = (dites: Readonly<Record<string, number>>) =>
    baseWith({
      byBailleur: async () => [],
      trimestres: async () => [],
      resultats: async () =>
        resultatsOf({ ...cellules, ...dites }, { annee: 2017 }).map((row) => ({
          ...row,
          fichier: "table.csv",
          deposeLe: "2018-05-01",
          libelle: "",
        })) as never,
    });
  const lire = async (dites: Readonly<Record<string, number>>) => {
    const { cotes, explications } = await compareAnnee2017(imprime(dites));
    return { horsQpv: cotes?.[0], said: explications.join(" ").replaceAll(/[\u00a0\u202f]/g, " ") };
  };
  const tu = await lire({});
  expect(tu.horsQpv?.decomposition.comparable).toMatchObject({ part: 78, total: 398 });
  expect(tu.said).toMatch(/^Bilan sur comptes : aucun bail de 2017 n’est publié ici/);
  expect(tu.said).toContain("Un nombre inconnu de baux sont sans ressources connues chez nous");
  expect(tu.horsQpv?.explications[0]).toContain("rien ne dit si le ménage est relogé");
  expect(tu.horsQpv?.conclusion).toContain("dont notre tableau ne dit pas le nombre");
  const dit = await lire({ "sans-ressources": 0, "reloges-hors-qpv": 0 });
  expect(dit.said).toContain("0 bail est sans ressources connues chez nous");
  expect(dit.horsQpv?.explications[0]).toContain("Aucun ménage relogé hors 1er quartile");
  expect(dit.horsQpv?.conclusion).not.toContain("notre tableau");
});
