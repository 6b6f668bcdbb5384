import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import type { Lot, Rejet } from "#donnees/lectures/lot/ports.ts";
import { type ImportDeps, receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { MOUVEMENTS } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { EPCI } from "../fixtures/lots.ts";
import { utf16, xlsx } from "./octets.ts";
import { addColumn, change, changeColumn, csv, OPS, RPLS, type Table } from "./references.ts";

/** Bad surveys of occupants, through the door that an officer uses. What is expected of each is written by hand. */

let database: TestDatabase;
let deps: ImportDeps;
beforeEach(async () => {
  database = await createDatabase();
  deps = {
    base: database.base,
    horloge: { aujourdhui: () => "2019-06-01", maintenant: () => "2019-06-01T10:00:00.000Z" },
    hash: (numero) => `clé de ${numero}`,
    mouvements: MOUVEMENTS,
  };
  await database.base.territoires.add({ epci: EPCI, nom: "Territoire d’essai", demonstration: true }, [
    { commune: "52448", nom: "Saint-Dizier", population: 24_932 },
    { commune: "52182", nom: "Éclaron-Braucourt-Sainte-Livière", population: 1_999 },
    { commune: "52550", nom: "Wassy", population: 2_891 },
    { commune: "52331", nom: "La Porte du Der", population: 2_099 },
  ]);
});
afterEach(() => database.drop());

async function receive(nom: string, octets: string | Uint8Array): Promise<Lot> {
  const { fini } = await receiveFichier(deps, { fichier: fichierOf(nom, Buffer.from(octets)), epci: EPCI });
  return fini;
}

const ops = (cells: Parameters<typeof change>[1], table: Table = OPS) => csv(change(table, cells));
const add = (...lignes: readonly string[]): Table => ({
  ...OPS,
  lignes: [...OPS.lignes, ...lignes.map((ligne) => ligne.split(";"))],
});

async function publishParc(): Promise<void> {
  await publishLot(database.base, (await receive("rpls-2017.csv", csv(RPLS))).id);
}

async function refusOf(work: Promise<unknown>): Promise<Refus> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refus) return error;
  throw error ?? new Error("accepted");
}

async function rejetsOf(lot: Lot): Promise<number[]> {
  const rejets: Rejet[] = [];
  for await (const rejet of database.base.lots.rejets(lot)) rejets.push(rejet);
  return rejets.map(({ ligne }) => ligne);
}

async function stored(lot: Lot): Promise<number> {
  const { rows } = await database.pool.query<{ nombre: number }>(
    "select count(*)::integer as nombre from occupation where lot = $1",
    [lot.id],
  );
  return rows[0]?.nombre ?? 0;
}

async function expectConserved(lot: Lot, lues: number): Promise<void> {
  expect(lot.lignesLues).toBe(lues);
  expect(lot.acceptees + lot.rejetees + lot.doublons).toBe(lues);
  expect(await stored(lot)).toBe(lot.acceptees);
  expect((await rejetsOf(lot)).length).toBe(lot.rejetees);
}

describe("a healthy survey", () => {
  test.each([
    ["UTF-8", "ops.csv", csv(OPS)],
    ["windows-1252", "ops.csv", Buffer.from(csv(OPS), "latin1")],
    ["UTF-16", "ops.csv", utf16(csv(OPS))],
    ["tabs", "ops.txt", csv(OPS).replaceAll(";", "\t")],
    ["a workbook", "ops.xlsx", xlsx([OPS.entete, ...OPS.lignes])],
  ])("in %s is staged whole, without a word when the stock is there", async (_, nom, octets) => {
    await publishParc();
    const lot = await receive(nom, octets);
    expect([lot.source, lot.periode, lot.acceptees, lot.statut]).toEqual(["ops", "2018-732829320", 5, "pret"]);
    expect((await lotReport(database.base, lot.id)).anomalies).toEqual([]);
    await expectConserved(lot, 5);
  });

  it("is told that nothing could be checked while no stock is published", async () => {
    const lot = await receive("ops.csv", csv(OPS));
    const { anomalies } = await lotReport(database.base, lot.id);
    expect(anomalies.map(({ code }) => code)).toEqual(["parc-non-publie"]);
  });
});

