import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttributionRow, ObjectifRow } from "#donnees/formats/rows.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { parsePeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTestApp, OFFICIER } from "../../../test/fixtures/http.ts";
import { attribution, BAILLEUR, EPCI, logement, openTerritoireEssai, stageRows } from "../../../test/fixtures/lots.ts";
import { textOf } from "../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { cellulesHorsQpv, resultatsOf } from "../../../test/fixtures/resultats.ts";
import { computeBilan } from "./compute-bilan.ts";
import { draftCommentaires } from "./rapport/draft-commentaires.ts";

/** Printed verdicts of a year against its unknown facts: on the page, in the PDF, in the object behind them. */
let database: TestDatabase;
let essai = 0;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const AUTRE = "552100554";
const MOIS = ["02", "05", "08", "11"];
const SANS_T4 = ["02", "05", "08"];
const Q1 = { quartileDeclare: "q1", revenuMensuel: 300 } as const;
const rows = (nombre: number, given: Partial<AttributionRow>, from: number, mois = MOIS, annee = 2019) =>
  Array.from({ length: nombre }, (_, i) =>
    attribution({ bailSigneLe: `${annee}-${mois[i % mois.length]}-10`, ...given }, from + i),
  );

async function publish(
  source: Parameters<typeof stageRows>[1],
  lignes: Parameters<typeof stageRows>[2],
  periode = "2019",
  deposeLe?: string,
): Promise<void> {
  essai += 1;
  const lot = await stageRows(database.base, source, lignes, { periode, fichier: `${source}-${essai}.csv` });
  if (deposeLe) await database.pool.query("update lot set depose_le = $1 where id = $2", [deposeLe, lot]);
  await publishLot(database.base, lot, { confirme: true });
}

const TABLE = cellulesHorsQpv(40, 60);
const objectif = (given: Partial<ObjectifRow>): ObjectifRow => ({
  epci: EPCI,
  annee: 2019,
  bailleur: null,
  objet: "hors-qpv",
  taux: null,
  nombre: null,
  acte: "Convention",
  depuis: "2018-10-05",
  contingent: null,
  lieu: null,
  du: null,
  au: null,
  ...given,
});

const bilan = (code = "annee", annee = 2019) =>
  computeBilan(database.base, { epci: EPCI, periode: parsePeriode(annee, code), bailleur: null });
const ask = (suite: string) =>
  createTestApp(database.bases, {}, OFFICIER).request(`/t/${EPCI}/${suite}`, { headers: { accept: "text/html" } });
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ");
const page = async (suite = "bilan?annee=2019") => plain(textOf(await (await ask(suite)).text()));
/** null: no PDF reader here. */
const pdf = async (suite = "bilan.pdf?annee=2019") => {
  const text = textOfPdf(new Uint8Array(await (await ask(suite)).arrayBuffer()));
  return text === null ? "" : plain(text);
};
/** The text on objectives, on the page and in the PDF, before their methods. */
const both = async () => [await page(), await pdf()];

