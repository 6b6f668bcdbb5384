// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  AUTRE_EPCI,
  addTerritoires,
  EPCI,
  makeFait,
  makeLogement,
  PAR,
  publishFaits,
  publishLot,
  stageLot,
} from "../../../../test/fixtures/lignes.ts";
import type { Axe } from "../../lectures/bilan.ts";
import type { CompteGroupe, CubeFiltre } from "../../lectures/ports.ts";

const HAMARIS = "562881178";
const PLURIAL = "335480679";
const ANNEE: CubeFiltre = { epci: EPCI, annee: 2017, premierMois: 1, dernierMois: 12, bailleur: null };

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  const qpv = {
    ...makeFait().situation,
    declaree: "qpv" as const,
    calculee: "hors-qpv" as const,
    retenue: "qpv" as const,
  };
  await publishFaits(database, "2017", [
    { bailSigneLe: "2017-01-01", bailleur: HAMARIS, secteur: "Nord", origine: "mutation" },
    { bailSigneLe: "2017-03-31", bailleur: HAMARIS, commune: null, contingent: "PPRIOR" },
    { bailSigneLe: "2017-04-01", bailleur: PLURIAL, dalo: "oui", prioritaire: "oui", menage: "1", age: "moins-30" },
    { bailSigneLe: "2017-12-31", bailleur: PLURIAL, situation: qpv },
    { bailSigneLe: "2017-12-31", bailleur: PLURIAL, situation: qpv },
  ]);
  await publishFaits(database, "2016", [{ bailSigneLe: "2016-12-31" }]);
  await publishFaits(database, "2018-T1", [{ bailSigneLe: "2018-01-01" }]);
  await publishFaits(database, "2017", [{ bailSigneLe: "2017-06-01" }], { epci: AUTRE_EPCI });
  const staged = await stageLot(database, "sne-attributions", "2019", []);
  await database.base.faits.replaceFaits(staged.id, EPCI, [makeFait({ bailSigneLe: "2019-01-01" })]);
});
afterAll(() => database.drop());

/** « key → number of leases ». */
function totals(comptes: readonly CompteGroupe[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { cle, nombre } of comptes) sums[cle] = (sums[cle] ?? 0) + nombre;
  return sums;
}

