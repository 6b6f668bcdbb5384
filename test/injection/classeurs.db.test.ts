// @module-tag ci
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzip } from "../canaris/lire-sortie.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { CHARGES, MARQUE } from "./charges.ts";
import { inspectHtml } from "./inspecter.ts";
import { EPCI, type Monde, openMonde, type Qui } from "./monde.ts";
import { OPERATION_ESSAI } from "./monde-urbain.ts";

let database: TestDatabase;
let monde: Monde;
beforeAll(async () => {
  database = await createDatabase();
  monde = await openMonde(database);
}, 120_000);
afterAll(async () => {
  await monde?.close();
  await database?.drop();
}, 120_000);

const T = `/t/${EPCI}`;
/** What a spreadsheet takes for a formula: a sign, possibly behind spaces or signs that are not seen. */
const FORMULE = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
const DDE = ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", '=HYPERLINK("//hors.invalid")', "\t=1+1"];
/** A cell of one line. */
const CELLULES = [
  ...DDE,
  ...CHARGES.map(({ texte }) => texte).filter(
    (texte) => !/[\r\n]/.test(texte) && !texte.includes("\u0000") && texte.length < 120,
  ),
];
const at = (rang: number) => CELLULES[rang % CELLULES.length] ?? "";
const quote = (texte: string) => `"${texte.replaceAll('"', '""')}"`;
const csv = (lignes: readonly (readonly string[])[]) => lignes.map((cells) => cells.map(quote).join(";")).join("\r\n");

async function send(qui: Qui, chemin: string, body: FormData | URLSearchParams): Promise<Response> {
  return monde.ask(qui, `${T}/${chemin}`, { method: "POST", body });
}

async function expectSound(qui: Qui, chemin: string): Promise<string> {
  const answer = await monde.ask(qui, chemin.startsWith("/") ? chemin : `${T}/${chemin}`);
  expect(answer.status, chemin).toBe(200);
  const html = await answer.text();
  expect(inspectHtml(html), chemin).toEqual([]);
  return html;
}

/** No formula, no link that leaves, in any part of the workbook; returns its texts. */
async function expectPlainWorkbook(answer: Response): Promise<string> {
  expect(answer.status).toBe(200);
  const entries = unzip(Buffer.from(await answer.arrayBuffer()));
  const all = entries.join("\n");
  expect(all).not.toMatch(/<f[\s>]|<ddeLink|<externalLink|TargetMode="External"/);
  return all;
}

async function expectPlainCsv(answer: Response, delimiter: string): Promise<string> {
  expect(answer.status).toBe(200);
  const text = (await answer.text()).replace(/^\uFEFF/, "");
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true });
  expect(new Set(data.map((row) => row.length)).size).toBe(1);
  expect(data.flat().filter((cell) => FORMULE.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell))).toEqual([]);
  return text;
}