describe("a year under way", () => {
  it("is so on a side of which nothing is counted yet, and nothing is missing there", async () => {
    await publish("objectifs", [objectif({ nombre: 40 }), objectif({ nombre: 10, bailleur: BAILLEUR })], "2018");
    const enQpv = rows(6, { situationDeclaree: "qpv" }, 0, ["02", "05"]);
    await publish("sne-attributions", enQpv, "2019", "2019-07-10T10:00:00Z");
    const { horsQpv, bailleurs } = await bilan();
    expect([horsQpv.verdict, horsQpv.cible?.verdict]).toEqual(["en-cours", "en-cours"]);
    expect(bailleurs[0]?.horsQpv.cible?.verdict).toBe("en-cours");
    for (const said of await both()) expect(said).not.toMatch(/[Ii]l manque/);
  });

  it("is so for whoever has signed nothing yet, for a quarter without a file, and for a year before any", async () => {
    const sans = objectif({ nombre: 10, bailleur: AUTRE });
    await publish("rpls", [logement({ bailleur: AUTRE }, 1), logement({}, 2)]);
    await publish("objectifs", [sans, objectif({ nombre: 40, annee: 2020 })], "2018");
    await publish("sne-attributions", rows(20, Q1, 0, ["02", "05"]), "2019", "2019-07-10T10:00:00Z");
    const seul = await computeBilan(database.base, {
      epci: EPCI,
      periode: parsePeriode(2019, "annee"),
      bailleur: AUTRE,
    });
    expect([seul.horsQpv.verdict, seul.horsQpv.cible?.verdict]).toEqual(["en-cours", "en-cours"]);
    expect(seul.enCours).toMatch(/^Année 2019 en cours/);
    expect(await pdf(`bilan.pdf?annee=2019&bailleur=${AUTRE}`)).not.toContain("il manque 10");
    expect((await bilan("T3")).horsQpv.verdict).toBe("en-cours");
    expect((await bilan("annee", 2020)).horsQpv.cible?.verdict).toBe("en-cours");
    expect(await pdf("bilan.pdf?annee=2020")).not.toContain("il manque 40");
  });

  it("is held against no figure of the whole year", async () => {
    await publish("sne-attributions", [...rows(15, Q1, 0, SANS_T4), ...rows(60, {}, 100, SANS_T4)]);
    await publish("resultats", resultatsOf({ "q1-hors-qpv": 25, "q24-hors-qpv": 75 }));
    expect((await bilan()).controles.map(({ recalcule, accord }) => [recalcule, accord])).toEqual([
      ["15", null],
      ["60", null],
    ]);
  });

  it("is what the draft of the report says of its bailleurs", async () => {
    await publish("sne-attributions", [...rows(10, Q1, 0, SANS_T4), ...rows(40, {}, 100, SANS_T4)]);
    expect(draftCommentaires(await bilan()).bailleurs).toBe(
      "La période est en cours : l’objectif hors quartier n’est jugé pour aucun bailleur.",
    );
  });

  it("that the convention was written from is no reference", async () => {
    await publish("objectifs", [objectif({ taux: 0.25 }), objectif({ nombre: 25, taux: 0.25, bailleur: BAILLEUR })]);
    await publish("sne-attributions", rows(75, {}, 0, SANS_T4, 2017), "2017");
    await publish("sne-attributions", rows(40, Q1, 300));
    expect((await bilan()).controles.map(({ accord, explication }) => [accord, explication])).toEqual([
      [null, "L’année de référence, 2017, n’est pas entièrement publiée."],
      [null, "L’année de référence, 2017, n’est pas entièrement publiée."],
    ]);
  });
});

describe("two extractions that contradict each other", () => {
  const contredit = async (more: readonly AttributionRow[] = []) => {
    await publish("sne-attributions", [...rows(20, Q1, 0), ...rows(80, {}, 100), ...more]);
    await publish("resultats", resultatsOf(TABLE));
  };

  it("are why nothing is sure, and not what is unknown of some leases", async () => {
    await contredit(rows(4, { situationDeclaree: "inconnue" }, 300));
    expect((await bilan()).horsQpv).toMatchObject({ verdict: "indecidable", contredit: true, bornes: [20 / 104, 0.2] });
    const said =
      "eux extractions de l’année se contredisent sur le plancher de 25 %, quelles que soient ces attributions";
    for (const texte of await both()) {
      if (texte !== "") expect(texte).toContain(said);
      expect(texte).not.toMatch(/on ne peut pas dire si le plancher|est atteint ou non selon/);
    }
  });

  it("are said by the draft of the report", async () => {
    await contredit();
    expect(plain(draftCommentaires(await bilan()).synthese)).toContain(
      "l’objectif de 25 % est indécidable (une autre extraction dit le contraire)",
    );
  });

  it("leave no verdict to the convention's own objective, when it is what they differ by", async () => {
    await publish("objectifs", [objectif({ taux: 0.3 })], "2018");
    await publish("sne-attributions", [...rows(27, Q1, 0), ...rows(73, {}, 100)]);
    await publish("resultats", resultatsOf(TABLE));
    const { horsQpv } = await bilan();
    expect([horsQpv.verdict, horsQpv.contredit, horsQpv.cible?.verdict]).toEqual(["atteint", false, "indecidable"]);
  });

  it("leave no verdict to the four quarters either", async () => {
    await contredit();
    expect((await bilan()).cumuls.map(({ code, horsQpv }) => [code, horsQpv.verdict]).at(-1)).toEqual([
      "annee",
      "indecidable",
    ]);
    expect(await bilan("cumul-T4")).toEqual(await bilan());
  });
});

