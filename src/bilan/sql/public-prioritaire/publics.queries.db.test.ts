// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrioritaireRow } from "#donnees/formats/rows.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import {
  AUTRE_EPCI,
  addTerritoires,
  EPCI,
  makeAttribution,
  makeFait,
  publishLot,
} from "../../../../test/fixtures/lignes.ts";
import type { CubeFiltre } from "../../lectures/ports.ts";

const HAMARIS = "562881178";
const PLURIAL = "335480679";
const ANNEE: CubeFiltre = { epci: EPCI, annee: 2018, premierMois: 1, dernierMois: 12, bailleur: null };
const LISTE = { epci: EPCI, annee: 2018, bailleur: null };

const label = (row: Partial<PrioritaireRow>): PrioritaireRow => ({
  cle: "k",
  empreinte: "e",
  bailleur: null,
  departement: null,
  labelliseLe: "2018-01-02",
  sortiLe: null,
  statut: "actif",
  dalo: "inconnu",
  ...row,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  const baux = [
    { cle: "a", bailleur: HAMARIS, bailSigneLe: "2018-01-31", contingent: "COLACT", prioritaire: "oui", dalo: "non" },
    { cle: "b", bailleur: HAMARIS, bailSigneLe: "2018-02-01", contingent: "COLACT", prioritaire: "non", dalo: "non" },
    {
      cle: "c",
      bailleur: PLURIAL,
      bailSigneLe: "2018-02-28",
      contingent: "inconnu",
      prioritaire: "inconnu",
      dalo: "oui",
    },
    { cle: "d", bailleur: PLURIAL, bailSigneLe: "2018-12-31", contingent: "AUCUN", prioritaire: "non", dalo: "non" },
  ] as const;
  const rows = baux.map((bail, i) => makeAttribution({ ...bail, travailleurEssentiel: i === 0 ? "oui" : "inconnu" }));
  const lot = await publishLot(database, "sne-attributions", "2018", rows);
  await database.base.faits.replaceFaits(
    lot.id,
    EPCI,
    baux.map(({ cle: _, ...bail }, i) => makeFait({ ...bail, ligne: i + 2 })),
  );
  await publishLot(database, "syplo", "2018", [
    label({ cle: "b" }),
    label({ cle: "b", empreinte: "f", dalo: "oui" }),
    label({ cle: "z" }),
  ]);
  await publishLot(database, "syplo", "2017", [label({ cle: "d" })]);
  await publishLot(database, "prioritaires-bailleur", `2018-${PLURIAL}`, [label({ cle: "c", bailleur: PLURIAL })]);
  await publishLot(database, "syplo", "2018", [label({ cle: "d" })], { epci: AUTRE_EPCI });
});
afterAll(() => database.drop());

describe("leases by bailleur, contingent, priority and DALO", () => {
  it("of the months asked", async () => {
    const filtre = { ...ANNEE, premierMois: 2, dernierMois: 2 };
    expect(await database.base.publics.comptes(filtre)).toEqual([
      {
        bailleur: PLURIAL,
        contingent: "inconnu",
        prioritaire: "inconnu",
        dalo: "oui",
        doublePossible: false,
        nombre: 1,
      },
      { bailleur: HAMARIS, contingent: "COLACT", prioritaire: "non", dalo: "non", doublePossible: false, nombre: 1 },
    ]);
  });

  it("month by month, of one bailleur", async () => {
    const found = await database.base.publics.comptesParMois({ ...ANNEE, bailleur: PLURIAL });
    expect(found.map(({ mois, contingent, nombre }) => [mois, contingent, nombre])).toEqual([
      [2, "inconnu", 1],
      [12, "AUCUN", 1],
    ]);
  });
});

describe("key workers, from the leases themselves", () => {
  it("never takes an empty answer for a no", async () => {
    expect(await database.base.publics.travailleurs(LISTE)).toEqual([
      { bailleur: PLURIAL, travailleurEssentiel: "inconnu", nombre: 2 },
      { bailleur: HAMARIS, travailleurEssentiel: "inconnu", nombre: 1 },
      { bailleur: HAMARIS, travailleurEssentiel: "oui", nombre: 1 },
    ]);
  });
});

describe("the lists of the year", () => {
  it("counts households once, and those whose lease is not of the year", async () => {
    const found = await database.base.publics.listes({ epci: EPCI, annee: 2018 });
    expect(found.map(({ fichier: _, ...liste }) => liste)).toEqual([
      { liste: "syplo", bailleur: null, lignes: 3, menages: 2, sansAttribution: 1 },
      { liste: "bailleur", bailleur: PLURIAL, lignes: 1, menages: 1, sansAttribution: 0 },
    ]);
  });

  it("ties leases to lines by their key, and leaves another year's and another territory's lists out", async () => {
    const found = await database.base.publics.rapproches(LISTE);
    expect(found.map(({ ligne, labels }) => [ligne, labels.map((one) => [one.liste, one.ligne, one.dalo])])).toEqual([
      [4, [["bailleur", 2, "inconnu"]]],
      [2, []],
      [
        3,
        [
          ["syplo", 2, "inconnu"],
          ["syplo", 3, "oui"],
        ],
      ],
    ]);
    expect(JSON.stringify(found)).not.toContain('"cle"');
  });

  it("keeps one household's several lines, and the same line once", async () => {
    const lot = await publishLot(database, "syplo", "2019", [label({}), label({ empreinte: "f" }), label({})]);
    expect(await database.base.lots.removeDoublons(lot, "syplo")).toMatchObject({ identiques: 1, differentes: [] });
  });

  it("says whose list a lot is", async () => {
    const rows = [label({ bailleur: PLURIAL }), label({ cle: "2", bailleur: HAMARIS })];
    const lot = await publishLot(database, "prioritaires-bailleur", "2019-x", rows);
    expect(await database.base.lots.bailleursOf(lot, "prioritaires-bailleur")).toEqual([PLURIAL, HAMARIS].sort());
  });
});

describe("whose lines they are", () => {
  it("a bailleur reads its own leases and list; the préfet's list is not there for it", async () => {
    const { organisation, compte } = seedOf(database.pool);
    const acteur = acteurOf(await compte("Plurial"), "agent-bailleur", {
      organisation: await organisation("bailleur", "Plurial", PLURIAL),
    });
    const [habilitation] = acteur.habilitations;
    if (!habilitation) throw new Error("no habilitation");
    const { publics } = database.bases.pour({ ...acteur, habilitations: [{ ...habilitation, siren: PLURIAL }] });
    expect((await publics.listes({ epci: EPCI, annee: 2018 })).map(({ liste, bailleur }) => [liste, bailleur])).toEqual(
      [["bailleur", PLURIAL]],
    );
    expect((await publics.rapproches(LISTE)).map(({ bailleur }) => bailleur)).toEqual([PLURIAL]);
    expect((await publics.comptes(ANNEE)).every(({ bailleur }) => bailleur === PLURIAL)).toBe(true);
  });

  it("once the keys are destroyed, nothing is tied any more, and it is said", async () => {
    await database.pool.query("update attribution set cle = lot || '-' || ligne, empreinte = ''");
    expect(await database.base.publics.clesDetruites(LISTE)).toBe(4);
    expect((await database.base.publics.rapproches(LISTE)).every(({ labels }) => labels.length === 0)).toBe(true);
  });
});
