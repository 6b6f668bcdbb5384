// @module-tag moteur
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { seedOf } from "../../../test/fixtures/habilitations.ts";
import { addTerritoires, EPCI, makeAttribution, makeFait, publishLot } from "../../../test/fixtures/lignes.ts";
import type { NouveauBailReloge } from "../lectures/bail.ts";

const HAMARIS = "999000101";
let database: TestDatabase;
let officier: Base;
let relogeur: number;
let offres = 0;

beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  const seed = seedOf(database.pool);
  relogeur = await seed.organisation("bailleur", "Relogeur", HAMARIS);
  const agglo = await seed.organisation("epci", "Agglomération", EPCI);
  const compte = await seed.compte("Relogement");
  await seed.habilitation(compte, agglo, "relogement");
  await database.pool.query(
    `insert into operation (id, epci, organisation, nom, genre, cadre) overriding system value
     values (1, $1, $2, 'Immeuble', 'demolition', 'npnru')`,
    [EPCI, relogeur],
  );
  await database.pool.query("insert into mission_relogement (epci, operation, compte) values ($1, 1, $2)", [
    EPCI,
    compte,
  ]);
  const acteur = await database.bases.connexions.readActeur(compte, "2026-06-01");
  if (!acteur) throw new Error("no officer");
  officier = database.bases.pour(acteur, { ressource: "relogement", action: "valider" });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate bail_relogement, relogement, publication, lot cascade");
});

/** A file and its accepted offer, written with the owner's rights: other tests check their acts. */
async function file(numeroHash: string | null = null): Promise<{ relogement: number; offre: number }> {
  offres += 1;
  const one = async (text: string, params: readonly unknown[]) =>
    Number((await database.pool.query<{ id: string }>(text, [...params])).rows[0]?.id);
  const relogement = await one(
    "insert into relogement (epci, organisation, operation, reference, etat) values ($1, $2, 1, $3, 'reloge') returning id",
    [EPCI, relogeur, `IMM-${offres}`],
  );
  await database.pool.query(
    `insert into nominatif.menage_reloge (relogement, epci, operation, organisation, nom, prenom, numero_hash)
     values ($1, $2, 1, $3, 'Essai', 'Essai', $4)`,
    [relogement, EPCI, relogeur, numeroHash],
  );
  const offre = await one(
    `insert into relogement_offre (epci, relogement, operation, organisation, relogeur, numero, adresse, commune, situation,
                                   proposee_le, reponse, repondu_le)
     values ($1, $2, 1, $3, $3, 1, '1 rue', '52448', 'hors-qpv', '2017-01-01', 'acceptee', '2017-01-01') returning id`,
    [EPCI, relogement, relogeur],
  );
  return { relogement, offre };
}

const bailOf = (ids: { relogement: number; offre: number }, more: Partial<NouveauBailReloge> = {}) =>
  ({
    ...ids,
    relogeur,
    signeLe: "2017-03-20",
    commune: "52448",
    secteur: null,
    numeroRpls: "R1",
    situation: "hors-qpv",
    quartile: "q2-4",
    ressources: "positives",
    contingent: "inconnu",
    menage: "2",
    age: "35-49",
    ...more,
  }) satisfies NouveauBailReloge as NouveauBailReloge;

/** Publishes a file of the SNE whose only lease is hors QPV, of another quartile, and not said rehoused. */
async function publishSne(periode: string, row: { cle?: string; numeroRpls?: string | null; bailSigneLe: string }) {
  const lot = await publishLot(database, "sne-attributions", periode, [makeAttribution({ bailleur: HAMARIS, ...row })]);
  const fait = makeFait({ ligne: 2, bailleur: HAMARIS, bailSigneLe: row.bailSigneLe });
  await database.base.faits.replaceFaits(lot.id, EPCI, [
    { ...fait, quartile: { ...fait.quartile, declare: "q2-4", retenu: "q2-4" } },
  ]);
  return lot;
}

const horsQpv = async (annee: number) => {
  const {
    horsQpv: constat,
    relogements,
    total,
  } = await computeBilan(database.base, {
    epci: EPCI,
    periode: yearPeriode(annee),
    bailleur: null,
  });
  return [constat.realise, constat.assiette, total, relogements?.signes, relogements?.horsFichier];
};

