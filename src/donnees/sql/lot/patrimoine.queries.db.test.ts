import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  attribution,
  BAILLEUR,
  EPCI,
  logement,
  openTerritoireEssai,
  QPV_CARRE,
  stageRows,
} from "../../../../test/fixtures/lots.ts";
import type { ResultatRow } from "../../formats/rows.ts";

const [AUTRE, VOISIN] = ["552081317", "200000008"];
let database: TestDatabase;

async function publish(...args: Parameters<typeof stageRows> extends [unknown, ...infer R] ? R : never): Promise<void> {
  await publishLot(database.base, await stageRows(database.base, ...args), { confirme: true });
}

const imprime = (grandeur: string, valeur: number | null, given: Partial<ResultatRow> = {}): ResultatRow => ({
  epci: EPCI,
  annee: 2016,
  bailleur: BAILLEUR,
  grandeur,
  imprime: String(valeur),
  valeur,
  source: "Document-cadre",
  explication: null,
  ...given,
});

beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publish("qpv", [QPV_CARRE, { ...QPV_CARRE, code: "QP052998", communes: ["52448", "52550"] }], {
    periode: "2015",
  });
  const parc = [
    logement({ situationDeclaree: "qpv", adresse: "1 rue A", residence: "Les A" }, 1),
    logement({ situationDeclaree: "hors-qpv", adresse: "1 rue A", residence: "Les A" }, 2),
    logement({ situationDeclaree: "inconnue", adresse: "2 rue A" }, 3),
    logement({ situationDeclaree: "hors-qpv", commune: "52550", adresse: null, residence: "Les B" }, 4),
    // Left the stock: in no count, but a lease may have been signed for it.
    logement({ situationDeclaree: "qpv", commune: "52550", adresse: "9 rue B", residence: null, sortie: "1" }, 5),
    logement({ situationDeclaree: "qpv", bailleur: AUTRE, adresse: "3 rue A" }, 6),
    logement({ situationDeclaree: "qpv", bailleur: null, adresse: "4 rue A" }, 7),
    logement({ situationDeclaree: "qpv", adresse: null, residence: null }, 8),
  ];
  await publish("rpls", parc, { periode: "2017" });
  await publish("rpls", [logement({ situationDeclaree: "hors-qpv" }, 9)], { periode: "2018", fichier: "b.csv" });
  // Staged but never published: nothing is deduced from it.
  await stageRows(database.base, "rpls", [logement({ situationDeclaree: "qpv" }, 10)], {
    periode: "2019",
    fichier: "c.csv",
  });
  await publish("resultats", [
    imprime("logements-qpv", 0),
    imprime("logements-hors-qpv", 1001),
    imprime("logements-qpv", 5, { bailleur: AUTRE }),
    imprime("logements-qpv", 3, { bailleur: AUTRE, annee: 2015 }),
    imprime("logements-hors-qpv", null, { bailleur: AUTRE, annee: 2015 }),
    imprime("logements-qpv", 7, { bailleur: null }),
    imprime("logements-hors-qpv", 8, { bailleur: null }),
  ]);
});
afterAll(() => database?.drop());

describe("the published stock of bailleurs, by side", () => {
  it("is of each vintage, by commune and over the territory; a printed table counts when it gives both sides", async () => {
    const { bailleurs } = await database.base.faits.patrimoine(EPCI);
    const told = bailleurs.map((row) => [row.bailleur, row.commune, row.annee, row.qpv, row.horsQpv, row.inconnus]);
    expect(told.sort()).toEqual(
      [
        [BAILLEUR, null, 2016, 0, 1001, 0],
        [BAILLEUR, null, 2017, 2, 2, 1],
        [BAILLEUR, "52448", 2017, 2, 1, 1],
        [BAILLEUR, "52550", 2017, 0, 1, 0],
        [BAILLEUR, null, 2018, 0, 1, 0],
        [BAILLEUR, "52448", 2018, 0, 1, 0],
        [AUTRE, null, 2017, 1, 0, 0],
        [AUTRE, "52448", 2017, 1, 0, 0],
      ].sort(),
    );
    expect((await database.base.faits.patrimoine(VOISIN)).bailleurs).toEqual([]);
  });

  it("comes with the communes of each generation of perimeters that is published; unknown when one names none", async () => {
    const communes = async () => (await database.base.faits.patrimoine(EPCI)).communesQpv;
    expect(await communes()).toEqual(new Map([[2015, new Set(["52448", "52550"])]]));
    await publish("qpv", [{ ...QPV_CARRE, code: "QN05201M", generation: 2024, communes: [] }], {
      profil: "qpv-2024",
      fichier: "q.geojson",
    });
    expect((await communes()).get(2024)).toBeNull();
  });

  it("by address and résidence in the communes asked for, and of the bailleurs asked for in the others", async () => {
    const lieux = async (communes: string[], bailleurs: string[]) =>
      (await database.base.faits.lieux(EPCI, communes, bailleurs)).map((row) => [
        row.annee,
        row.bailleur,
        row.commune,
        row.adresse,
        row.residence,
        row.qpv,
        row.horsQpv,
        row.inconnus,
      ]);
    expect(await lieux(["52550"], [])).toEqual([
      [2017, BAILLEUR, "52550", "9 rue B", null, 1, 0, 0],
      [2017, BAILLEUR, "52550", null, "Les B", 0, 1, 0],
    ]);
    expect(await lieux([], [AUTRE])).toEqual([[2017, AUTRE, "52448", "3 rue A", "Miquelon", 1, 0, 0]]);
    expect(await lieux(["52448"], [])).toContainEqual([2017, BAILLEUR, "52448", "1 rue A", "Les A", 1, 1, 0]);
    expect(await lieux(["52448"], [])).toContainEqual([2018, BAILLEUR, "52448", "4 rue Miquelon", "Miquelon", 0, 1, 0]);
    expect(await lieux([], [])).toEqual([]);
  });
});

describe("which quarters of a year are published", () => {
  it("is told by the year's file, by each quarter's own, and of no other year nor territory", async () => {
    const told = async (annee: number, epci = EPCI) =>
      (await database.base.cubes.trimestres(epci, annee)).map(({ present, fichier }) => (present ? fichier : null));
    await publish(
      "sne-attributions",
      [attribution({ bailSigneLe: "2020-03-31" }, 0), attribution({ bailSigneLe: "2020-10-01" }, 1)],
      { fichier: "2020.csv" },
    );
    expect(await told(2020)).toEqual(["2020.csv", null, null, "2020.csv"]);
    await publish("sne-attributions", [attribution({ bailSigneLe: "2021-05-02" }, 0)], {
      periode: "2021-T2",
      fichier: "t2.csv",
    });
    expect(await told(2021)).toEqual([null, "t2.csv", null, null]);
    expect(await told(2022)).toEqual([null, null, null, null]);
    expect(await told(2020, VOISIN)).toEqual([null, null, null, null]);
  });
});
