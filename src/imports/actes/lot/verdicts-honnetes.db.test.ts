// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { exportRejets } from "#donnees/actes/lot/export-rejets.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { A_CORRIGER } from "#donnees/formats/reprise.ts";
import type { AttributionRow } from "#donnees/formats/rows.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import { cumulPeriode, yearPeriode } from "#socle/regles/shared/periode.ts";
import { changeColumn, csv, RPLS } from "../../../../test/corpus/references.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  attribution,
  EPCI,
  logement,
  openTerritoireEssai,
  QPV_CARRE,
  stageRows,
} from "../../../../test/fixtures/lots.ts";
import { recordLocalisations, undoLocalisation } from "../localisation/localiser.ts";
import { type ImportDeps, receiveFichier } from "./import-lot.ts";
import { publishLot } from "./publish-lot.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const bilanOf = (annee = 2017) =>
  computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });

async function publish(
  ...args: Parameters<typeof stageRows> extends [unknown, ...infer R] ? R : never
): Promise<number> {
  const lot = await stageRows(database.base, ...args);
  await publishLot(database.base, lot, { confirme: true });
  return lot;
}

const anomaliesOf = async (lot: number) => {
  const { anomalies } = await lotReport(database.base, lot);
  return anomalies.map(({ code, lignes }) => [code, lignes]);
};

/** Spread over the four quarters: a year is judged once all of it is published. */
const MOIS = ["02", "05", "08", "11"];
const rows = (nombre: number, given: Partial<AttributionRow>, from: number) =>
  Array.from({ length: nombre }, (_, i) => attribution({ bailSigneLe: `2017-${MOIS[i % 4]}-10`, ...given }, from + i));

/** 73 of the first quartile, 23 rehoused of the others, 280 that do not count: 96 of 376. */
const fichier = (given: Partial<AttributionRow> = {}) => [
  ...rows(73, { quartileDeclare: "q1", revenuMensuel: 300, ...given }, 0),
  ...rows(23, { relogement: "oui", ...given }, 100),
  ...rows(280, given, 200),
];

describe("the same leases, the second time without the column that says who is rehoused", () => {
  it("are no longer judged as if nobody were, and the import says what is missing", async () => {
    await publish("sne-attributions", fichier());
    const avec = await bilanOf();
    expect(avec.horsQpv).toMatchObject({ realise: 96, assiette: 376, verdict: "atteint", manque: 0, suffit: null });
    expect(avec.horsQpv.inconnus).toEqual({ total: 0, situation: 0, ressources: 0, relogement: 0, doublon: 0 });

    const lot = await publish("sne-attributions", fichier({ relogement: "inconnu" }), { fichier: "sans.csv" });
    const sans = await bilanOf();
    expect(sans.horsQpv).toMatchObject({
      realise: 73,
      assiette: 376,
      verdict: "indecidable",
      bornes: [73 / 376, 1],
      inconnus: { total: 303, situation: 0, ressources: 0, relogement: 303, doublon: 0 },
    });
    expect(await anomaliesOf(lot)).toEqual([["relogement-inconnu", 376]]);
  });

  it("half of its cells blank: undecided too, with what the other half tells", async () => {
    const moitie = fichier().map((row, i) => (i % 2 === 0 ? { ...row, relogement: "inconnu" as const } : row));
    const lot = await publish("sne-attributions", moitie);
    const { horsQpv } = await bilanOf();
    // Of the 23 rehoused, the file still tells 12.
    expect(horsQpv).toMatchObject({ realise: 85, assiette: 376, verdict: "indecidable" });
    expect(await anomaliesOf(lot)).toEqual([["relogement-inconnu", 188]]);
  });

  it("says apart what is missing of the side and of the resources, on signed leases alone", async () => {
    const lot = await stageRows(database.base, "sne-attributions", [
      ...rows(2, { situationDeclaree: "inconnue" }, 0),
      ...rows(3, { quartileDeclare: "inconnu", revenuMensuel: null }, 10),
      ...rows(4, { quartileDeclare: "q1", revenuMensuel: null }, 20),
      ...rows(5, { quartileDeclare: "inconnu", revenuMensuel: 0 }, 30),
      ...rows(1, { situationDeclaree: "inconnue", relogement: "inconnu", bailSigneLe: null }, 40),
      ...rows(40, {}, 50),
    ]);
    expect(await anomaliesOf(lot)).toEqual([
      ["ressources-inconnu", 3],
      ["situation-inconnu", 2],
      ["bail-non-signe", 1],
    ]);
  });
});