describe("the lease of a rehoused household, in the bilan of its year", () => {
  it("is added beside the file that does not have it, and goes when it is taken back", async () => {
    await publishSne("2017", { numeroRpls: "R9", bailSigneLe: "2017-06-01" });
    expect(await horsQpv(2017)).toEqual([0, 1, 1, 0, 0]);
    const ids = await file();
    expect(await officier.bauxReloges.add(EPCI, [bailOf(ids)])).toBe(1);
    expect(await horsQpv(2017)).toEqual([1, 2, 2, 1, 1]);
    await officier.bauxReloges.remove(EPCI, ids.offre);
    expect(await horsQpv(2017)).toEqual([0, 1, 1, 0, 0]);
  });

  it.each([
    ["by its dwelling", { numeroRpls: "R1", bailSigneLe: "2017-05-02" }, null],
    ["by its numéro unique, whatever the dwelling", { cle: "clé", numeroRpls: "R8", bailSigneLe: "2017-05-02" }, "clé"],
  ] as const)("is found in the file %s, and counts there alone", async (_, row, numero) => {
    const ids = await file(numero);
    await publishSne("2017", row);
    await officier.bauxReloges.add(EPCI, [bailOf(ids)]);
    expect(await horsQpv(2017)).toEqual([1, 1, 1, 1, 0]);
    await officier.bauxReloges.remove(EPCI, ids.offre);
    expect(await horsQpv(2017)).toEqual([0, 1, 1, 0, 0]);
  });

  it("is found when the file comes after the signature, and added again when that file is taken away", async () => {
    await officier.bauxReloges.add(EPCI, [bailOf(await file())]);
    await publishSne("2017", { numeroRpls: "R1", bailSigneLe: "2017-03-15" });
    expect(await horsQpv(2017)).toEqual([1, 1, 1, 1, 0]);
    await publishSne("2017", { numeroRpls: "R2", bailSigneLe: "2017-03-15" });
    expect(await horsQpv(2017)).toEqual([1, 2, 2, 1, 1]);
  });

  it("is another lease beyond two months, or from another bailleur", async () => {
    await publishSne("2017", { numeroRpls: "R1", bailSigneLe: "2017-05-22" });
    await officier.bauxReloges.add(EPCI, [bailOf(await file())]);
    expect(await horsQpv(2017)).toEqual([1, 2, 2, 1, 1]);
  });

  it("counts in one year only, when the next year's file has it", async () => {
    await publishSne("2017", { numeroRpls: "R9", bailSigneLe: "2017-06-01" });
    await officier.bauxReloges.add(EPCI, [bailOf(await file(), { signeLe: "2017-12-28" })]);
    expect(await horsQpv(2017)).toEqual([1, 2, 2, 1, 1]);
    await publishSne("2018", { numeroRpls: "R1", bailSigneLe: "2018-01-05" });
    expect(await horsQpv(2017)).toEqual([0, 1, 1, 1, 0]);
    expect(await horsQpv(2018)).toEqual([1, 1, 1, 0, 0]);
  });

  it("two leases of one dwelling mark two lines, never one line twice", async () => {
    await publishSne("2017", { numeroRpls: "R1", bailSigneLe: "2017-03-20" });
    await officier.bauxReloges.add(EPCI, [bailOf(await file()), bailOf(await file(), { signeLe: "2017-03-25" })]);
    expect(await horsQpv(2017)).toEqual([2, 2, 2, 2, 1]);
  });

  it("is written by the officer of that building, read without a name by whoever reads the bilan", async () => {
    const ids = await file();
    await expect(database.base.bauxReloges.add(EPCI, [bailOf(ids)])).rejects.toThrow(/ne permet pas cette écriture/);
    await officier.bauxReloges.add(EPCI, [bailOf(ids)]);
    await publishSne("2017", { numeroRpls: "R9", bailSigneLe: "2017-06-01" });
    expect(await horsQpv(2017)).toEqual([1, 2, 2, 1, 1]);
  });
});