describe(`${CELLULES.length} payloads in the cells of what a follow-up of rehousing brings and takes away`, () => {
  it("names and offers: shown as texts before they are kept, then never a formula in the workbook that goes out", async () => {
    const menages = CELLULES.slice(0, 400).map((_, i) => [
      `ESS-${i + 1000}`,
      "Immeuble d’essai",
      at(i),
      at(i * 3 + 1),
      at(i * 5 + 2),
      at(i * 7 + 3),
      at(i + 40),
    ]);
    const offres = menages.map(([reference = ""], i) => [
      reference,
      "1",
      "04/05/2026",
      "999000029",
      at(i * 11 + 5),
      "52448",
      at(i + 9),
      "Refusée",
      "20/05/2026",
      "Autre motif",
      at(i * 13 + 7),
    ]);
    const form = new FormData();
    const entete = ["Référence", "Opération", "Nom", "Prénom", "Téléphone", "Porte", "Une colonne à nous"];
    form.append("fichiers", new File([csv([entete, ...menages])], "menages.csv"));
    form.append(
      "fichiers",
      new File(
        [
          csv([
            ...[["Référence", "Numéro", "Proposée le", "Bailleur", "Adresse", "Commune", "Secteur", "Réponse"]].map(
              (noms) => [...noms, "Réponse donnée le", "Motif", "Précision sur le refus"],
            ),
            ...offres,
          ]),
        ],
        "offres.csv",
      ),
    );
    const deposited = await send("relogement", "relogement/importer", form);
    expect(deposited.status).toBe(303);
    const apercu = deposited.headers.get("location") ?? "";
    const html = await expectSound("relogement", apercu);
    await expectSound("relogement", `${apercu}/colonnes`);
    await expectPlainCsv(await monde.ask("relogement", `${apercu}/refus.csv`), ";");
    const empreinte = /name="empreinte" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "";
    const kept = await monde.ask("relogement", apercu, { method: "POST", body: new URLSearchParams({ empreinte }) });
    expect(kept.status).toBe(303);
    await expectSound("relogement", "relogement/menages");
    const { rows } = await database.pool.query<{ id: number }>(
      "select id from relogement where reference ~ '^ESS-' order by id",
    );
    expect(rows.length).toBeGreaterThan(200);
    for (const { id } of rows.slice(0, 6)) await expectSound("relogement", `relogement/menages/${id}`);
    const demande = { finalite: "=Réunion du comité", noms: "oui" };
    const classeur = await expectPlainWorkbook(
      await send("relogement", "relogement/rime.xlsx", new URLSearchParams(demande)),
    );
    expect(new Set(classeur.match(new RegExp(MARQUE.source, "g"))).size).toBeGreaterThan(200);
    expect(monde.journal.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  }, 120_000);

  it("operations and figures of the communes: never a formula in their files", async () => {
    for (const texte of [...DDE, at(30), at(200), at(400)]) {
      const operation = {
        ...OPERATION_ESSAI,
        bailleur: String(monde.identifiants.bailleur),
        nom: texte,
        secteur: texte,
      };
      expect((await send("agent-epci", "programme/operations", new URLSearchParams(operation))).status).toBe(303);
    }
    for (const page of [
      "programme",
      "programme/calendrier",
      "programme/calendrier?partie=calendrier",
      "programme/regles",
    ])
      await expectSound("agent-epci", page);
    const get = (chemin: string) => monde.ask("agent-epci", `${T}/${chemin}`);
    expect(await expectPlainCsv(await get("operations.csv"), ";")).toContain("calc");
    await expectPlainCsv(await get("operations.csv?format=ouvert"), ",");
    expect(await expectPlainWorkbook(await get("operations.xlsx"))).toContain("calc");
    await expectPlainWorkbook(await get("programme/calendrier/figures/calendrier.xlsx"));
    await expectPlainCsv(await get("programme/calendrier/figures/calendrier.csv"), ";");
    await expectPlainWorkbook(await get("programme/regles/figures/operations-comptees.xlsx"));
    const form = new FormData();
    const lignes = [["commune", "annee", "population", "residences_principales", "logements_sociaux"]];
    for (const [rang, texte] of DDE.entries()) lignes.push(["52448", String(2000 + rang), texte, "10", "5"]);
    form.append("fichier", new File([csv(lignes)], "=communes.csv"));
    form.append("source", "=Insee");
    const apercu = await send("agent-epci", "programme/regles/communes/importer", form);
    expect([200, 422]).toContain(apercu.status);
    expect(inspectHtml(await apercu.text())).toEqual([]);
    const ligne = {
      commune: "52448",
      annee: "2014",
      population: "1",
      contrainte: "inconnu",
      source: "=cmd|'/c calc'!A0",
    };
    expect((await send("agent-epci", "programme/regles/communes", new URLSearchParams(ligne))).status).toBe(303);
    await expectPlainCsv(await get("programme/regles/communes/modele.csv"), ";");
  }, 120_000);

  it("a scenario called as a formula: never one in its files", async () => {
    const nom = "=cmd|'/c calc'!A0";
    const saved = await send(
      "agent-epci",
      `simulation/calculs/${monde.identifiants.urbain.calcul}`,
      new URLSearchParams({ nom }),
    );
    const scenario = /scenarios\/(\d+)/.exec(saved.headers.get("location") ?? "")?.[1];
    const get = (chemin: string) => monde.ask("agent-epci", `${T}/simulation/${chemin}`);
    expect(await expectPlainWorkbook(await get(`scenarios/${scenario}/simulation.xlsx`))).toContain("calc");
    await expectPlainCsv(await get(`scenarios/${scenario}/simulation.csv`), ";");
    await expectPlainWorkbook(await get(`comparaison.xlsx?s=${monde.identifiants.urbain.scenario}&s=${scenario}`));
  }, 60_000);
});
