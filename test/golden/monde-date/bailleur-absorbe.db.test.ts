import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { annulerSuccession } from "#observatoire/actes/bailleur/ecrire-succession.ts";
import { voirSuccession } from "#observatoire/lectures/bailleur/voir-succession.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../database.ts";
import { baux, PREMIER, publish } from "../../fixtures/annee-2019.ts";
import { EPCI, logement, openTerritoireEssai } from "../../fixtures/lots.ts";
import { absorption, ecrire, HAMARIS, OPH, openConvention } from "../../fixtures/successions.ts";

/**
 * Scenario (d): Hamaris is absorbed by the OPH on 1 January 2019. The signed table gives the OPH 30 leases a year hors QPV (25 % of the 120 of 2017) and
 * Hamaris 32 (« 25 % » of 130, which are 24.6 %).
 *
 * Leases hors QPV: in 2018, 120 of the OPH (31 of the first quartile) and 130 of Hamaris (20); in 2019, 180 of the OPH (50), and 20 that a late file still
 * writes under Hamaris's SIREN (7), half of each half-year.
 *
 * As of then: 2018, the OPH 31 for 30, Hamaris 20 for 32, 12 missing; 2019, the OPH alone, 57 of 200 for 30 + 32 = 62, 5 missing.
 * As of now: 2018, the OPH 51 of 250 for 62, 11 missing. Before the act: in 2019 Hamaris, which is no more, 7 for 32, 25 missing.
 */
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await openConvention(database);
  await publish(database, "sne-attributions", [...signed(2018, OPH, 31, 89), ...signed(2018, HAMARIS, 20, 110)], {
    periode: "2018",
  });
  await publish(database, "sne-attributions", [...signed(2019, OPH, 50, 130), ...signed(2019, HAMARIS, 7, 13)], {
    periode: "2019",
  });
});
afterEach(() => database.drop());

let rang = 0;
function signed(annee: number, bailleur: string, premiers: number, autres: number, mois?: readonly string[]) {
  rang += 1000;
  const given = { bailleur, situationDeclaree: "hors-qpv" } as const;
  return [
    ...baux(premiers, { ...PREMIER, ...given }, rang, mois, annee),
    ...baux(autres, { quartileDeclare: "q2-4", revenuMensuel: 3000, ...given }, rang + 500, mois, annee),
  ];
}

const bilan = (annee: number, vue: VueBailleurs = "alors", bailleur: string | null = null) =>
  computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur, vue });

/** SIREN, first quartile of all, what the convention asks, what is missing. */
async function lines(annee: number, vue: VueBailleurs = "alors") {
  const { bailleurs } = await bilan(annee, vue);
  return bailleurs
    .map(({ siren, horsQpv: { realise, assiette, cible } }) => [
      siren,
      realise,
      assiette,
      cible?.attendu,
      cible?.manque,
    ])
    .sort();
}

const effort = (annee: number, vue: VueBailleurs = "alors") =>
  computeEffort(database.base, {
    epci: EPCI,
    annee,
    bailleur: null,
    dernierMois: null,
    prior: "jeffreys",
    attentes: new Map(),
    vue,
  });

const AVANT = [
  [OPH, 50, 180, 30, 0],
  [HAMARIS, 7, 20, 32, 25],
];