describe("a table of the same leases, that tells less of them", () => {
  const SANS = { relogement: "oui", quartileDeclare: "inconnu", revenuMensuel: null } as const;

  it("does not contradict for want of rehoused households without resources", async () => {
    await publish("sne-attributions", [...rows(12, Q1, 0), ...rows(74, {}, 100), ...rows(11, SANS, 300)]);
    const table = { ...TABLE, "q1-hors-qpv": 12, "q24-hors-qpv": 74 };
    await publish("resultats", resultatsOf({ ...table, "sans-ressources": 11 }));
    // 23 of 97 here, against the table's 12 of 86.
    expect((await bilan()).horsQpv).toMatchObject({ realise: 23, assiette: 97, verdict: "non-atteint" });
    expect((await bilan()).extractions).toEqual([]);
  });

  it("nor by a number that those households reach", async () => {
    await publish("objectifs", [objectif({ nombre: 40 })], "2018");
    await publish("sne-attributions", [...rows(30, Q1, 0), ...rows(5, {}, 100), ...rows(12, SANS, 300)]);
    await publish("resultats", resultatsOf({ ...TABLE, "q1-hors-qpv": 31, "q24-hors-qpv": 5, "sans-ressources": 12 }));
    const { horsQpv, extractions } = await bilan();
    expect([horsQpv.cible?.verdict, extractions[0]?.possibles]).toEqual(["atteint", [31, 48]]);
  });
});

describe("a table beside leases is judged as it is alone", () => {
  const AUTRES = { ...TABLE, "q1-hors-qpv": 20, "q24-hors-qpv": 80 };
  it.each([
    ["with the rehoused that it prints", { "reloges-hors-qpv": 10, "sans-ressources": 0 }, "atteint"],
    ["with those of whom it knows no resources", { "reloges-hors-qpv": 0, "sans-ressources": 30 }, "indecidable"],
  ] as const)("%s", async (_, more, verdict) => {
    await publish("resultats", resultatsOf({ ...AUTRES, ...more }));
    expect((await bilan()).horsQpv.verdict).toBe(verdict);
    await publish("sne-attributions", [...rows(33, Q1, 0), ...rows(97, {}, 100)]);
    const { horsQpv, extractions } = await bilan();
    expect([extractions[0]?.verdict, horsQpv.verdict]).toEqual([verdict, "atteint"]);
  });

  it.each([
    ["rehoused that our files do not have", 10, [], "atteint"],
    ["no rehoused, where our files have some", 0, rows(10, { relogement: "oui" }, 500), "non-atteint"],
  ] as const)("is another one by its rehoused alone: %s", async (_, reloges, more, verdict) => {
    await publish("sne-attributions", [...rows(20, Q1, 0), ...rows(80 - more.length, {}, 100), ...more]);
    await publish("resultats", resultatsOf({ ...AUTRES, "reloges-hors-qpv": reloges, "sans-ressources": 0 }));
    const { horsQpv, extractions } = await bilan();
    expect([extractions[0]?.verdict, horsQpv.contredit]).toEqual([verdict, true]);
  });

  it("is not the same in QPV because of those who are rehoused outside", async () => {
    const dedans = { situationDeclaree: "qpv" } as const;
    await publish("sne-attributions", [
      ...rows(30, dedans, 0),
      ...rows(30, { ...dedans, ...Q1 }, 100),
      ...rows(5, { relogement: "oui" }, 200),
      ...rows(5, Q1, 300),
    ]);
    await publish(
      "resultats",
      resultatsOf({ ...TABLE, "q1-hors-qpv": 5, "q24-hors-qpv": 5, "q1-qpv": 35, "q24-qpv": 25 }),
    );
    expect((await bilan()).qpv).toMatchObject({ realise: 30, assiette: 60, verdict: "indecidable", contredit: true });
  });

  it.each([
    ["rehoused that our files do not locate", { situationDeclaree: "inconnue" }, 24, {}],
    [
      "rehoused without resources, the table saying that none is",
      { quartileDeclare: "inconnu", revenuMensuel: null },
      22,
      { "sans-ressources": 0 },
    ],
  ] as const)("may have in its cells %s", async (_, given, q1, more) => {
    await publish("sne-attributions", [
      ...rows(30, Q1, 0),
      ...rows(60, {}, 100),
      ...rows(12, { relogement: "oui", ...given }, 300),
    ]);
    await publish("resultats", resultatsOf({ ...TABLE, "q1-hors-qpv": q1, "q24-hors-qpv": 100 - q1, ...more }));
    const { horsQpv, extractions } = await bilan();
    expect([extractions[0]?.verdict, horsQpv.verdict]).toEqual(["indecidable", "atteint"]);
  });

  it("knows no more of resources for printing that none is rehoused", async () => {
    const SANS = { quartileDeclare: "inconnu", revenuMensuel: null } as const;
    await publish("sne-attributions", [...rows(45, Q1, 0), ...rows(55, {}, 100), ...rows(30, SANS, 300)]);
    await publish("resultats", resultatsOf({ ...TABLE, "q1-hors-qpv": 24, "q24-hors-qpv": 76, "reloges-hors-qpv": 0 }));
    const { horsQpv, extractions } = await bilan();
    expect([extractions[0]?.verdict, horsQpv.verdict]).toEqual(["indecidable", "atteint"]);
  });

  it("that locates nothing is sure of no objective", async () => {
    await publish("objectifs", [objectif({ taux: 0.1 })], "2018");
    await publish("sne-attributions", [...rows(30, Q1, 0), ...rows(70, {}, 100)]);
    await publish("resultats", resultatsOf({ ...TABLE, "q1-hors-qpv": 0, "q24-hors-qpv": 0, "q24-inconnue": 100 }));
    expect((await bilan()).horsQpv.cible?.verdict).toBe("atteint");
  });

  it("says nothing by a cell that it prints twice, with two values", async () => {
    await publish("sne-attributions", [...rows(30, Q1, 0), ...rows(70, {}, 100)]);
    await publish("resultats", [...resultatsOf(AUTRES), ...resultatsOf({ "q1-hors-qpv": 60 })]);
    expect((await bilan()).extractions.map(({ objet }) => objet)).not.toContain("hors-qpv");
  });
});