describe("attributions counted from the cube", () => {
  it("keep the year's first and last days, and leave out other years, other territories and unpublished lots", async () => {
    expect(totals(await database.base.cubes.byBailleur(ANNEE))).toEqual({ [HAMARIS]: 2, [PLURIAL]: 3 });
  });

  it("keep apart what the rules look at", async () => {
    const comptes = await database.base.cubes.byBailleur({ ...ANNEE, bailleur: PLURIAL });
    const side = { deduite: false, probable: "inconnue", doublePossible: false };
    const common = { cle: PLURIAL, quartile: "q1", ressources: "positives", relogement: "non", ...side };
    expect(comptes).toEqual([
      { ...common, situation: "hors-qpv", nombre: 1 },
      { ...common, situation: "qpv", nombre: 2 },
    ]);
  });

  it.each([
    ["first quarter", 1, 3, { [HAMARIS]: 2 }],
    ["second quarter", 4, 6, { [PLURIAL]: 1 }],
    ["third quarter", 7, 9, {}],
    ["first half", 1, 6, { [HAMARIS]: 2, [PLURIAL]: 1 }],
  ])("of the %s", async (_, premierMois, dernierMois, expected) => {
    expect(totals(await database.base.cubes.byBailleur({ ...ANNEE, premierMois, dernierMois }))).toEqual(expected);
  });

  it("by quarter cover the whole year whatever the months asked", async () => {
    const filtre = { ...ANNEE, premierMois: 4, dernierMois: 6 };
    expect(totals(await database.base.cubes.byTrimestre(filtre))).toEqual({ 1: 2, 2: 1, 4: 2 });
    expect(totals(await database.base.cubes.byTrimestre({ ...filtre, bailleur: HAMARIS }))).toEqual({ 1: 2 });
  });

  it.each<[Axe, Record<string, number>]>([
    ["commune", { "52448": 4, inconnu: 1 }],
    ["secteur", { Nord: 1, inconnu: 4 }],
    ["contingent", { PPRIOR: 1, inconnu: 4 }],
    ["origine", { mutation: 1, inconnu: 4 }],
    ["prioritaire", { oui: 1, inconnu: 4 }],
    ["dalo", { oui: 1, inconnu: 4 }],
    ["menage", { 1: 1, inconnu: 4 }],
    ["age", { "moins-30": 1, inconnu: 4 }],
  ])("by %s never lose a lease that the file does not qualify", async (axe, expected) => {
    expect(totals((await (await database.base.cubes.byAxes(ANNEE)).get(axe)) ?? [])).toEqual(expected);
  });

  it("tell how many locations and quartiles disagree", async () => {
    expect((await database.base.cubes.aCote(ANNEE)).desaccords).toEqual({ situation: 2, quartile: 0, deduction: 0 });
    expect((await database.base.cubes.aCote({ ...ANNEE, annee: 1999 })).desaccords).toEqual({
      situation: 0,
      quartile: 0,
      deduction: 0,
    });
  });

  it("tell the years that have some", async () => {
    expect(await database.base.cubes.annees(EPCI)).toEqual([2016, 2017, 2018]);
    expect(await database.base.cubes.annees("200000000")).toEqual([]);
  });

  it("are seen inside a transaction that publishes and is then undone", async () => {
    const { base } = database;
    const lot = await stageLot(database, "sne-attributions", "2030", []);
    await base.faits.replaceFaits(lot.id, EPCI, [makeFait({ bailSigneLe: "2030-12-31" })]);
    const filtre = { ...ANNEE, annee: 2030 };
    const preview = base.transaction(async (tx) => {
      await tx.lots.publish(lot, PAR);
      expect(totals(await tx.cubes.byBailleur(filtre))).toEqual({ [HAMARIS]: 1 });
      throw new Error("preview");
    });
    await expect(preview).rejects.toThrow("preview");
    expect(await base.cubes.byBailleur(filtre)).toEqual([]);
  });
});