describe("leases of a commune outside the territory", () => {
  it("are kept, listed, and in no count", async () => {
    const lot = await publish("sne-attributions", [
      ...rows(20, { quartileDeclare: "q1", revenuMensuel: 300 }, 0),
      ...rows(5, { commune: "51649", quartileDeclare: "q1", revenuMensuel: 300 }, 30),
      ...rows(1, { commune: "51123" }, 40),
      ...rows(2, { commune: null }, 50),
    ]);
    const bilan = await bilanOf();
    expect([bilan.total, bilan.horsQpv.realise, bilan.horsQpv.assiette]).toEqual([22, 20, 22]);
    expect(bilan.horsTerritoire).toEqual([
      { commune: "51649", baux: 5 },
      { commune: "51123", baux: 1 },
    ]);
    expect(bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes.map(({ code }) => code)).toEqual([
      "52448",
      "inconnu",
    ]);
    expect(await anomaliesOf(lot)).toContainEqual(["commune-hors-territoire", 6]);
    const [travailleurs, flux] = await Promise.all([
      database.base.publics.travailleurs({ epci: EPCI, annee: 2017, bailleur: null }),
      database.base.contingents.bilan(EPCI, 2017, null),
    ]);
    const sum = (rows: readonly { readonly nombre: number }[]) => rows.reduce((total, { nombre }) => total + nombre, 0);
    expect([sum(travailleurs), sum(flux), (await lotReport(database.base, lot)).bauxComptes]).toEqual([22, 22, 22]);
  });
});

const sansSituation = (given: Partial<AttributionRow> = {}) =>
  attribution({ situationDeclaree: "inconnue", adresse: "1 rue du Lac", ...given }, 0);

describe("the side of a dwelling that nobody located", () => {
  beforeEach(async () => {
    await publish("qpv", [QPV_CARRE], { periode: "2015" });
  });

  it("is outside in a commune without a priority neighbourhood, told apart from what is declared", async () => {
    await publish("sne-attributions", [sansSituation({ commune: "52550" }), attribution({}, 1)]);
    const bilan = await bilanOf();
    expect(bilan.horsQpv).toMatchObject({ assiette: 2, etat: { realise: 0, assiette: 1 } });
    expect([bilan.deduites, bilan.nonLocalisees.total, bilan.desaccords.deduction]).toEqual([1, 0, 0]);
    expect(await database.base.localisations.deduites(EPCI)).toMatchObject([
      { situation: "hors-qpv", motif: "commune-sans-qpv", lignes: 1, annees: [2017] },
    ]);
  });

  it("is that of the bailleur's whole stock: probable with one vintage, retained with the next", async () => {
    await publish("rpls", rowsOfParc("hors-qpv"), { periode: "2017" });
    await publish("sne-attributions", [sansSituation(), attribution({}, 1)]);
    expect((await bilanOf()).nonLocalisees).toMatchObject({ total: 1, probablesHorsQpv: 1, probablesQpv: 0 });
    expect((await bilanOf()).horsQpv).toMatchObject({ assiette: 1, etat: null });

    await publish("rpls", rowsOfParc("hors-qpv"), { periode: "2018", fichier: "rpls-2018.csv" });
    const bilan = await bilanOf();
    expect([bilan.deduites, bilan.nonLocalisees.total, bilan.horsQpv.assiette]).toEqual([1, 0, 2]);
  });

  it("never goes against what the file declares: the disagreement is counted", async () => {
    await publish("rpls", rowsOfParc("hors-qpv"), { periode: "2017" });
    await publish("rpls", rowsOfParc("hors-qpv"), { periode: "2018", fichier: "rpls-2018.csv" });
    await publish("sne-attributions", [attribution({ situationDeclaree: "qpv" }, 0), attribution({}, 1)]);
    const bilan = await bilanOf();
    expect([bilan.qpv.assiette, bilan.deduites, bilan.desaccords.deduction]).toEqual([1, 0, 1]);
  });

  it("is set aside by whoever knows better, and is deduced again once that is taken back", async () => {
    await publish("sne-attributions", [sansSituation({ commune: "52550" })]);
    const [deduite] = await database.base.localisations.deduites(EPCI);
    const { ids } = await recordLocalisations(database.base, EPCI, [
      {
        cleAdresse: deduite?.cleAdresse ?? "",
        situation: "inconnue",
        residence: null,
        identRep: null,
        motif: "immeuble vendu",
        relu: true,
      },
    ]);
    expect((await bilanOf()).nonLocalisees).toMatchObject({ total: 1, probablesHorsQpv: 0 });
    expect(await database.base.localisations.aLocaliser(EPCI)).toMatchObject([{ probable: null, lignes: 1 }]);
    expect(await database.base.localisations.history(EPCI)).toMatchObject([
      { situationAvant: "hors-qpv", situation: "inconnue", motif: "immeuble vendu" },
    ]);
    await undoLocalisation(database.base, EPCI, ids[0] ?? 0);
    expect((await bilanOf()).deduites).toBe(1);
  });

  it("of which nothing is deduced, is still unknown once the bailleur was asked, and says when", async () => {
    await publish("sne-attributions", [sansSituation()]);
    const [seule] = await database.base.localisations.aLocaliser(EPCI);
    const inconnue = { situation: "inconnue", residence: null, identRep: null, motif: "x", relu: true } as const;
    await recordLocalisations(database.base, EPCI, [{ ...inconnue, cleAdresse: seule?.cleAdresse ?? "" }]);
    const [demandee] = await database.base.localisations.aLocaliser(EPCI);
    expect([seule?.interrogeeLe, demandee?.interrogeeLe]).toEqual([null, expect.stringMatching(/^\d{4}-/)]);
  });
});

