// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { CODE_OFFICIEL } from "#service/commandes/code-officiel.ts";
import { ATTRIBUTIONS, change, csv, RPLS } from "../../../../test/corpus/references.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { type ImportDeps, receiveFichier } from "./import-lot.ts";
import { abandonLot, publishLot, undoLot } from "./publish-lot.ts";
import { corrigerEnBloc } from "./reparer-rejets.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const deps = (): ImportDeps => ({
  base: database.base,
  codeOfficiel: CODE_OFFICIEL,
  horloge: { aujourdhui: () => "2018-10-20", maintenant: () => "2018-10-20T10:00:00.000Z" },
  hash: (numero) => `clé de ${numero}`,
});

const receive = async (nom: string, texte: string): Promise<Lot> =>
  (await receiveFichier(deps(), { fichier: fichierOf(nom, Buffer.from(texte)), epci: EPCI })).fini;

const FAUX = csv(change(ATTRIBUTIONS, { 2: { SIREN_RADIATION: "732829321" }, 4: { SIREN_RADIATION: "732829321" } }));
const SIREN = { code: "siren-invalide", colonne: "SIREN_RADIATION", valeur: "732829320" };

function corriger(lot: Lot, lignes: readonly number[] | "toutes" = "toutes"): Promise<Lot> {
  const { code, colonne, valeur } = SIREN;
  return corrigerEnBloc(deps(), lot, { code, colonne, lignes }, valeur);
}

async function rejetsOf({ id }: Lot): Promise<number> {
  const { rows } = await database.pool.query<{ nombre: number }>(
    "select count(*)::integer as nombre from lot_rejet where lot = $1",
    [id],
  );
  return rows[0]?.nombre ?? 0;
}

/** Éclaron, which is not in the territory of these tests. */
const DEHORS = { "commune-hors-territoire": 1 };

async function anomaliesOf({ id }: Lot) {
  const { anomalies } = await lotReport(database.base, id);
  return Object.fromEntries(anomalies.map(({ code, lignes }) => [code, lignes]));
}

describe("rejected lines, where a numéro unique is in clear", () => {
  it("are gone as soon as another lot corrects them", async () => {
    const lot = await receive("baux-2017.csv", FAUX);
    const suite = await corriger(lot, [2]);
    expect([await rejetsOf(lot), await rejetsOf(suite)]).toEqual([0, 1]);
  });

  it("are gone as soon as their lot is abandoned", async () => {
    const lot = await receive("baux-2017.csv", FAUX);
    await abandonLot(database.base, lot.id);
    expect(await rejetsOf(lot)).toBe(0);
  });

  it("of a published lot, are gone once its correction is published, and the lot comes back whole without them", async () => {
    const lot = await receive("baux-2017.csv", FAUX);
    await publishLot(database.base, lot.id);
    const suite = await corriger(lot);
    expect(await rejetsOf(lot)).toBe(2);
    await publishLot(database.base, suite.id);
    expect(await rejetsOf(lot)).toBe(0);
    await undoLot(database.base, suite.id);
    expect(await database.base.lots.find(lot.id)).toMatchObject({ statut: "publie", acceptees: 3, rejetees: 2 });
  });

  it("that were all of a refused file: it gives way to its correction", async () => {
    const tout = change(ATTRIBUTIONS, Object.fromEntries([2, 3, 4, 5, 6].map((l) => [l, { SIREN_RADIATION: "1" }])));
    await expect(receive("tout-2017.csv", csv(tout))).rejects.toMatchObject({ code: "aucune-ligne" });
    const [refuse] = await database.base.lots.list(EPCI);
    if (!refuse) throw new Error("no lot");
    await corriger(refuse);
    expect([await rejetsOf(refuse), (await database.base.lots.find(refuse.id))?.statut]).toEqual([0, "abandonne"]);
  });
});

describe("what is said of the lines of a lot", () => {
  it("counts those that are kept, and each once after a correction", async () => {
    const lot = await receive("baux-2017.csv", FAUX);
    expect(await anomaliesOf(lot)).toEqual({ "siren-invalide": 2, "relogement-inconnu": 3, ...DEHORS });
    const une = await corriger(lot, [2]);
    expect(await anomaliesOf(une)).toEqual({ "siren-invalide": 1, "relogement-inconnu": 4, ...DEHORS });
    const deux = await corriger(une);
    expect(await anomaliesOf(deux)).toEqual({ "relogement-inconnu": 5, ...DEHORS });
  });

  it("leaves out what is doubtful of a line that is rejected for something else", async () => {
    const faux = change(RPLS, { 3: { QPV: "7", SURFHAB: "0" }, 4: { SURFHAB: "0" } });
    const lot = await receive("rpls-2017.csv", csv(faux));
    expect(await anomaliesOf(lot)).toEqual({ "code-inconnu": 1, "surface-nulle": 1 });
    const suite = await corrigerEnBloc(deps(), lot, { code: "code-inconnu", colonne: "QPV", lignes: "toutes" }, "2");
    expect(await anomaliesOf(suite)).toEqual({ "surface-nulle": 2, ...DEHORS });
  });
});

describe("a commune written with four digits", () => {
  it.each([
    ["that no commune of the département bears with a zero", "5244", 1],
    ["that is a commune of another département with a zero", "1004", 1],
  ])("%s: the line is rejected", async (_, DEPCOM, rejetees) => {
    const lot = await receive("rpls-2017.csv", csv(change(RPLS, { 3: { DEPCOM } })));
    expect(lot.rejetees).toBe(rejetees);
    const [groupe] = await database.base.lots.groupesRejets(lot);
    expect(groupe?.message).toContain(`0${DEPCOM} n’est pas une commune de ce département`);
  });

  it("that is one of the territory's départements: the zero is restored", async () => {
    await database.pool.query(
      "insert into territoire_commune (epci, commune, nom) values ($1, '01004', 'Ambérieu-en-Bugey')",
      [EPCI],
    );
    const lot = await receive("rpls-2017.csv", csv(change(RPLS, { 3: { DEPCOM: "1004" }, 4: { DEPCOM: "1004" } })));
    expect([lot.rejetees, (await anomaliesOf(lot))["zero-perdu"]]).toEqual([0, 2]);
  });
});