describe("what stands beside the counts", () => {
  const seuil = { epci: EPCI, libelle: "CA", annee: 2017, seuilAnnuelUc: 7_228, arrete: null, dateEffet: "2017-05-12" };

  it("the threshold of the year, the last to take effect", async () => {
    const corrected = { ...seuil, seuilAnnuelUc: 7_300, dateEffet: "2017-09-01" };
    await publishLot(database, "seuils", "2017", [seuil, corrected, { ...seuil, annee: 2018 }]);
    expect(await database.base.cubes.seuil(EPCI, 2017)).toEqual(corrected);
    expect(await database.base.cubes.seuil(EPCI, 2016)).toBeNull();
    expect(await database.base.cubes.seuil(AUTRE_EPCI, 2017)).toBeNull();
  });

  it("the objectives and the printed figures of the year", async () => {
    const objectif = {
      epci: EPCI,
      annee: 2018,
      bailleur: null,
      objet: "hors-qpv" as const,
      taux: 0.25,
      nombre: null,
      acte: "Convention de 2018",
      contingent: null,
      lieu: null,
      du: null,
      au: null,
      depuis: "2018-06-21",
    };
    await publishLot(database, "objectifs", "2018", [objectif, { ...objectif, annee: 2019, taux: null, nombre: 32 }]);
    expect(await database.base.cubes.objectifs(EPCI, 2018)).toEqual([
      {
        annee: 2018,
        bailleur: null,
        objet: "hors-qpv",
        taux: 0.25,
        nombre: null,
        acte: "Convention de 2018",
        depuis: "2018-06-21",
        reference: null,
        parts: [],
        calcul: null,
      },
    ]);
    const resultat = {
      epci: EPCI,
      annee: 2016,
      bailleur: HAMARIS,
      grandeur: "taux-hors-qpv",
      imprime: "24,6 %",
      valeur: 0.246,
      source: "Document signé",
      explication: null,
    };
    await publishLot(database, "resultats", "2016", [resultat]);
    expect(await database.base.cubes.resultats(EPCI, 2016)).toEqual([
      { ...resultat, fichier: "fichier.csv", deposeLe: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    ]);
    expect(await database.base.cubes.resultats(EPCI, 2017)).toEqual([]);
  });

  it("the published files", async () => {
    const sources = await database.base.cubes.sources(AUTRE_EPCI);
    expect(sources).toMatchObject([{ source: "sne-attributions", periode: "2017", fichier: "fichier.csv", lignes: 1 }]);
  });
});

describe("the stock", () => {
  const publishParc = async (millesime: string, rows: Parameters<typeof makeLogement>[0][], epci = EPCI) => {
    const lot = await publishLot(database, "rpls", millesime, rows.map(makeLogement), { epci });
    await database.base.faits.rebuildCubeParc(lot);
  };

  it("is null while no vintage is published", async () => {
    expect(await database.base.cubes.parc(EPCI, 2017)).toBeNull();
    expect(await database.base.cubes.bailleurs(EPCI)).toEqual(new Map());
  });

  it("a bailleur of the leases that no stock names has the name of its organisation; that of another territory alone is not listed", async () => {
    await database.pool.query(
      "insert into organisation (type, nom, siren) values ('bailleur', 'Plurial Novilia', $1), ('bailleur', 'Sans bail', '999000019'), ('epci', 'Homonyme', $2)",
      [PLURIAL, HAMARIS],
    );
    expect(await database.base.cubes.bailleurs(EPCI)).toEqual(new Map([[PLURIAL, "Plurial Novilia"]]));
    expect((await database.base.cubes.cadre(EPCI, 2017, 2017)).bailleurs.get(PLURIAL)).toBe("Plurial Novilia");
  });

  it("is of the year, else the closest before, else the first after", async () => {
    await publishParc("2016", [
      { mode: "1" },
      { mode: "2", situationDeclaree: "qpv" },
      { mode: null, bailleur: PLURIAL },
    ]);
    await publishParc("2018", [{}, { bailleurNom: "HAMARIS" }, { bailleurNom: "HAMARIS" }]);
    const chosen = async (annee: number) => (await database.base.cubes.parc(EPCI, annee))?.millesime;
    expect(await Promise.all([2015, 2016, 2017, 2018, 2025].map(chosen))).toEqual([
      "2016",
      "2016",
      "2016",
      "2018",
      "2018",
    ]);
  });

  it("counts the dwellings offered and empty, and says nothing where the file has no MODE", async () => {
    expect((await database.base.cubes.parc(EPCI, 2016))?.comptes).toEqual([
      { bailleur: PLURIAL, commune: "52448", situation: "inconnue", logements: 1, vacants: 0 },
      { bailleur: HAMARIS, commune: "52448", situation: "inconnue", logements: 1, vacants: 0 },
      { bailleur: HAMARIS, commune: "52448", situation: "qpv", logements: 1, vacants: 1 },
    ]);
    expect((await database.base.cubes.parc(EPCI, 2018))?.comptes).toEqual([
      { bailleur: HAMARIS, commune: "52448", situation: "inconnue", logements: 3, vacants: null },
    ]);
  });

  it("names each bailleur as its latest vintage does, as most of its dwellings do", async () => {
    await publishParc("2018", [{ bailleurNom: "Ailleurs" }], AUTRE_EPCI);
    expect(await database.base.cubes.bailleurs(EPCI)).toEqual(
      new Map([
        [PLURIAL, "Hamaris"],
        [HAMARIS, "HAMARIS"],
      ]),
    );
  });
});
