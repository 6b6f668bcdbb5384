// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  attribution,
  EPCI,
  logement,
  openTerritoireEssai,
  QPV_CARRE,
  stageRows,
} from "../../../../test/fixtures/lots.ts";
import { abandonLot, previewLot, previewLots, publishLot, publishLots, undoLot } from "./publish-lot.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const bilan2017 = () => computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });

function rowsOf(count: number, premierQuartile: number) {
  return Array.from({ length: count }, (_, i) =>
    attribution(
      { quartileDeclare: i < premierQuartile ? "q1" : "q2-4", revenuMensuel: i < premierQuartile ? 300 : 1500 },
      i,
    ),
  );
}

describe("publishing", () => {
  it("shows nothing before, everything after, and what was there before once undone", async () => {
    const lot = await stageRows(database.base, "sne-attributions", rowsOf(8, 2));
    expect((await bilan2017()).total).toBe(0);
    await publishLot(database.base, lot);
    expect((await bilan2017()).horsQpv).toMatchObject({ assiette: 8, realise: 2 });

    const corrected = await stageRows(database.base, "sne-attributions", rowsOf(10, 4), { fichier: "corrige.csv" });
    await publishLot(database.base, corrected);
    expect((await bilan2017()).horsQpv).toMatchObject({ assiette: 10, realise: 4 });

    await undoLot(database.base, corrected);
    expect((await bilan2017()).horsQpv).toMatchObject({ assiette: 8, realise: 2 });
    await undoLot(database.base, lot);
    expect((await bilan2017()).total).toBe(0);
  });

  it("tells what changes before saving, and changes nothing by telling", async () => {
    const lot = await stageRows(database.base, "sne-attributions", rowsOf(8, 2));
    const { avant, apres } = await previewLot(database.base, lot);
    expect(avant).toBeNull();
    expect(apres?.horsQpv).toMatchObject({ assiette: 8, realise: 2 });
    expect((await bilan2017()).total).toBe(0);
    expect((await database.base.lots.find(lot))?.statut).toBe("pret");
  });

  it("refuses a quarter beside its published year, and lets a year replace its quarters", async () => {
    const quarter = await stageRows(database.base, "sne-attributions", rowsOf(3, 1), { periode: "2017-T2" });
    await publishLot(database.base, quarter);
    const year = await stageRows(database.base, "sne-attributions", rowsOf(9, 1), {
      periode: "2017",
      fichier: "annee.csv",
    });
    await publishLot(database.base, year);
    expect((await bilan2017()).total).toBe(9);
    const again = await stageRows(database.base, "sne-attributions", rowsOf(4, 1), {
      periode: "2017-T2",
      fichier: "t2.csv",
    });
    await expect(publishLot(database.base, again)).rejects.toMatchObject({ code: "annee-deja-publiee" });
    await undoLot(database.base, year);
    expect((await bilan2017()).total).toBe(3);
  });

  it("refuses a lot that is set aside, and setting aside a published one", async () => {
    const lot = await stageRows(database.base, "sne-attributions", rowsOf(2, 1));
    await publishLot(database.base, lot);
    await expect(abandonLot(database.base, lot)).rejects.toMatchObject({ code: "lot-publie" });
    await undoLot(database.base, lot);
    await abandonLot(database.base, lot);
    await expect(publishLot(database.base, lot)).rejects.toMatchObject({ code: "lot-non-pret" });
    await expect(undoLot(database.base, lot)).rejects.toMatchObject({ code: "lot-non-publie" });
  });

  it("never sets aside a lot that somebody is publishing at the same moment", async () => {
    for (let tour = 0; tour < 5; tour++) {
      const lot = await stageRows(database.base, "sne-attributions", rowsOf(30 + tour, 1));
      const outcomes = await Promise.allSettled([publishLot(database.base, lot), abandonLot(database.base, lot)]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const statut = (await database.base.lots.find(lot))?.statut;
      const pointed = (await database.base.lots.publications(EPCI)).some((publication) => publication.lot === lot);
      expect([statut, pointed]).toEqual(statut === "publie" ? ["publie", true] : ["abandonne", false]);
    }
  });

  it("asks for a confirmation when the stock falls by more than 20 %", async () => {
    const before = await stageRows(
      database.base,
      "rpls",
      Array.from({ length: 10 }, (_, i) => logement({}, i)),
      { periode: "2016" },
    );
    await publishLot(database.base, before);
    const short = await stageRows(
      database.base,
      "rpls",
      Array.from({ length: 7 }, (_, i) => logement({}, i)),
      { periode: "2017", fichier: "court.csv" },
    );
    await expect(publishLot(database.base, short)).rejects.toMatchObject({ code: "a-confirmer" });
    expect(
      (await database.base.lots.anomalies({ epci: EPCI, id: short })).find((row) => row.code === "logement-disparu")
        ?.lignes,
    ).toBe(3);
    expect((await publishLot(database.base, short, { confirme: true })).statut).toBe("publie");
  });
});

describe("what a lot feeds is rebuilt", () => {
  const unlocated = [
    attribution({ situationDeclaree: "inconnue", numeroRpls: "R1" }, 1),
    attribution({ situationDeclaree: "inconnue", numeroRpls: "R2" }, 2),
  ];
  const stock = [logement({ longitude: 4.95, latitude: 48.63 }, 1), logement({ longitude: 5.1, latitude: 48.5 }, 2)];

  it("locates by the point in the perimeter, whatever comes first", async () => {
    const lot = await stageRows(database.base, "sne-attributions", unlocated);
    await publishLot(database.base, lot);
    expect((await bilan2017()).nonLocalisees.total).toBe(2);
    await publishLot(database.base, await stageRows(database.base, "rpls", stock, { periode: "2017" }));
    expect((await bilan2017()).nonLocalisees.total, "no perimeter: nothing is computed").toBe(2);
    const qpv = await stageRows(database.base, "qpv", [QPV_CARRE], { profil: "qpv-2015" });
    await publishLot(database.base, qpv);
    const after = await bilan2017();
    expect([after.nonLocalisees.total, after.qpv.assiette, after.horsQpv.assiette]).toEqual([0, 1, 1]);
    expect(after.parc).toMatchObject({ millesime: "2017", qpv: 1, horsQpv: 1 });
    await undoLot(database.base, qpv);
    expect((await bilan2017()).nonLocalisees.total).toBe(2);
  });

  it("keeps what the file declares, and counts the disagreement with the point", async () => {
    await publishLot(database.base, await stageRows(database.base, "qpv", [QPV_CARRE], { profil: "qpv-2015" }));
    await publishLot(database.base, await stageRows(database.base, "rpls", stock, { periode: "2017" }));
    const declared = [attribution({ situationDeclaree: "hors-qpv", numeroRpls: "R1" }, 1)];
    await publishLot(database.base, await stageRows(database.base, "sne-attributions", declared));
    const bilan = await bilan2017();
    expect(bilan.horsQpv.assiette).toBe(1);
    expect(bilan.desaccords.situation).toBe(1);
  });

  it("computes the quartile once the threshold is known, else keeps the declared one", async () => {
    const lot = await stageRows(database.base, "sne-attributions", [
      attribution({ quartileDeclare: "q1", revenuMensuel: 1500, uniteConso: 1 }, 1),
    ]);
    await publishLot(database.base, lot);
    expect((await bilan2017()).horsQpv.realise).toBe(1);
    const seuil = {
      epci: EPCI,
      libelle: null,
      annee: 2017,
      seuilAnnuelUc: 7228,
      arrete: null,
      dateEffet: "2017-01-01",
    };
    await publishLot(database.base, await stageRows(database.base, "seuils", [seuil]));
    const after = await bilan2017();
    expect([after.horsQpv.realise, after.seuilPremierQuartile, after.desaccords.quartile]).toEqual([0, 7228, 1]);
  });

  it("rebuilds the stock that an undo brings back, with the perimeters published meanwhile", async () => {
    const publish = async (lot: number) => publishLot(database.base, lot);
    await publish(await stageRows(database.base, "rpls", stock, { periode: "2017" }));
    const corrected = await stageRows(database.base, "rpls", stock.slice(0, 1), {
      periode: "2017",
      fichier: "corrige.csv",
    });
    await publish(corrected);
    await publish(await stageRows(database.base, "qpv", [QPV_CARRE], { profil: "qpv-2015" }));
    await undoLot(database.base, corrected);
    expect((await bilan2017()).parc).toMatchObject({ logements: 2, qpv: 1, horsQpv: 1, inconnue: 0 });
  });

  it("takes the threshold and the objective of the last file published, whatever their line", async () => {
    const seuil = {
      epci: EPCI,
      libelle: null,
      annee: 2017,
      seuilAnnuelUc: 7228,
      arrete: null,
      dateEffet: "2017-01-01",
    };
    const objectif = {
      epci: EPCI,
      annee: 2017,
      bailleur: null,
      objet: "hors-qpv" as const,
      taux: 0.21,
      nombre: null,
      acte: "convention",
      contingent: null,
      lieu: null,
      du: null,
      au: null,
      depuis: "2017-01-01",
    };
    const publish = async (lot: number) => publishLot(database.base, lot);
    // In the first files, the year is on a later line than in the corrections.
    await publish(await stageRows(database.base, "seuils", [{ ...seuil, annee: 2016 }, seuil]));
    await publish(await stageRows(database.base, "objectifs", [{ ...objectif, annee: 2016 }, objectif]));
    await publish(await stageRows(database.base, "seuils", [{ ...seuil, seuilAnnuelUc: 9000 }], { fichier: "s.csv" }));
    await publish(await stageRows(database.base, "objectifs", [{ ...objectif, taux: 0.23 }], { fichier: "o.csv" }));
    await publish(
      await stageRows(database.base, "sne-attributions", [attribution({ revenuMensuel: 700, uniteConso: 1 }, 1)]),
    );
    const bilan = await bilan2017();
    expect([bilan.seuilPremierQuartile, bilan.horsQpv.cible?.taux]).toEqual([9000, 0.23]);
    expect(bilan.horsQpv.premierQuartile, "the fact uses the same threshold as the bilan shows").toBe(1);
  });

  it("leaves a lease of another year to that year's file", async () => {
    const rows = [...rowsOf(19, 3), attribution({ bailSigneLe: "2018-01-02" }, 99)];
    await publishLot(database.base, await stageRows(database.base, "sne-attributions", rows));
    expect((await bilan2017()).total).toBe(19);
    expect((await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2018), bailleur: null })).total).toBe(
      0,
    );
  });
});

