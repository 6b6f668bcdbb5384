import { read, utils } from "@e965/xlsx";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttributionRow, ResultatRow } from "#donnees/formats/rows.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { objectif } from "../../../test/fixtures/annee-2019.ts";
import { createTestApp, OFFICIER } from "../../../test/fixtures/http.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { resultatsOf } from "../../../test/fixtures/resultats.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { draftCommentaires } from "../lectures/rapport/draft-commentaires.ts";

/** A year without a file of leases, through HTTP: pages, documents, API. */
const HAMARIS = "999000029";
const OPH = "999000011";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

type Cellules = Readonly<Record<string, number | null>>;

const table = (cellules: Cellules, more: Parameters<typeof resultatsOf>[1] = {}) =>
  resultatsOf(cellules, { annee: 2016, ...more });

/** The signed document, 2016: 55 of 280 outside QPV, 228 of 384 inside, 101 unlocated. */
const EPCI_2016: Cellules = {
  "q1-qpv": 156,
  "q1-hors-qpv": 55,
  "q1-inconnue": 21,
  "q24-qpv": 228,
  "q24-hors-qpv": 225,
  "q24-inconnue": 80,
};

async function publish(rows: readonly ResultatRow[], periode = "2016"): Promise<void> {
  const lot = await stageRows(database.base, "resultats", rows, { periode, fichier: `resultats-${periode}.csv` });
  await publishLot(database.base, lot);
}

async function publishBaux(rows: readonly AttributionRow[]): Promise<void> {
  const lot = await stageRows(database.base, "sne-attributions", rows, { periode: "2016" });
  await publishLot(database.base, lot, { confirme: true });
}

function ask(path: string, acteur = OFFICIER) {
  return createTestApp(database.bases, {}, acteur).request(path, { headers: { accept: "text/html" } });
}

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ");

async function page(path: string): Promise<string> {
  const response = await ask(path);
  expect(response.status).toBe(200);
  const html = await response.text();
  expectSoundPage(html);
  return plain(textOf(html));
}