describe("Hamaris absorbed by the OPH on 1 January 2019", () => {
  it("leaves nothing missing to a body that is no more, and carries its objective", async () => {
    expect(await lines(2019)).toEqual(AVANT);
    await ecrire(database);
    expect(await lines(2019)).toEqual([[OPH, 57, 200, 62, 5]]);
    const [ligne] = (await bilan(2019)).bailleurs;
    expect(ligne?.horsQpv.cible).toMatchObject({
      taux: 0.25,
      nombre: 62,
      verdict: "non-atteint",
      acte: "Convention, avec l’objectif de SIREN 999000029 depuis le 1er janvier 2019 (décret du 12 décembre 2018)",
    });
  });

  it("answers on 2018 as of then and as of now", async () => {
    await ecrire(database);
    expect(await lines(2018)).toEqual([
      [OPH, 31, 120, 30, 0],
      [HAMARIS, 20, 130, 32, 12],
    ]);
    expect(await lines(2018, "aujourdhui")).toEqual([[OPH, 51, 250, 62, 11]]);
    expect(await lines(2019, "aujourdhui")).toEqual(await lines(2019));
    expect((await bilan(2018, "aujourdhui", OPH)).horsQpv).toMatchObject({ realise: 51, assiette: 250 });
  });

  it("changes nothing of the territory's own count, as of then nor as of now", async () => {
    const before = await bilan(2018);
    await ecrire(database);
    for (const vue of ["alors", "aujourdhui"] as const) {
      const { horsQpv, total } = await bilan(2018, vue);
      expect([total, horsQpv.realise, horsQpv.assiette]).toEqual([
        before.total,
        before.horsQpv.realise,
        before.horsQpv.assiette,
      ]);
    }
  });

  it("is in the effort what it is in the bilan", async () => {
    await ecrire(database);
    for (const [annee, vue] of [
      [2018, "alors"],
      [2018, "aujourdhui"],
      [2019, "alors"],
    ] as const) {
      const bloc = (await effort(annee, vue)).blocs.find(({ objet }) => objet === "hors-qpv");
      const told = bloc?.lignes.map(({ porteur, lecture, cible }) => [
        porteur.type === "bailleur" ? porteur.siren : null,
        lecture.realise,
        lecture.assiette,
        cible?.objectif.nombre,
      ]);
      expect(told?.toSorted()).toEqual((await lines(annee, vue)).map((line) => line.slice(0, 4)));
    }
  });

  it("expects of the OPH what both signed in the former years", async () => {
    await database.pool.query("delete from publication where periode = '2019'");
    await publish(database, "sne-attributions", signed(2019, OPH, 10, 20, ["02"]), { periode: "2019-T1" });
    const expected = async () =>
      (await effort(2019)).blocs
        .find(({ objet }) => objet === "hors-qpv")
        ?.lignes.find(({ porteur }) => porteur.type === "bailleur" && porteur.siren === OPH)?.attente.annees;
    // Of 2018, after March: 120 less the 8 and 23 of February; then 130 less 5 and 28 too.
    expect(await expected()).toEqual([{ annee: 2018, assiette: 89 }]);
    await ecrire(database);
    expect(await expected()).toEqual([{ annee: 2018, assiette: 89 + 97 }]);
  });

  it("shows its effect before it is written, and keeps nothing", async () => {
    const effet = await voirSuccession(database.base, absorption());
    expect(effet.bilan?.annee).toBe(2019);
    expect(effet.bilan?.lignes.map(({ siren, avant, apres }) => [siren, avant?.total, apres?.total ?? null])).toEqual([
      [HAMARIS, 20, null],
      [OPH, 180, 200],
    ]);
    expect(effet.objectifs.map(({ annee }) => annee)).toEqual([2019, 2019, 2020, 2020]);
    expect(effet.objectifs[0]?.lignes.map(({ siren, avant, apres }) => [siren, avant, apres])).toEqual(
      [
        [HAMARIS, "32, imprimé 25 % (en fait 24,6 %)", null],
        [OPH, "30, soit 25 %", "62, imprimé 25 % (en fait 24,8 %)"],
      ].map((row) => row.map((cell) => cell?.replaceAll(" %", "\u00a0%") ?? null)),
    );
    expect(await lines(2019)).toEqual(AVANT);
    expect(await database.base.bailleurs.actes(EPCI)).toEqual([]);
  });

  it("is taken back: everything is as it was, and the act stays in the history", async () => {
    await ecrire(database);
    const [acte] = await database.base.bailleurs.actes(EPCI);
    await annulerSuccession(database.base, { epci: EPCI, id: acte?.id ?? 0 });
    expect(await lines(2019)).toEqual(AVANT);
    expect((await database.base.bailleurs.actes(EPCI)).map(({ annuleLe }) => annuleLe !== null)).toEqual([true]);
    await expect(annulerSuccession(database.base, { epci: EPCI, id: acte?.id ?? 0 })).rejects.toMatchObject({
      code: "succession-inconnue",
    });
  });

  it("closes the objective when the act says so", async () => {
    await ecrire(database, { objectifs: "clos" });
    expect(await lines(2019)).toEqual([[OPH, 57, 200, 30, 0]]);
  });
});