function rowsOfParc(situationDeclaree: "qpv" | "hors-qpv") {
  return Array.from({ length: 3 }, (_, i) => logement({ situationDeclaree, adresse: `${i} rue Miquelon` }, i));
}

describe("perimeters that are not ours", () => {
  it("never take the place of ours", async () => {
    await publish("qpv", [QPV_CARRE], { periode: "2015" });
    await expect(
      stageRows(database.base, "qpv", [], { periode: "2015", fichier: "autre.geojson" }),
    ).rejects.toMatchObject({
      code: "perimetres-d-ailleurs",
    });
    expect((await database.base.faits.perimetres(EPCI)).map(({ code }) => code)).toEqual([QPV_CARRE.code]);
  });

  it("may say that there is none, once a person has confirmed it", async () => {
    const lot = await stageRows(database.base, "qpv", [], { periode: "2015" });
    await expect(publishLot(database.base, lot)).rejects.toMatchObject({ code: "a-confirmer" });
    await publishLot(database.base, lot, { confirme: true });
    await publish("sne-attributions", [sansSituation()]);
    expect((await bilanOf()).deduites).toBe(1);
  });
});

describe("a file of which no line can be used", () => {
  const deps = (): ImportDeps => ({
    base: database.base,
    horloge: { aujourdhui: () => "2019-06-01", maintenant: () => "2019-06-01T10:00:00.000Z" },
    hash: (numero) => `clé de ${numero}`,
  });
  const receive = (octets: string) =>
    receiveFichier(deps(), { fichier: fichierOf("tout-faux-2017.csv", Buffer.from(octets)), epci: EPCI });
  const FAUX = csv(changeColumn(RPLS, "DEPCOM", () => "XXXXX"));

  it("is refused, and keeps its lines with their reasons for whoever has to correct it", async () => {
    const { lot, fini } = await receive(FAUX);
    await expect(fini).rejects.toMatchObject({ code: "aucune-ligne" });
    const { lot: refuse, anomalies } = await lotReport(database.base, lot);
    expect(refuse).toMatchObject({
      statut: "refuse",
      lignesLues: RPLS.lignes.length,
      rejetees: RPLS.lignes.length,
      acceptees: 0,
      refus: { code: "aucune-ligne" },
    });
    expect(anomalies.map(({ lignes }) => lignes)).toEqual([RPLS.lignes.length]);
    const parts: Buffer[] = [];
    for await (const part of exportRejets(database.base, refuse)) parts.push(Buffer.from(part));
    const [entete = "", ...lignes] = Buffer.concat(parts).toString("utf8").trim().split("\n");
    expect([entete.includes(A_CORRIGER), lignes.length]).toEqual([true, RPLS.lignes.length]);
    expect(lignes[0]).toContain("XXXXX");
    await expect(publishLot(database.base, lot)).rejects.toMatchObject({ code: "lot-non-pret" });
  });

  it("may be deposited again once it is corrected, and even as it is", async () => {
    const premier = await receive(FAUX);
    await expect(premier.fini).rejects.toMatchObject({ code: "aucune-ligne" });
    const second = await receive(FAUX);
    await expect(second.fini).rejects.toMatchObject({ code: "aucune-ligne" });
    expect(second.lot).not.toBe(premier.lot);
    expect((await (await receive(csv(RPLS))).fini).statut).toBe("pret");
  });
});

