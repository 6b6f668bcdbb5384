import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemandeRow } from "#donnees/formats/rows.ts";
import { publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { makeDemande } from "../../../../test/fixtures/lignes.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { computeDemandes } from "./compute-demandes.ts";
import type { Demandes, QuestionDemandes } from "./demandes.ts";

const QUESTION: QuestionDemandes = {
  epci: EPCI,
  stock: null,
  delai: null,
  silence: null,
  commune: null,
  typologie: null,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterAll(() => database.drop());

async function publish(periode: string, rows: readonly Partial<DemandeRow>[]): Promise<number> {
  const full = rows.map((row, i) =>
    makeDemande({ cle: `${periode}-${i}`, empreinte: `${periode}-${i}`, commune: "52448", ...row }),
  );
  const lot = await stageRows(database.base, "sne-demandes", full, { periode, fichier: `demandes-${periode}.csv` });
  await publishLot(database.base, lot, { confirme: true });
  return lot;
}

function cell(demandes: Demandes | null, code: string, cle: string, colonne: string) {
  const figures = demandes ? Object.values(demandes.figures).flat() : [];
  return figures.find((figure) => figure.code === code)?.lignes.find((ligne) => ligne.cle === cle)?.cellules[colonne];
}

describe("a territory without a stock", () => {
  it("has no page to show", async () => {
    expect(await computeDemandes(database.base, QUESTION)).toBeNull();
  });
});

describe("two stocks, of plain extractions", () => {
  let demandes: Demandes | null;
  let lot2017: number;
  beforeAll(async () => {
    await publish("2016", [
      { creeLe: "2016-02-01" },
      { creeLe: "2016-05-01" },
      { creeLe: "2015-05-01", origine: "mutation" },
    ]);
    lot2017 = await publish("2017", [
      { creeLe: "2016-02-01", origine: "mutation" },
      { creeLe: "2017-03-31", origine: "nouvelle-entree" },
      { creeLe: "2017-12-01", commune: null },
      { creeLe: null },
    ]);
    const baux = [
      { bailSigneLe: "2017-06-10", delaiJours: 400 },
      { bailSigneLe: "2017-07-10", delaiJours: 30 },
      { delaiJours: null, commune: null },
    ];
    const lot = await stageRows(database.base, "sne-attributions", baux.map(attribution), { periode: "2017" });
    await publishLot(database.base, lot, { confirme: true });
    demandes = await computeDemandes(database.base, QUESTION);
  });

  it("opens on the latest", () => {
    expect([demandes?.stock, demandes?.reference, demandes?.total, demandes?.choix.stocks]).toEqual([
      "2017",
      "2017-12-31",
      4,
      ["2017", "2016"],
    ]);
  });

  it("counts nine months strictly, and bounds by the demande whose day is unknown", () => {
    // 31 March 2017 is exactly nine months: not over.
    expect(cell(demandes, "non-pourvues-typologies", "total", "anciennes")).toEqual({ valeur: 1, bornes: [1, 2] });
  });

  it("tells entries, exits, and what the two stocks leave to other exits", () => {
    expect(cell(demandes, "demandes-flux", "stock-avant", "demandes")).toEqual({ valeur: 3 });
    // Two created in 2017 and still there, one created and housed; one demande and one lease without a day.
    expect(cell(demandes, "demandes-flux", "entrees", "demandes")).toEqual({ valeur: 3, bornes: [3, 5] });
    expect(cell(demandes, "demandes-flux", "attributions", "demandes")).toEqual({ valeur: 3 });
    // Two quarters are unpublished: « other exits » may have been housed in them.
    expect(cell(demandes, "demandes-flux", "autres", "demandes")).toEqual({ valeur: null, manque: "inconnu" });
  });

  it("is one line a stock in the series", () => {
    expect(cell(demandes, "demandes-evolution", "2016-12-31", "demandes")).toEqual({ valeur: 3 });
    expect(cell(demandes, "demandes-evolution", "2017-12-31", "demandes")).toEqual({ valeur: 4 });
    expect(cell(demandes, "demandes-evolution", "2017-12-31", "nouvelles")).toEqual({ valeur: 1, bornes: [1, 3] });
    const inconnue = { valeur: null, manque: "inconnu" };
    expect(cell(demandes, "demandes-evolution", "2017-12-31", "variation_nouvelles")).toEqual(inconnue);
  });

  it("never takes what the file does not say for a no", () => {
    expect(demandes?.signalees).toEqual({ nombre: 0, inconnues: 4 });
    expect(cell(demandes, "demandes-plafonds", "plai", "part")).toEqual({ valeur: null, manque: "inconnu" });
    expect(cell(demandes, "demandes-publics", "salarie", "inconnu")).toEqual({ valeur: 4 });
    expect(cell(demandes, "demandes-origine", "mutation", "part")).toEqual({
      valeur: 0.5,
      bornes: [0.25, 0.75],
      sur: 2,
    });
  });

  it("bounds the pressure by the demande and the lease of no known commune", () => {
    expect(cell(demandes, "pression-communes", "52448", "ratio")).toEqual({ valeur: 3 / 2, bornes: [1, 2] });
    expect(cell(demandes, "pression-communes", "inconnu", "demandes")).toEqual({ valeur: 1 });
    // Without a published stock, the cell is missing rather than 0.
    expect(cell(demandes, "pression-communes", "52448", "parc")).toEqual({
      valeur: null,
      manque: "pas-dans-le-fichier",
    });
  });

  it("refuses to show zeros for a stock that was published before its cube existed", async () => {
    const { rows } = await database.pool.query("delete from cube_demande where lot = $1 returning *", [lot2017]);
    expect(rows.length).toBeGreaterThan(0);
    await expect(computeDemandes(database.base, QUESTION)).rejects.toMatchObject({ code: "stock-a-republier" });
  });

  it("comes back to the stock before when a publication is undone", async () => {
    await undoLot(database.base, lot2017);
    const before = await computeDemandes(database.base, QUESTION);
    expect([before?.stock, before?.total]).toEqual(["2016", 3]);
  });
});