describe("lines that cannot be kept", () => {
  test.each([
    ["an effectif above the respondents", { 2: { effectif: "3" } }, [2], "effectif-superieur"],
    ["a masked figure", { 3: { effectif: "s" } }, [3], "valeur-masquee"],
    ["an unknown indicator", { 2: { indicateur: "revenu" } }, [2], "indicateur-inconnu"],
    ["a number with text", { 5: { repondants: "douze" } }, [5], "nombre-invalide"],
    ["a false SIREN", { 4: { siren_bailleur: "732829321" } }, [4], "siren-invalide"],
    ["a commune that is none", { 6: { code_commune: "Wassy" } }, [6], "code-commune"],
    ["a survey of next year", { 2: { enquete: "2020" } }, [2], "date-future"],
  ] as const)("%s: the line is rejected, with its bytes and its reason", async (_, cells, rejetees, code) => {
    const lot = await receive("ops.csv", ops(cells));
    expect(await rejetsOf(lot)).toEqual(rejetees);
    const { anomalies } = await lotReport(database.base, lot.id);
    expect(anomalies).toContainEqual(expect.objectContaining({ code, gravite: "LIG", lignes: 1 }));
    await expectConserved(lot, 5);
  });

  it("one résidence, population and indicator that two lines say differently: none of the two is kept", async () => {
    const again = "2018;732829320;52448;RESIDENCE DES TILLEULS;occupants;APL;2;2";
    const lot = await receive("ops.csv", csv(add(again)));
    expect(await rejetsOf(lot)).toEqual([2, 7]);
    const { anomalies } = await lotReport(database.base, lot.id);
    expect(anomalies).toContainEqual(
      expect.objectContaining({
        code: "doublon-different",
        exemple: "732829320-52448-residence-des-tilleuls",
        lignes: 2,
      }),
    );
    await expectConserved(lot, 6);
  });

  it("the same said twice, in other letters, is counted once", async () => {
    const lot = await receive("ops.csv", csv(add("2018;732829320;52448;residence des tilleuls;total;apl;1;2")));
    expect([lot.acceptees, lot.doublons, lot.rejetees]).toEqual([5, 1, 0]);
    await expectConserved(lot, 6);
  });

  it("totals, blank lines and repeated headers are put aside, said, and not read", async () => {
    const lot = await receive("ops.csv", `${csv(OPS)}\n${OPS.entete.join(";")}\nTotal;;;;;;3;\n`);
    const { anomalies } = await lotReport(database.base, lot.id);
    expect(anomalies.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["ligne-vide", "entete-repetee", "ligne-total"]),
    );
    await expectConserved(lot, 5);
  });
});