describe("a table taken in before its year was over", () => {
  const DE_JUILLET = [resultatsOf({ ...TABLE, "q1-hors-qpv": 5 }), "2019", "2019-07-01T10:00:00Z"] as const;

  it("takes no verdict of the whole year away", async () => {
    await publish("resultats", ...DE_JUILLET);
    await publish("sne-attributions", [...rows(40, Q1, 0), ...rows(60, {}, 100)]);
    const { horsQpv, extractions } = await bilan();
    expect([horsQpv.verdict, horsQpv.contredit]).toEqual(["atteint", false]);
    expect(extractions).toMatchObject([{ verdict: "en-cours", contredit: false }]);
  });

  it("judges nothing by itself", async () => {
    await publish("resultats", ...DE_JUILLET);
    await publish("sne-attributions", rows(40, Q1, 0, ["02", "05"]), "2019", "2019-07-01T10:00:00Z");
    expect(plain((await bilan()).extractions[0]?.phrase ?? "")).toMatch(
      / : année en cours quand elle a été déposée, le 1er juillet 2019\.$/,
    );
  });
});

it("an extraction that does not tell who is rehoused leaves open those that our files do not locate", async () => {
  await publish("sne-attributions", [
    ...rows(20, { relogement: "oui" }, 0),
    ...rows(80, {}, 100),
    ...rows(30, { situationDeclaree: "inconnue", relogement: "oui" }, 300),
  ]);
  await publish("resultats", resultatsOf({ ...TABLE, "q1-hors-qpv": 0, "q24-hors-qpv": 99, "q24-inconnue": 31 }));
  // 20 of 99 + 31 at worst. At best the 30 are in its 99, and the 31 are rehoused too: it does not say which of ours it locates.
  expect((await bilan()).extractions).toMatchObject([
    { objet: "hors-qpv", verdict: "indecidable", bornes: [20 / 130, 80 / 129] },
  ]);
});

describe("what is undecided", () => {
  it("misses nothing: neither on the page, nor in the PDF, nor as a number of the year in a quarter", async () => {
    await publish("objectifs", [objectif({ nombre: 40 })], "2018");
    await publish("sne-attributions", [
      ...rows(20, Q1, 0),
      ...rows(70, {}, 100),
      ...rows(20, { ...Q1, situationDeclaree: "inconnue" }, 300),
    ]);
    for (const said of await both()) expect(said).not.toMatch(/[Ii]l manque/);
    expect(await pdf("bilan.pdf?annee=2019&periode=T1")).not.toContain("sans objet, il manque");
    const { horsQpv } = JSON.parse(await (await ask("bilan.json?annee=2019")).text());
    expect([horsQpv.manque, horsQpv.cible.manque]).toEqual([null, null]);
  });

  it("of a side of which nothing is located, is not told as nothing to count", async () => {
    await publish("sne-attributions", [...rows(20, Q1, 0), ...rows(4, { situationDeclaree: "inconnue" }, 300)]);
    expect(plain(draftCommentaires(await bilan()).synthese)).toContain(
      "En quartier prioritaire : aucune attribution comptée (100,0 %), l’objectif de 50 % est indécidable (4 non localisées).",
    );
  });

  it("with nothing located on a side, can only be reached or without object", async () => {
    await publish("sne-attributions", [...rows(20, Q1, 0), ...rows(4, { situationDeclaree: "inconnue" }, 300)]);
    expect((await bilan()).qpv).toMatchObject({ verdict: "indecidable", assiette: 0, bornes: [1, 1] });
    const said = await pdf();
    if (said !== "")
      expect(said).toContain("est atteint s’il y a une attribution à compter, sans objet s’il n’y en a pas");
  });
});
