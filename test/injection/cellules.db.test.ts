// @module-tag ci
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { cleanName } from "../../src/socle/routes/depot/upload.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { CHARGES } from "./charges.ts";
import { piegedFiles } from "./fichiers.ts";
import { inspectAnswer, inspectHtml } from "./inspecter.ts";
import { countRows, describeSchema, EPCI, type Monde, openTerritoire } from "./monde.ts";

const NUL = "\u0000";
const LIGNES = CHARGES.length;
const HORLOGE = { aujourdhui: () => "2026-01-10", maintenant: () => "2026-01-10T09:00:00.000Z" };

let database: TestDatabase;
let monde: Omit<Monde, "identifiants">;
beforeAll(async () => {
  database = await createDatabase();
  monde = await openTerritoire(database);
}, 120_000);
afterAll(async () => {
  await monde?.close();
  await database?.drop();
});

async function importFile(nom: string, contenu: string) {
  const { fini } = await receiveFichier(
    { base: monde.base, horloge: HORLOGE, hash: monde.hash },
    { fichier: fichierOf(nom, Buffer.from(contenu)), epci: EPCI },
  );
  return fini;
}

/** Texts that a cell keeps as they are: nothing that the reading takes off, as spaces around or signs that are not seen. */
const GARDES = CHARGES.filter(
  ({ famille, texte }) =>
    /^(sql|html|script|gabarit|typst|commande)/.test(famille) &&
    /^\S[!-~ ]*$/.test(texte) &&
    texte.trim() === texte &&
    !/\s\s/.test(texte),
);

async function expectSoundPages(lot: number): Promise<void> {
  const pages = [`donnees/lots/${lot}`, "donnees", "bilan?annee=2019&periode=annee", "bilan?annee=2017&periode=annee"];
  for (const page of pages) {
    const answer = await monde.ask("agent-epci", `/t/${EPCI}/${page}`);
    expect(answer.status, page).toBe(200);
    expect(inspectHtml(await answer.text()), page).toEqual([]);
  }
}

describe(`cells: ${LIGNES} lines of payloads in each text column of the importers of tables`, () => {
  it("every line is accounted for, texts are kept as they were, pages show them as texts", async () => {
    const schema = await describeSchema(database.pool);
    const avant = await countRows(database.pool);
    for (const { nom, contenu, lignes } of piegedFiles(EPCI, LIGNES)) {
      const lot = await importFile(nom, contenu);
      expect(lot.statut, nom).toBe("pret");
      expect(lot.lignesLues, nom).toBe(lignes);
      expect(Number(lot.acceptees) + Number(lot.rejetees) + Number(lot.doublons), nom).toBe(lignes);
      await publishLot(monde.base, lot.id, { confirme: true });
      await expectSoundPages(lot.id);
    }
    expect(await describeSchema(database.pool)).toBe(schema);
    const apres = await countRows(database.pool);
    const fixes = [...avant.keys()].filter((table) => /compte|habilitation|territoire|organisation/.test(table));
    expect(fixes.filter((table) => apres.get(table) !== avant.get(table))).toEqual([]);
    const { rows } = await database.pool.query("select distinct adresse from attribution where adresse is not null");
    const kept = new Set(
      z
        .array(z.object({ adresse: z.string() }))
        .parse(rows)
        .map(({ adresse }) => adresse),
    );
    expect(GARDES.length).toBeGreaterThan(200);
    expect(GARDES.filter(({ texte }) => !kept.has(texte)).map(({ texte }) => texte)).toEqual([]);
  }, 120_000);

  it("codes, numbers and dates refuse them, each with a sentence, and the rejected lines come back with their bytes", async () => {
    const columns = [
      "NUMERO_UNIQUE",
      "NUMERORPLS",
      "SIREN_RADIATION",
      "DATE_SIGNATURE_BAIL",
      "COMMUNE_LOGEMENT_ATTRIB",
      "NB_QPV",
      "NB_Q1",
      "REVENU_MENSUEL_FOYER",
    ];
    const good = (i: number) => [
      `9990000000001${10_000 + i}`,
      "R1",
      "999000029",
      "12/05/2018",
      "52448",
      "0",
      "1",
      "700",
    ];
    const cells = CHARGES.filter(({ texte }) => !/[\r\n]/.test(texte) && !texte.includes(NUL));
    const lines = cells.map(({ texte }, i) =>
      good(i).map((cell, c) => (c === i % columns.length ? `"${texte.replaceAll('"', '""')}"` : cell)),
    );
    const lot = await importFile(
      "codes.csv",
      [columns, ...Array.from({ length: 40 }, (_, i) => good(5000 + i)), ...lines]
        .map((line) => line.join(";"))
        .join("\n"),
    );
    expect((lot.acceptees ?? 0) + (lot.rejetees ?? 0) + (lot.doublons ?? 0)).toBe(lot.lignesLues);
    expect(lot.rejetees ?? 0).toBeGreaterThan(cells.length * 0.5);
    const page = await monde.ask("agent-epci", `/t/${EPCI}/donnees/lots/${lot.id}`);
    expect(inspectHtml(await page.text())).toEqual([]);
    const rejets = await monde.ask("agent-epci", `/t/${EPCI}/donnees/lots/${lot.id}/rejets.csv`);
    expect(rejets.headers.get("content-disposition")).toMatch(/^attachment/);
    const file = await rejets.text();
    const back = cells.filter(({ marque }) => file.includes(marque)).length;
    expect(back).toBeGreaterThan(cells.length * 0.5);
  }, 120_000);
});

describe("names of files and of columns", () => {
  it(`${CHARGES.length} names of files are shown as texts, with no folder and no control character`, async () => {
    for (const { texte } of CHARGES) {
      const nom = cleanName(texte);
      expect(nom.length).toBeLessThanOrEqual(200);
      expect(nom, JSON.stringify(texte)).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
    }
    // Empty: refused at once, since what one person has waiting is bounded.
    for (let debut = 0; debut < CHARGES.length; debut += 100) {
      const body = new FormData();
      for (const { texte } of CHARGES.slice(debut, debut + 20))
        body.append("fichiers", new File([], texte.replaceAll("\u0000", "")));
      const answer = await monde.ask("agent-epci", `/t/${EPCI}/donnees/deposer`, { method: "POST", body });
      expect([303, 422]).toContain(answer.status);
      if (answer.status !== 303) continue;
      const location = answer.headers.get("location") ?? "";
      await expect
        .poll(async () => (await monde.ask("agent-epci", `${location}/avancement`)).text(), { timeout: 20_000 })
        .toContain("fini");
      const page = await monde.ask("agent-epci", location);
      expect(await inspectAnswer(page, [])).toEqual([]);
    }
  }, 120_000);

  it("headers made of payloads: the page that asks what the columns are shows them as texts", async () => {
    for (let debut = 0; debut < 480; debut += 60) {
      const entete = CHARGES.slice(debut, debut + 60)
        .filter(({ texte }) => !texte.includes(NUL))
        .map(({ texte }) => `"${texte.replaceAll('"', '""')}"`);
      const body = new FormData();
      body.append(
        "fichiers",
        new File([`${entete.join(";")}\n${entete.map(() => "1").join(";")}\n`], `entete${debut}.csv`),
      );
      const answer = await monde.ask("agent-epci", `/t/${EPCI}/donnees/deposer`, { method: "POST", body });
      expect(answer.status).toBe(303);
      const page = await monde.ask("agent-epci", answer.headers.get("location") ?? "");
      expect(page.status).toBe(200);
      expect(inspectHtml(await page.text())).toEqual([]);
    }
    expect(monde.journal.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  }, 60_000);
});