describe("what is kept and said", () => {
  const anomalie = async (lot: Lot, code: string) =>
    (await lotReport(database.base, lot.id)).anomalies.find((found) => found.code === code) ?? null;

  it("a bailleur that has no dwelling here", async () => {
    await publishParc();
    const lot = await receive("ops.csv", ops({ 6: { siren_bailleur: "443061841" } }));
    expect(await anomalie(lot, "bailleur-absent-du-parc")).toMatchObject({
      lignes: 1,
      premiereLigne: 6,
      gravite: "AVE",
    });
    expect(lot.periode).toBe("2018");
    await expectConserved(lot, 5);
  });

  it("a résidence that RPLS does not know under that name, with the list of them", async () => {
    await publishParc();
    const lot = await receive("ops.csv", ops({ 5: { residence: "Forêt noire" }, 6: { residence: "Abbaye" } }));
    expect(await anomalie(lot, "residence-absente-du-parc")).toMatchObject({
      lignes: 2,
      premiereLigne: 5,
      exemple: "Abbaye (52182), Forêt noire (52550)",
    });
  });

  it("more respondents than dwellings", async () => {
    await publishParc();
    const lot = await receive("ops.csv", ops({ 2: { repondants: "3" } }));
    // All the lines of the résidence, which are to be looked at together.
    expect(await anomalie(lot, "repondants-superieurs-au-parc")).toMatchObject({
      lignes: 3,
      premiereLigne: 2,
      exemple: "Résidence des Tilleuls (52448)",
    });
  });

  it("classes that do not make up the respondents, and those that do", async () => {
    const age = (population: string, nombres: readonly number[], repondants: number) =>
      ["moins-25", "25-39", "40-64", "65-plus"].map(
        (classe, i) => `2018;732829320;52448;Le Pré;${population};titulaire-${classe};${nombres[i]};${repondants}`,
      );
    const juste = await receive("ops.csv", csv(add(...age("occupants", [1, 2, 3, 4], 10))));
    expect(await anomalie(juste, "classes-incoherentes")).toBeNull();
    const manque = await receive("autre.csv", csv(add(...age("occupants", [1, 2, 3, 3], 10))));
    expect(await anomalie(manque, "classes-incoherentes")).toMatchObject({ lignes: 4, premiereLigne: 7 });
    // A class that the file does not give may hold the rest, but the others cannot go over the whole.
    const partiel = await receive("troisieme.csv", csv(add(...age("occupants", [1, 2, 3, 4], 10).slice(1))));
    expect(await anomalie(partiel, "classes-incoherentes")).toBeNull();
    const trop = await receive("quatrieme.csv", csv(add(...age("occupants", [1, 4, 4, 4], 10).slice(1))));
    expect(await anomalie(trop, "classes-incoherentes")).toMatchObject({ lignes: 3 });
  });

  it("« under the PLAI » that is not the sum of its three classes", async () => {
    const plai = (total: number) =>
      ["sous-plai", "moins-20", "20-40", "40-60"].map(
        (classe, i) => `2018;732829320;52448;Le Pré;occupants;ressources-${classe};${[total, 2, 3, 1][i]};10`,
      );
    expect(await anomalie(await receive("ops.csv", csv(add(...plai(6)))), "classes-incoherentes")).toBeNull();
    const faux = await receive("autre.csv", csv(add(...plai(5))));
    expect(await anomalie(faux, "classes-incoherentes")).toMatchObject({ lignes: 4, premiereLigne: 7 });
  });

  it("more recent entrants than occupants", async () => {
    const lot = await receive("ops.csv", ops({ 4: { effectif: "2", repondants: "2" } }));
    expect(await anomalie(lot, "recents-superieurs-aux-occupants")).toMatchObject({ lignes: 1, premiereLigne: 4 });
  });

  it("a commune of elsewhere, and one since merged into ours", async () => {
    const lot = await receive("ops.csv", ops({ 5: { code_commune: "06029" }, 6: { code_commune: "52427" } }));
    expect(await anomalie(lot, "commune-hors-territoire")).toMatchObject({ lignes: 1, exemple: "06029" });
    expect(await anomalie(lot, "commune-fusionnee")).toMatchObject({ lignes: 1, premiereLigne: 6 });
  });
});

describe("files that are refused whole", () => {
  it("a survey of persons, a list of households, a NIR: nothing is staged", async () => {
    const noms = addColumn(OPS, "Nom du locataire", { 2: "Personne-Imaginaire" });
    await expect(receive("ops.csv", csv(noms))).rejects.toMatchObject({ code: "fichier-nominatif" });
    const menages = changeColumn(
      changeColumn(OPS, "repondants", () => "1"),
      "effectif",
      () => "1",
    );
    const liste = await refusOf(receive("ops.csv", csv(menages)));
    expect(liste.code).toBe("lignes-de-menages");
    const nir = addColumn(OPS, "observation", { 4: "155089912345670" });
    await expect(receive("ops.csv", csv(nir))).rejects.toMatchObject({ code: "nir-present" });
    const { rows } = await database.pool.query(
      "select (select count(*) from occupation)::integer as lignes, (select count(*) from lot_rejet)::integer as rejets",
    );
    expect(rows).toEqual([{ lignes: 0, rejets: 0 }]);
  });

  it("several surveys in one file, or another year than the one said", async () => {
    await expect(receive("ops.csv", ops({ 5: { enquete: "2016" } }))).rejects.toMatchObject({
      code: "periodes-melangees",
      message: expect.stringContaining("2016"),
    });
    const { fini } = await receiveFichier(deps, {
      fichier: fichierOf("autre.csv", Buffer.from(csv(OPS))),
      epci: EPCI,
      periode: "2016",
    });
    await expect(fini).rejects.toMatchObject({ code: "periode-differente" });
  });
});