describe("a year of which a quarter is not published", () => {
  const beside = rows(40, { quartileDeclare: "q1", revenuMensuel: 300 }, 0);

  it("is under way whatever the rest, and says which quarter is missing; its whole quarters are judged", async () => {
    await publish(
      "sne-attributions",
      beside.filter(({ bailSigneLe }) => bailSigneLe !== "2017-11-10"),
    );
    const bilan = await bilanOf();
    expect([bilan.horsQpv.verdict, bilan.horsQpv.suffit, bilan.horsQpv.realise]).toEqual(["en-cours", null, 30]);
    expect(bilan.enCours).toBe(
      "Année 2017 en cours : aucun bail du T4 n’est publié. Ce qui est compté est le compte à ce jour ; rien n’est jugé avant la fin.",
    );
    expect(bilan.trimestres.map(({ code, horsQpv }) => [code, horsQpv.verdict])).toEqual([
      ["T1", "atteint"],
      ["T2", "atteint"],
      ["T3", "atteint"],
    ]);
    const depuis = { epci: EPCI, periode: cumulPeriode(2017, 3), bailleur: null };
    expect((await computeBilan(database.base, depuis)).horsQpv.verdict).toBe("atteint");
  });

  it("is whole once the file of that quarter is, and not when it was taken in before the quarter was over", async () => {
    await publish("sne-attributions", beside);
    expect((await bilanOf()).enCours).toBeNull();
    await database.pool.query("update lot set depose_le = '2017-12-31T22:30:00Z'");
    expect((await bilanOf()).enCours).toContain(
      "le T4 n’était pas fini quand « sne-attributions.csv » a été déposé, le 31 décembre 2017",
    );
    await database.pool.query("update lot set depose_le = '2017-12-31T23:30:00Z'");
    expect((await bilanOf()).enCours).toBeNull();
  });
});

describe("leases of a quarter that came after its first whole file", () => {
  const trimestre = (n: number, fichier: string, lignes: readonly AttributionRow[], rejetees = 0) =>
    publish("sne-attributions", [...lignes], { periode: `2017-T${n}`, fichier, rejetees });
  const t2 = rows(20, { bailSigneLe: "2017-05-10" }, 0);

  it("are counted, and told apart, of each bailleur its own", async () => {
    await trimestre(2, "t2.csv", t2);
    expect((await bilanOf()).tardifs).toEqual([]);
    const late = [
      ...rows(2, { bailSigneLe: "2017-06-02" }, 100),
      ...rows(1, { bailSigneLe: "2017-04-02", bailleur: "552100554" }, 200),
      ...rows(1, { bailSigneLe: "2017-04-03", commune: "51649" }, 300),
    ];
    await trimestre(2, "t2-bis.csv", [...t2, ...late]);
    const bilan = await bilanOf();
    expect([bilan.total, bilan.tardifs]).toEqual([23, [{ trimestre: 2, baux: 3 }]]);
    const autre = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: "552100554" });
    expect(autre.tardifs).toEqual([{ trimestre: 2, baux: 1 }]);
    const t1 = await computeBilan(database.base, { epci: EPCI, periode: cumulPeriode(2017, 1), bailleur: null });
    expect(t1.tardifs).toEqual([]);
  });

  it("are not those of lines that the first file held, rejected, and that were corrected since", async () => {
    await trimestre(2, "t2.csv", t2, 2);
    const corrigees = rows(2, { bailSigneLe: "2017-06-02" }, 100);
    await trimestre(2, "t2-corrige.csv", [...t2, ...corrigees]);
    expect((await bilanOf()).tardifs).toEqual([]);
    await trimestre(2, "t2-suite.csv", [...t2, ...corrigees, ...rows(1, { bailSigneLe: "2017-06-03" }, 200)]);
    expect((await bilanOf()).tardifs).toEqual([{ trimestre: 2, baux: 1 }]);
  });

  it("are still told by the file of the year, that each quarter's own file came before", async () => {
    await trimestre(2, "t2.csv", t2);
    await trimestre(3, "t3.csv", rows(5, { bailSigneLe: "2017-08-10" }, 400));
    const annee = [
      ...t2,
      ...rows(6, { bailSigneLe: "2017-08-10" }, 400),
      ...rows(3, { bailSigneLe: "2017-11-10" }, 500),
    ];
    await publish("sne-attributions", annee, { periode: "2017", fichier: "annee.csv" });
    // The fourth quarter has no file before the year's: none of its leases is late.
    expect((await bilanOf()).tardifs).toEqual([{ trimestre: 3, baux: 1 }]);
  });

  it("are not said of a file whose keys are others, nor of a correction", async () => {
    await trimestre(2, "t2.csv", t2);
    await trimestre(
      2,
      "corrige.csv",
      t2.map((row) => ({ ...row, quartileDeclare: "q1" as const })),
    );
    expect((await bilanOf()).tardifs).toEqual([]);
    await trimestre(2, "autres-cles.csv", rows(20, { bailSigneLe: "2017-05-10" }, 900));
    expect((await bilanOf()).tardifs).toEqual([]);
  });
});