async function bilan(annee = 2016, query = "") {
  const response = await ask(`/api/v1/territoires/${EPCI}/bilans/${annee}${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Bilan;
}

const PHRASE =
  "Bilan sur comptes : aucun bail de 2016 n’est publié ici ; ce bilan est compté d’après un tableau imprimé ailleurs (Infocentre, fichier « resultats-2016.csv »). Ce tableau ne dit ni quels ménages des quartiles 2 à 4 sont relogés (ils comptent peut-être), ni combien de baux sont sans ressources connues, ni les communes, ni les trimestres, ni les profils. Le fichier des attributions le remplacera dès qu’il sera publié.";

describe("a year known by a table of counts alone", () => {
  it("has its rates, its bounds and its verdicts, and says what the table does not tell", async () => {
    await publish(table(EPCI_2016));
    const lu = await bilan();
    // An unknown number of leases without resources makes any rate possible.
    expect(lu).toMatchObject({
      total: 765,
      horsQpv: { realise: 55, assiette: 280, bornes: [0, 1], verdict: "indecidable", incomplet: true, reloges: 0 },
      qpv: { realise: 228, assiette: 384, bornes: [0, 1], verdict: "indecidable", incomplet: true },
      nonLocalisees: { total: 101, premierQuartile: 21, autres: 80 },
      sansRessources: null,
      ressourcesNulles: null,
      surComptes: { source: "Infocentre", fichier: "resultats-2016.csv" },
      enCours: null,
      extractions: [],
      trimestres: [],
      cumuls: [],
    });
    const said = await page(`/t/${EPCI}/bilan`);
    expect(said).toContain("Bilan, année 2016");
    expect(said).toContain(PHRASE);
    expect(said).toContain(
      "Le tableau ne dit pas combien de baux sont sans ressources connues : le plancher de 25 % est atteint ou non selon ce qu’ils sont.",
    );
    expect(draftCommentaires(lu).synthese).toContain(
      "(le tableau ne dit pas combien de baux sont sans ressources connues)",
    );
    await publish(table({ ...EPCI_2016, "q1-inconnue": 0, "q24-inconnue": 0 }));
    expect(draftCommentaires(await bilan()).synthese).toContain(
      "Toutes les attributions que le tableau compte sont localisées.",
    );
    expect(await page(`/t/${EPCI}/bilan/inconnues`)).toContain(
      "un nombre inconnu sans ressources connues ; un nombre inconnu à 0 €",
    );
    expect(said).not.toMatch(/Par commune|Par trimestre|Localiser les attributions|Aucun trimestre/);
  });

  it.each([
    ["prints how many leases have no resources", { "sans-ressources": 7 }],
    ["prints how many were signed, which leaves them", { "total-signees": 772 }],
  ])("decides what nothing can turn when it %s", async (_, dites) => {
    await publish(table({ ...EPCI_2016, ...dites }));
    // Any of the 225, of the 80 and of the 7 may be rehoused: from 55 of 280 + 80 + 7, to all of 280 + 101 + 7.
    expect(await bilan()).toMatchObject({
      horsQpv: { realise: 55, assiette: 280, bornes: [0.14986, 1], verdict: "indecidable", incomplet: false },
      qpv: { realise: 228, assiette: 384, bornes: [0.5534, 0.66879], verdict: "atteint", incomplet: false },
      sansRessources: 7,
    });
  });

  it.each([
    ["the leases signed are more than its cells and those", { "sans-ressources": 0, "total-signees": 1000 }, null],
    ["the leases signed are fewer than its cells", { "total-signees": 50 }, null],
    ["the leases signed are no count", { "sans-ressources": 7, "total-signees": null }, null],
    ["they are told twice, with two numbers", { "sans-ressources": 7 }, { "sans-ressources": 8 }],
  ])("decides nothing when it contradicts itself: %s", async (_, dites, encore) => {
    await publish([...table({ ...EPCI_2016, ...dites }), ...(encore === null ? [] : table(encore))]);
    expect(await bilan()).toMatchObject({
      sansRessources: null,
      qpv: { verdict: "indecidable", incomplet: true, bornes: [0, 1] },
    });
  });

  it("a number that its counts reach is reached, whoever else signed", async () => {
    const nombre = (objet: "hors-qpv" | "qpv", vise: number) =>
      objectif({ annee: 2016, bailleur: null, objet, nombre: vise, depuis: "2015-01-01" });
    const lot = await stageRows(database.base, "objectifs", [nombre("hors-qpv", 55), nombre("qpv", 229)], {
      periode: "2016",
    });
    await publishLot(database.base, lot);
    await publish(table(EPCI_2016));
    expect(await bilan()).toMatchObject({
      horsQpv: { cible: { verdict: "atteint", incomplet: false } },
      qpv: { cible: { verdict: "indecidable", incomplet: true } },
    });
  });

  it("is said so in every document", async () => {
    await publish(table(EPCI_2016));
    const bytes = async (type: string) =>
      new Uint8Array(await (await ask(`/t/${EPCI}/bilan.${type}?annee=2016`)).arrayBuffer());
    const pdf = textOfPdf(await bytes("pdf"));
    if (pdf !== null) expect(plain(pdf)).toContain("Bilan sur comptes : aucun bail de 2016 n’est publié ici");
    const classeur = read(await bytes("xlsx"));
    const lignes = utils.sheet_to_json<unknown[]>(classeur.Sheets.Synthèse ?? {}, { header: 1 });
    expect(lignes.filter(([nom]) => nom === "Sur comptes").map((ligne) => plain(String(ligne[2])))).toEqual([PHRASE]);
    expect(lignes.find(([nom]) => nom === "Ressources inconnues")?.[1] ?? null).toBeNull();
    const csv = new TextDecoder().decode(await bytes("csv")).split("\r\n");
    const [entete = "", valeurs = ""] = csv;
    const at = entete.split(";").indexOf("sans_ressources");
    expect([valeurs.split(";")[at], csv.length]).toEqual(["", 3]);
  });

  it("knows who is rehoused, and how many have no resources, when the table prints it", async () => {
    await publish(
      table({
        ...EPCI_2016,
        "reloges-hors-qpv": 20,
        "sans-ressources": 7,
        "ressources-nulles": 5,
        "taux-hors-qpv": 0.2,
      }),
    );
    // At worst 75 of 280 + 80 + 7; at best the 101 unlocated and the 7 all count.
    expect(await bilan()).toMatchObject({
      total: 772,
      horsQpv: { premierQuartile: 55, reloges: 20, realise: 75, assiette: 280, bornes: [0.20436, 0.47165] },
      sansRessources: 7,
      ressourcesNulles: 5,
    });
    // The rest of the table was read, and is consistent.
    expect((await bilan()).controles).toMatchObject([
      { code: "taux-hors-qpv.epci.2016", imprime: "0.2", recalcule: "26,8 %", accord: false },
    ]);
  });

  it("rehoused households beyond those whose resources are known are others, who have none", async () => {
    await publish(table({ ...EPCI_2016, "q24-hors-qpv": 8, "reloges-hors-qpv": 11 }));
    expect(await bilan()).toMatchObject({ horsQpv: { realise: 55 + 11, assiette: 55 + 8 + 3, reloges: 11 } });
  });

  it("and are among those that the table says have none", async () => {
    await publish(table({ ...EPCI_2016, "q24-hors-qpv": 8, "reloges-hors-qpv": 11, "sans-ressources": 3 }));
    const { total, sansRessources } = await bilan();
    expect([total, sansRessources]).toEqual([156 + 55 + 21 + 228 + 8 + 80 + 3, 3]);
  });

  it("each bailleur has its own table, or is not there", async () => {
    await publish([
      ...table(EPCI_2016),
      ...table(
        { ...EPCI_2016, "q24-hors-qpv": 100, "q1-inconnue": 0, "q24-inconnue": 0, "sans-ressources": 0 },
        { bailleur: HAMARIS },
      ),
      ...table({ "q1-qpv": 3 }, { bailleur: OPH }),
    ]);
    expect((await bilan()).bailleurs).toMatchObject([
      { siren: HAMARIS, horsQpv: { realise: 55, assiette: 155, verdict: "atteint" } },
    ]);
    expect(await bilan(2016, `?bailleur=${HAMARIS}`)).toMatchObject({
      bailleur: HAMARIS,
      horsQpv: { assiette: 155 },
      surComptes: { source: "Infocentre" },
    });
  });

  it("a bailleur reads its own, and nothing of the territory's", async () => {
    await publish([...table(EPCI_2016), ...table({ ...EPCI_2016, "q1-hors-qpv": 90 }, { bailleur: HAMARIS })]);
    const of = (siren: string): Acteur => ({
      ...OFFICIER,
      habilitations: OFFICIER.habilitations.map((one) => ({ ...one, role: "agent-bailleur", siren, organisation: 0 })),
    });
    const read = async (siren: string) => plain(textOf(await (await ask(`/t/${EPCI}/bilan`, of(siren))).text()));
    const own = await read(HAMARIS);
    expect(own).toContain("28,6 % 90 sur 315");
    expect(own).not.toContain("55 sur 280");
    expect(await read(OPH)).toContain("Aucun bail publié n’est rattaché à votre organisation");
  });

  it("gives way to the first lease that is published, and stands beside it as another extraction", async () => {
    await publish(table(EPCI_2016));
    await publishBaux([attribution({ bailSigneLe: "2016-05-10" }, 1)]);
    const lu = await bilan();
    expect(lu).toMatchObject({ total: 1, surComptes: null, sansRessources: 0, horsQpv: { assiette: 1 } });
    expect(lu.extractions).toMatchObject([{ objet: "hors-qpv", realise: 55, assiette: 280 }, { objet: "qpv" }]);
  });

  it("is not judged when the table was taken in before the year was over", async () => {
    await publish(table(EPCI_2016, { annee: 2099 }), "2099");
    const lu = await bilan(2099);
    expect(lu).toMatchObject({
      horsQpv: { verdict: "en-cours", realise: 55, bornes: [0, 1] },
      qpv: { verdict: "en-cours", bornes: [0, 1] },
    });
    expect(plain(lu.enCours ?? "")).toMatch(
      /^Année 2099 en cours : le T1 n’était pas fini quand « resultats-2099.csv » a été déposé/,
    );
  });

  it.each([
    ["a cell is missing", table({ ...EPCI_2016, "q24-qpv": null })],
    ["a cell is no count", table({ ...EPCI_2016, "q24-qpv": 0.5 })],
    ["a cell is negative", table({ ...EPCI_2016, "q24-qpv": -1 })],
    ["a cell is printed twice, with two values", [...table(EPCI_2016), ...table({ "q24-qpv": 229 })]],
    [
      "cells are of two tables",
      [...table({ ...EPCI_2016, "q24-qpv": null }), ...table({ "q24-qpv": 228 }, { source: "Autre" })],
    ],
  ])("counts nothing when %s", async (_, rows) => {
    await publish(rows);
    expect(await bilan()).toMatchObject({ total: 0, surComptes: null, horsQpv: { verdict: "en-cours" } });
    expect(await page(`/t/${EPCI}/bilan?annee=2016`)).toContain("Aucun bail signé n’est connu sur cette période");
  });

  it("of two tables, the one that locates most is counted, and the other stands beside it", async () => {
    const located = { ...EPCI_2016, "q24-hors-qpv": 240, "q24-inconnue": 65 };
    await publish([...table(located, { source: "Bailleurs" }), ...table(EPCI_2016)]);
    expect(await bilan()).toMatchObject({
      surComptes: { source: "Bailleurs" },
      horsQpv: { assiette: 295 },
      extractions: [{ source: "Infocentre", objet: "hors-qpv", assiette: 280, inconnues: 101 }],
    });
  });

  it("is led to from what remains to be done, which counts by months", async () => {
    await publish(table(EPCI_2016));
    const html = await (await ask(`/t/${EPCI}/objectifs?annee=2016`)).text();
    expect(html).toContain(`href="/t/${EPCI}/bilan?annee=2016"`);
    expect(plain(textOf(html))).toContain("Aucune attribution publiée en 2016");
    await publishBaux([attribution({ bailSigneLe: "2016-05-10" }, 1)]);
    expect(await (await ask(`/t/${EPCI}/objectifs?annee=2016`)).text()).not.toContain("sur comptes");
  });

  it("is chosen by what it locates, and not by what else it says", async () => {
    const precise = { ...EPCI_2016, "q24-hors-qpv": 240, "q24-inconnue": 65, "sans-ressources": 40 };
    await publish([...table(precise, { source: "Bailleurs" }), ...table(EPCI_2016)]);
    expect(await bilan()).toMatchObject({ surComptes: { source: "Bailleurs" }, sansRessources: 40 });
  });

  it("a bailleur that has no table is held against no printed figure; nor are the rehoused that nobody told", async () => {
    const autre = table({ "reloges-hors-qpv": 12 }, { source: "Autre" });
    await publish([...table(EPCI_2016), ...table({ "total-hors-qpv": 40 }, { bailleur: HAMARIS }), ...autre]);
    expect((await bilan()).controles.map(({ recalcule, accord }) => [recalcule, accord])).toEqual([
      ["non calculable", null],
      ["non calculable", null],
    ]);
    expect(draftCommentaires(await bilan()).trimestres).toBe("Le tableau de comptes ne dit rien des trimestres.");
  });

  it("says nothing of a quarter", async () => {
    await publish(table(EPCI_2016));
    expect(await bilan(2016, "?periode=T1")).toMatchObject({ total: 0, surComptes: null });
  });
});