describe("the same on 1 July 2019", () => {
  it("holds each to its own days, on its own leases", async () => {
    await ecrire(database, { jour: "2019-07-01" });
    const { bailleurs } = await bilan(2019);
    const parts = (siren: string) =>
      bailleurs
        .find((one) => one.siren === siren)
        ?.horsQpv.cible?.parts?.map(({ du, au, taux, realise, assiette, attendu }) => [
          du,
          au,
          taux,
          realise,
          assiette,
          attendu,
        ]);
    // Two of the four months of each are before July: 26 and 65 of the OPH, 4 and 7 of Hamaris; then 24 + 3 and 65 + 6.
    expect(parts(HAMARIS)).toEqual([["2019-01-01", "2019-06-30", 0.25, 4, 11, 3]]);
    expect(parts(OPH)).toEqual([
      ["2019-01-01", "2019-06-30", 0.25, 26, 92, 23],
      ["2019-07-01", "2019-12-31", 0.25, 27, 97, 25],
    ]);
  });
});

describe("what follows the résidence", () => {
  it("keeps its key from one owner to the next, with what people wrote of it", async () => {
    const stock = (bailleur: string, bailleurNom: string) =>
      Array.from({ length: 10 }, (_, i) => logement({ bailleur, bailleurNom, residence: "Les Érables" }, i));
    await publish(database, "rpls", stock(HAMARIS, "Hamaris"), { periode: "2018" });
    const { rows } = await database.pool.query(
      "insert into organisation (type, nom, siren) values ('bailleur', 'Hamaris', $1) returning id",
      [HAMARIS],
    );
    const remontee = await database.base.remontees.add(EPCI, {
      commune: "52448",
      residence: { cle: "52448-les-erables", nom: "Les Érables" },
      bailleur: HAMARIS,
      observeeLe: "2018-06-01",
      type: "bruit",
      gravite: "faible",
      recurrente: "oui",
      texte: null,
      organisation: rows[0].id,
    });
    await ecrire(database, { parts: [{ vers: OPH, nom: "OPH", part: null, communes: [], residences: [] }] });
    const held = await database.base.parc.residences(EPCI, "2018");
    expect(
      held.map(({ cle, bailleur, bailleurNom, bailleurAvant }) => [cle, bailleur, bailleurNom, bailleurAvant]),
    ).toEqual([["52448-les-erables", OPH, "OPH", "Hamaris"]]);
    expect((await database.base.remontees.find(EPCI, remontee))?.bailleur).toBe(OPH);
    await publish(database, "rpls", stock(OPH, "OPH"), { periode: "2020" });
    expect(
      (await database.base.parc.residences(EPCI, "2020")).map(({ cle, bailleurAvant }) => [cle, bailleurAvant]),
    ).toEqual([["52448-les-erables", null]]);
    // Without the act, they are two résidences of one name.
    const [acte] = await database.base.bailleurs.actes(EPCI);
    await annulerSuccession(database.base, { epci: EPCI, id: acte?.id ?? 0 });
    expect((await database.base.parc.residences(EPCI, "2020")).map(({ cle }) => cle)).toEqual(["52448-les-erables--2"]);
    expect((await database.base.remontees.find(EPCI, remontee))?.bailleur).toBe(HAMARIS);
  });
});