describe("publishing all that is ready", () => {
  const epci = EPCI;
  const find = async (id: number) => {
    const lot = await database.base.lots.find(id);
    if (!lot) throw new Error(`no lot ${id}`);
    return lot;
  };
  /** When each file was published is not what is compared. */
  const undated = (bilan: Bilan | null) => bilan && { ...bilan, sources: bilan.sources.length };
  const stageTout = async () => [
    await stageRows(database.base, "rpls", [logement({}, 1), logement({}, 2)], { periode: "2017" }),
    await stageRows(database.base, "sne-attributions", rowsOf(8, 2)),
    await stageRows(database.base, "qpv", [QPV_CARRE]),
  ];

  it("tells what all of them change together, changes nothing by telling, then is what was told", async () => {
    const ids = await stageTout();
    const { avant, apres } = await previewLots(database.base, epci, await Promise.all(ids.map(find)));
    expect(avant).toBeNull();
    expect((await bilan2017()).total).toBe(0);
    const publies = await publishLots(database.base, epci, ids);
    expect(publies.map(({ id }) => id)).toEqual(ids.toSorted((a, b) => a - b));
    expect(undated(await bilan2017())).toEqual(undated(apres));
    expect((await find(ids[0] ?? 0)).statut).toBe("publie");
  });

  it("gives the same facts as one after the other, whatever the order", async () => {
    const ids = await stageTout();
    await publishLots(database.base, epci, ids.toReversed());
    const ensemble = undated(await bilan2017());
    for (const id of ids.toReversed()) await undoLot(database.base, id);
    for (const id of ids) await publishLot(database.base, id);
    expect(undated(await bilan2017())).toEqual(ensemble);
  });

  it("publishes none when one cannot be", async () => {
    const [premier = 0, ...ids] = await stageTout();
    await abandonLot(database.base, premier);
    await expect(publishLots(database.base, epci, [premier, ...ids])).rejects.toMatchObject({ code: "lot-non-pret" });
    await expect(publishLots(database.base, epci, [])).rejects.toMatchObject({ code: "rien-a-publier" });
    await expect(publishLots(database.base, "200034718", ids)).rejects.toMatchObject({ code: "lot-inconnu" });
    expect((await bilan2017()).total).toBe(0);
  });

  it("asks to look at what is doubtful, once for all", async () => {
    const ids = await stageTout();
    await database.pool.query("update lot set a_confirmer = $1 where id = $2", [
      JSON.stringify({ code: "parc-en-baisse", message: "Le parc baisse. Regardez." }),
      ids[0],
    ]);
    await expect(publishLots(database.base, epci, ids)).rejects.toMatchObject({ code: "a-confirmer" });
    await publishLots(database.base, epci, ids, { confirme: true });
    expect((await bilan2017()).total).toBe(8);
  });

  it("of two people who publish the same files at once, one does", async () => {
    const ids = await stageTout();
    const outcomes = await Promise.allSettled([1, 2].map(() => publishLots(database.base, epci, ids)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await bilan2017()).total).toBe(8);
  });
});
