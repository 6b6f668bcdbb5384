// @module-tag moteur
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBases } from "#service/sql/open-base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  AUTRE_EPCI,
  addTerritoires,
  EPCI,
  makeAttribution,
  makeLogement,
  makeNouveauLot,
  PAR,
  stageLot,
} from "../../../../test/fixtures/lignes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

const BILAN = { periode: "2017", lignesLues: 0, acceptees: 0, rejetees: 0, doublons: 0, aConfirmer: null };

async function openNew(lot: Parameters<typeof makeNouveauLot>[0] = {}): Promise<number> {
  const opened = await database.base.lots.open(makeNouveauLot(lot));
  if (!("lot" in opened)) throw new Error("already imported");
  return opened.lot;
}

describe("opening a lot", () => {
  it("keeps what is known of the file", async () => {
    const nouveau = makeNouveauLot({
      colonnes: [{ entete: "DEPCOM", colonne: "commune", exemples: ["52448"] }],
      champsAbsents: ["loyer", "mode"],
      encodage: null,
    });
    const opened = await database.base.lots.open(nouveau);
    const lot = "lot" in opened ? await database.base.lots.find(opened.lot) : null;
    const { organisation: _, complete: __, ...known } = nouveau;
    expect(lot).toMatchObject({ ...known, statut: "lecture", periode: null, lignesLues: 0, publieLe: null });
    expect(lot?.deposeLe).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it("gives one lot to fifty people who drop the same bytes together, and names it to the others", async () => {
    const nouveau = makeNouveauLot();
    const opened = await Promise.all(Array.from({ length: 50 }, () => database.base.lots.open(nouveau)));
    const lots = opened.flatMap((one) => ("lot" in one ? [one.lot] : []));
    const refused = opened.flatMap((one) => ("dejaImporte" in one ? [one.dejaImporte.id] : []));
    expect(lots).toHaveLength(1);
    expect(refused).toEqual(Array.from({ length: 49 }, () => lots[0]));
  });

  it("takes the same bytes again for another source, another territory, or after a refusal", async () => {
    const { lots } = database.base;
    const nouveau = makeNouveauLot();
    const first = await openNew(nouveau);
    expect(await lots.open({ ...nouveau, epci: AUTRE_EPCI })).toHaveProperty("lot");
    expect(await lots.open({ ...nouveau, source: "qpv" })).toHaveProperty("lot");
    await lots.markStatut(first, "refuse", { code: "mauvais", message: "Mauvais fichier." });
    expect(await lots.open(nouveau)).toHaveProperty("lot");
    expect((await lots.find(first))?.refus).toEqual({ code: "mauvais", message: "Mauvais fichier." });
  });

  it("tells nothing of a deposit that the person may not see, but that the file is there", async () => {
    const nouveau = makeNouveauLot();
    await openNew(nouveau);
    const { rows } = await database.pool.query<{ id: number }>(
      "insert into organisation (type, nom, siren) values ('bailleur', 'Un bailleur', '999000011') returning id",
    );
    const organisation = rows[0]?.id ?? 0;
    const [machine] = operateur("bailleur", [EPCI]).habilitations.filter(({ epci }) => epci === EPCI);
    if (!machine) throw new Error("no habilitation");
    const bailleur = database.bases.pour({
      ...operateur("bailleur", []),
      habilitations: [{ ...machine, role: "responsable-bailleur", organisation, siren: "999000011" }],
    });
    await expect(bailleur.lots.open({ ...nouveau, organisation })).rejects.toMatchObject({
      code: "deja-importe",
      details: {},
    });
  });

  it("lists the lots of the territory, latest first", async () => {
    const lot = await openNew();
    const list = await database.base.lots.list(EPCI);
    expect(list[0]?.id).toBe(lot);
    expect(new Set(list.map((row) => row.epci))).toEqual(new Set([EPCI]));
  });
});

describe("lots left by a process that is gone", () => {
  it("become « interrompu », those of a living process do not", async () => {
    const bases = openBases(database.url);
    const other = bases.pour(database.base.acteur);
    const [opened, kept] = [await other.lots.open(makeNouveauLot()), await openNew()];
    if (!("lot" in opened)) throw new Error("already imported");
    expect(await other.lots.markInterrompus()).not.toContain(kept);
    expect(await database.base.lots.markInterrompus()).not.toContain(opened.lot);

    await bases.close();
    // The server releases the locks shortly after the connection closes.
    await expect
      .poll(async () => (await database.base.lots.markInterrompus()).includes(opened.lot), { interval: 10 })
      .toBe(true);
    expect((await database.base.lots.find(opened.lot))?.statut).toBe("interrompu");
    expect((await database.base.lots.find(kept))?.statut).toBe("lecture");
  });

  it("are also those whose reading ended without a word", async () => {
    const lot = await openNew();
    await database.base.lots.close(lot);
    expect(await database.base.lots.markInterrompus()).toContain(lot);
  });

  it("leave alone the lot that ended well", async () => {
    const { id } = await stageLot(database, "rpls", "2017", [makeLogement()]);
    expect(await database.base.lots.markInterrompus()).not.toContain(id);
  });

  it("survive the loss of the connection that held the locks", async () => {
    const lost = await openNew();
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid)
         from pg_stat_activity
        where datname = current_database()
          and application_name = 'blaise-verrous'`,
    );
    await client.end();
    await expect
      .poll(async () => (await database.base.lots.markInterrompus()).includes(lost), { interval: 10 })
      .toBe(true);
    const next = await openNew();
    expect(await database.base.lots.markInterrompus()).not.toContain(next);
  });
});

describe("staging", () => {
  it("keeps every field of a dwelling and of an attribution", async () => {
    const logement = makeLogement({
      cle: "K1",
      identRep: "R1",
      adresse: "1 rue\tdu « Port »",
      conventionLe: "1995-12-31",
      loyer: 312,
      longitude: 4.949,
      latitude: 48.638,
    });
    const { id } = await stageLot(database, "rpls", "2017", [{ ...logement, qpv2015: "hors", qpv2024: null }]);
    const { rows } = await database.pool.query("select * from logement where lot = $1", [id]);
    expect(rows).toMatchObject([
      {
        epci: EPCI,
        ligne: 2,
        cle: "K1",
        ident_rep: "R1",
        adresse: "1 rue\tdu « Port »",
        convention_le: "1995-12-31",
        loyer: 312,
        longitude: 4.949,
        qpv_2015: "hors",
        qpv_2024: null,
        residence: null,
      },
    ]);
    const attribution = makeAttribution({ revenuMensuel: 0, uniteConso: 1.5, bailSigneLe: null, delaiJours: 17 });
    const lot = await stageLot(database, "sne-attributions", "2017", [attribution]);
    expect(await database.base.faits.attributions(lot)).toEqual([{ ...attribution, ligne: 2 }]);
  });

  it("leaves nothing when the reading fails midway", async () => {
    const lot = await openNew();
    const failed = database.base.transaction(async (tx) => {
      await tx.lots.appendRows(lot, EPCI, "rpls", [[{ ligne: 2, row: makeLogement() }]]);
      await tx.lots.appendRejets(lot, EPCI, [{ ligne: 3, brut: new Uint8Array([1]), anomalies: [] }]);
      throw new Error("on purpose");
    });
    await expect(failed).rejects.toThrow("on purpose");
    const { rows } = await database.pool.query(
      `select (select count(*) from logement where lot = $1) as logements,
              (select count(*) from lot_rejet where lot = $1) as rejets`,
      [lot],
    );
    expect(rows).toEqual([{ logements: 0, rejets: 0 }]);
    expect((await database.base.lots.find(lot))?.statut).toBe("lecture");
  });

  it("gives rejected lines back in file order, bytes untouched, over several pages", async () => {
    const { lots } = database.base;
    const lot = await openNew();
    const anomalie = {
      code: "commune-inconnue",
      gravite: "LIG" as const,
      ligne: 3,
      colonne: "DEPCOM",
      valeur: "1",
      message: "Commune inconnue.",
    };
    const rejets = Array.from({ length: 2_500 }, (_, i) => ({
      ligne: 2_502 - i,
      brut: Uint8Array.of(0, 10, 13, 92, 233, i % 256),
      anomalies: [anomalie],
    }));
    await lots.appendRejets(lot, EPCI, rejets);
    const found = [];
    for await (const rejet of lots.rejets({ epci: EPCI, id: lot })) found.push(rejet);
    expect(found.map((row) => row.ligne)).toEqual(Array.from({ length: 2_500 }, (_, i) => i + 3));
    expect([...(found.at(-1)?.brut ?? [])]).toEqual([0, 10, 13, 92, 233, 0]);
    expect(found[0]?.anomalies).toEqual([anomalie]);
  });

  it("adds up the anomalies of one code, what leaves lines out first", async () => {
    const { lots } = database.base;
    const lot = await openNew();
    const base = { colonne: null, exemple: "x", message: "m" };
    await lots.addAnomalies(lot, EPCI, [
      { ...base, code: "a", gravite: "AVE", lignes: 9, premiereLigne: 7 },
      { ...base, code: "b", gravite: "LIG", lignes: 1, premiereLigne: 4 },
    ]);
    await lots.addAnomalies(lot, EPCI, [{ ...base, code: "a", gravite: "AVE", lignes: 2, premiereLigne: 3 }]);
    expect(await lots.anomalies({ epci: EPCI, id: lot })).toEqual([
      { ...base, code: "b", gravite: "LIG", lignes: 1, premiereLigne: 4 },
      { ...base, code: "a", gravite: "AVE", lignes: 11, premiereLigne: 3 },
    ]);
  });

  it.each([
    ["a row is missing", { lignesLues: 2, acceptees: 2 }],
    ["a rejected line is missing", { lignesLues: 2, acceptees: 1, rejetees: 1 }],
    ["lines read are not all accounted for", { lignesLues: 3, acceptees: 1, doublons: 1 }],
  ])("never says « pret » when %s", async (_, compte) => {
    const { lots } = database.base;
    const lot = await openNew();
    await lots.appendRows(lot, EPCI, "rpls", [[{ ligne: 2, row: makeLogement() }]]);
    await expect(lots.markPret({ epci: EPCI, id: lot }, { ...BILAN, ...compte })).rejects.toThrow();
    expect((await lots.find(lot))?.statut).toBe("lecture");
  });

  it("keeps what must be confirmed", async () => {
    const { lots } = database.base;
    const lot = await openNew();
    const aConfirmer = { code: "parc-plus-petit", message: "Le parc a perdu 40 % de ses logements." };
    await lots.markPret({ epci: EPCI, id: lot }, { ...BILAN, aConfirmer });
    expect(await lots.find(lot)).toMatchObject({ statut: "pret", periode: "2017", aConfirmer });
  });
});

it("remembers which column their header is, the last answer winning", async () => {
  const { lots } = database.base;
  await lots.rememberCorrespondances(EPCI, "rpls", { "Code INSEE": "commune", Loyer: "surface" });
  await lots.rememberCorrespondances(EPCI, "rpls", { Loyer: "loyer" });
  await lots.rememberCorrespondances(EPCI, "rpls", {});
  expect(await lots.correspondances(EPCI, "rpls")).toEqual({ "Code INSEE": "commune", Loyer: "loyer" });
  expect(await lots.correspondances(EPCI, "qpv")).toEqual({});
  expect(await lots.correspondances(AUTRE_EPCI, "rpls")).toEqual({});
});

it("previews a publication that never happened", async () => {
  const { base } = database;
  const lot = await stageLot(database, "seuils", "2031", []);
  const rolledBack = base.transaction(async (tx) => {
    await tx.lots.publish(lot, PAR);
    expect((await tx.lots.publications(EPCI)).map((row) => row.lot)).toContain(lot.id);
    throw new Error("preview");
  });
  await expect(rolledBack).rejects.toThrow("preview");
  expect((await base.lots.publications(EPCI)).map((row) => row.lot)).not.toContain(lot.id);
  expect((await base.lots.find(lot.id))?.statut).toBe("pret");
});
