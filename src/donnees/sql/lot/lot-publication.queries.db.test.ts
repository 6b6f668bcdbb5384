// @module-tag moteur
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { AUTRE_EPCI, addTerritoires, EPCI, PAR, stageLot } from "../../../../test/fixtures/lignes.ts";
import type { Lot } from "../../lectures/lot/ports.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("truncate publication, publication_acte"));

const stage = (periode: string) => stageLot(database, "sne-attributions", periode, []);
const publish = (lot: Lot) => database.base.lots.publish(lot, PAR);
const unpublish = (lot: Lot) => database.base.lots.unpublish(lot, PAR);

/** « 2018 → lot » of each pointer. */
async function pointers(epci = EPCI): Promise<Record<string, number>> {
  const list = await database.base.lots.publications(epci);
  return Object.fromEntries(list.map((row) => [row.periode, row.lot]));
}

async function statuts(...lots: Lot[]): Promise<(string | undefined)[]> {
  const found = await Promise.all(lots.map((lot) => database.base.lots.find(lot.id)));
  return found.map((lot) => lot?.statut);
}

describe("publishing", () => {
  it("flips the pointer, and the lot that was there is replaced", async () => {
    const [a, b] = [await stage("2017"), await stage("2017")];
    await publish(a);
    expect(await pointers()).toEqual({ 2017: a.id });
    await publish(b);
    expect(await pointers()).toEqual({ 2017: b.id });
    expect(await statuts(a, b)).toEqual(["remplace", "publie"]);
    expect((await database.base.lots.find(b.id))?.publieLe).toMatch(/Z$/);
    expect((await database.base.lots.find(a.id))?.publieLe).toBeNull();
    expect(await database.base.lots.actes(EPCI)).toMatchObject([
      { acte: "publication", periode: "2017", lotAvant: a.id, lotApres: b.id, faitPar: PAR },
      { acte: "publication", periode: "2017", lotAvant: null, lotApres: a.id },
    ]);
    expect(await pointers(AUTRE_EPCI)).toEqual({});
    expect(await database.base.lots.actes(AUTRE_EPCI)).toEqual([]);
  });

  it("is one act however many times it is asked, even together", async () => {
    const a = await stage("2017");
    await Promise.all([publish(a), publish(a), publish(a)]);
    expect(await database.base.lots.actes(EPCI)).toHaveLength(1);
    expect(await statuts(a)).toEqual(["publie"]);
  });

  it("of several lots at once leaves one published and the others replaced", async () => {
    const lots = await Promise.all([stage("2017"), stage("2017"), stage("2017"), stage("2017")]);
    await Promise.all(lots.map(publish));
    expect((await statuts(...lots)).sort()).toEqual(["publie", "remplace", "remplace", "remplace"]);
    expect(await database.base.lots.actes(EPCI)).toHaveLength(4);
  });

  it("refuses a lot that is not ready", async () => {
    const a = await stage("2017");
    await database.base.lots.markStatut(a.id, "abandonne");
    await expect(publish(a)).rejects.toMatchObject({ code: "lot-non-publiable" });
    expect(await pointers()).toEqual({});
  });

  it("keeps two years apart", async () => {
    const [a, b] = [await stage("2016"), await stage("2017")];
    await publish(a);
    await publish(b);
    expect(await pointers()).toEqual({ 2016: a.id, 2017: b.id });
  });
});

