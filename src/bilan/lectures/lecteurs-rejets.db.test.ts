import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { EPCI } from "../../../test/fixtures/lots.ts";
import { CORRECTIONS, publishAvecRejets, publishCorrige, REJETEES } from "../../../test/fixtures/rejets.ts";
import { compareNationaux } from "./comparaison-nationale/compare-national.ts";
import { computeSeriePerimetre } from "./serie-perimetre.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await publishAvecRejets(database.base);
});
afterAll(() => database?.drop());

const plain = (dit: unknown) => JSON.stringify(dit).replaceAll(/[\u00a0\u202f]/g, " ");

/** The State's file of the year, as if it had read the lines. */
const imprimer = (part: number, total: number) => {
  const nationaux = {
    resultats: async () => [
      {
        epci: EPCI,
        nom: null,
        annee: 2017,
        attributionsHorsQpv: total,
        premierQuartileHorsQpv: part,
        tauxHorsQpv: null,
        attributionsQpv: null,
        autresQuartilesQpv: null,
        tauxQpv: null,
        source: "DGALN",
        publieLe: null,
      },
    ],
  };
  return { ...database.base, acteur: database.base.acteur, cubes: database.base.cubes, nationaux };
};

const compare = async (part: number, total: number) => {
  const [annee] = await compareNationaux(imprimer(part, total), EPCI);
  return { hors: annee?.cotes?.[0], dit: plain(annee) };
};

it("compares with the State's file what a rejected line may make of ours", async () => {
  const { hors, dit } = await compare(6, 13);
  expect(hors?.decomposition).toMatchObject({ comparable: { part: 3, total: 10 }, lecture: "residuel-possible" });
  expect(dit).toContain("3 lignes rejetées de nos fichiers, dans aucun de nos totaux");
  expect(dit).toContain("Le reste peut venir des lignes rejetées de nos fichiers");
  expect(dit).not.toContain("peut-être déjà dans notre fichier");
  expect((await compare(7, 14)).hors?.decomposition.lecture).toBe("residuel-autre");
});

it("bounds a year of the series, on its own perimeter and on a constant one, for whatever its lines turn out to be", async () => {
  const read = async () => {
    const { annees } = await computeSeriePerimetre(database.base, EPCI, null);
    return annees.find(({ annee }) => annee === 2017);
  };
  const avant = await read();
  expect(avant?.nonLues).toBe(REJETEES);
  expect(avant?.duJour.horsQpv.bornes).toEqual([3 / 13, 6 / 13]);
  for (const code of Object.keys(CORRECTIONS)) {
    await publishCorrige(database.base, code);
    const apres = await read();
    for (const vue of ["duJour", "constant"] as const) {
      for (const cote of ["horsQpv", "qpv"] as const) {
        const [min, max] = avant?.[vue]?.[cote].bornes ?? [1, 0];
        const taux = apres?.[vue]?.[cote].taux ?? Number.NaN;
        expect(min <= taux && taux <= max, `${code} ${vue} ${cote}`).toBe(true);
      }
    }
    expect(apres?.nonLues).toBe(0);
  }
});