describe("undoing", () => {
  it("goes back to the lot before, then to none", async () => {
    const [a, b] = [await stage("2017"), await stage("2017")];
    await publish(a);
    await publish(b);
    expect(await unpublish(b)).toEqual({ retabli: a.id });
    expect(await statuts(a, b)).toEqual(["publie", "pret"]);
    expect(await unpublish(a)).toEqual({ retabli: null });
    expect(await pointers()).toEqual({});
    expect(await statuts(a, b)).toEqual(["pret", "pret"]);
    expect(
      (await database.base.lots.actes(EPCI)).map(({ acte, lotAvant, lotApres }) => [acte, lotAvant, lotApres]),
    ).toEqual([
      ["annulation", a.id, null],
      ["annulation", b.id, a.id],
      ["publication", a.id, b.id],
      ["publication", null, a.id],
    ]);
  });

  it("ends at none even when two lots were published in turn", async () => {
    const [a, b] = [await stage("2017"), await stage("2017")];
    for (const lot of [a, b, a]) await publish(lot);
    expect(await unpublish(a)).toEqual({ retabli: b.id });
    expect(await unpublish(b)).toEqual({ retabli: a.id });
    expect(await unpublish(a)).toEqual({ retabli: null });
  });

  it("refuses a lot that is not the published one", async () => {
    const [a, b] = [await stage("2017"), await stage("2017")];
    await publish(a);
    await publish(b);
    await expect(unpublish(a)).rejects.toMatchObject({ code: "lot-non-publie" });
    expect(await pointers()).toEqual({ 2017: b.id });
  });

  it("happens once when asked twice together", async () => {
    const a = await stage("2017");
    await publish(a);
    const results = await Promise.allSettled([unpublish(a), unpublish(a)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("does not bring back a lot abandoned meanwhile", async () => {
    const [a, b] = [await stage("2017"), await stage("2017")];
    await publish(a);
    await publish(b);
    await database.base.lots.markStatut(a.id, "abandonne");
    expect(await unpublish(b)).toEqual({ retabli: null });
    expect(await pointers()).toEqual({});
  });
});

describe("a whole year of attributions", () => {
  it("withdraws its published quarters, and only them", async () => {
    const [t1, t2, other, year] = await Promise.all([
      stage("2018-T1"),
      stage("2018-T2"),
      stage("2019-T1"),
      stage("2018"),
    ]);
    for (const lot of [t1, t2, other, year]) await publish(lot);
    expect(await pointers()).toEqual({ 2018: year.id, "2019-T1": other.id });
    expect(await statuts(t1, t2, other)).toEqual(["remplace", "remplace", "publie"]);
    expect(await database.base.lots.actes(EPCI)).toContainEqual(
      expect.objectContaining({ acte: "publication", periode: "2018-T2", lotAvant: t2.id, lotApres: null }),
    );
  });

  it("gives them back when it is undone, only once nothing is left for the year", async () => {
    const [t1, t2, year, corrected] = await Promise.all([
      stage("2018-T1"),
      stage("2018-T2"),
      stage("2018"),
      stage("2018"),
    ]);
    for (const lot of [t1, t2, year, corrected]) await publish(lot);
    expect(await unpublish(corrected)).toEqual({ retabli: year.id });
    expect(await pointers()).toEqual({ 2018: year.id });
    expect(await unpublish(year)).toEqual({ retabli: null });
    expect(await pointers()).toEqual({ "2018-T1": t1.id, "2018-T2": t2.id });
    expect(await statuts(t1, t2, year)).toEqual(["publie", "publie", "pret"]);
  });

  it("can be published again, and undone again", async () => {
    const [t1, year] = [await stage("2018-T1"), await stage("2018")];
    await publish(t1);
    for (let i = 0; i < 2; i++) {
      await publish(year);
      expect(await pointers()).toEqual({ 2018: year.id });
      await unpublish(year);
      expect(await pointers()).toEqual({ "2018-T1": t1.id });
    }
    expect(await unpublish(t1)).toEqual({ retabli: null });
  });

  it("does not bring back a quarter that was undone by hand before", async () => {
    const [t1, year] = [await stage("2018-T1"), await stage("2018")];
    await publish(t1);
    await unpublish(t1);
    await publish(year);
    await unpublish(year);
    expect(await pointers()).toEqual({});
  });

  it("of another source withdraws nothing", async () => {
    const quarter = await stageLot(database, "sne-demandes", "2018-T1", []);
    const year = await stageLot(database, "sne-demandes", "2018", []);
    await publish(quarter);
    await publish(year);
    expect(await pointers()).toEqual({ 2018: year.id, "2018-T1": quarter.id });
  });
});
