import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp, OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";

/** Through HTTP, on the demonstration territory as loaded. */
const PAGE = `/t/${EPCI}/publics-prioritaires`;
const OPH = "999000011";
const HAMARIS = "999000029";

let database: TestDatabase;
const organisations = new Map<string, number>();

beforeAll(async () => {
  database = await createDemoDatabase();
  const { rows } = await database.pool.query<{ siren: string; id: number }>(
    "select siren, id from organisation where siren is not null",
  );
  for (const { siren, id } of rows) organisations.set(siren, id);
}, 120_000);
afterAll(() => database?.drop());

function acteurOf(role: RoleHabilite, siren: string): Acteur {
  return {
    ...OFFICIER,
    habilitations: OFFICIER.habilitations.map((one) => ({
      ...one,
      role,
      siren,
      organisation: organisations.get(siren) ?? 0,
    })),
  };
}

function ask(path: string, acteur = acteurOf("agent-epci", EPCI)) {
  return createTestApp(database.bases, {}, acteur).request(path, { headers: { accept: "text/html" } });
}

function post(path: string, champs: Readonly<Record<string, string>>, acteur = acteurOf("agent-epci", EPCI)) {
  return createTestApp(database.bases, {}, acteur).request(path, {
    method: "POST",
    headers: { accept: "text/html", origin: "http://localhost" },
    body: new URLSearchParams(champs),
  });
}

async function page(path: string, acteur?: Acteur): Promise<string> {
  const response = await ask(path, acteur);
  expect(response.status).toBe(200);
  const html = await response.text();
  expectSoundPage(html);
  return html;
}

describe("2018 on one page", () => {
  it("answers first, réservataire by réservataire, then says what the lists know", async () => {
    const text = textOf(await page(`${PAGE}?annee=2018`));
    expect(text).toContain("Année 2018 en cours : aucun bail du T4 n’est publié.");
    expect(text).toContain("Action Logement : 16 des 77 attributions");
    expect(text).toContain("il en faut 20 (25 %) : en cours.");
    expect(text).toContain("20 attributions sur les 80 que connaît SYPLO ne sont pas cochées dans le SNE : 25,0 %");
    expect(text).toContain("Sans objet en 2018 : l’objectif existe depuis le 23 février 2022.");
    expect(text).toContain("à confirmer");
    const listes = textOf(await page(`${PAGE}?annee=2018&partie=rapprochement`));
    expect(listes).toContain("Le motif de la priorité n’est pas conservé.");
    expect(textOf(await page(`${PAGE}?annee=2018&partie=methode`))).toContain("Convention, action 10");
  });

  it("shows lines to correct, and nothing that could name a household", async () => {
    const html = await page(`${PAGE}?annee=2018&partie=corrections`);
    expect(textOf(html)).toMatch(/sne-attributions-2018\.csv, ligne \d+/);
    expect(html).not.toMatch(/999\d{15}/);
  });

  it("has the same figures in its documents, and a bailleur's corrections alone in its own", async () => {
    const pdf = await ask(`${PAGE}.pdf?annee=2018`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe("%PDF-");
    const book = async (query: string) =>
      read(await (await ask(`${PAGE}.xlsx?annee=2018${query}`)).arrayBuffer(), { type: "array" });
    const rows = (xlsx: Awaited<ReturnType<typeof book>>, nom: string): Record<string, unknown>[] =>
      utils.sheet_to_json(xlsx.Sheets[nom] ?? {});
    const all = await book("");
    expect(rows(all, "Réservataires").find(({ Nom }) => Nom === "Action Logement")).toMatchObject({
      Attributions: 77,
      "DALO ou prioritaires": 16,
      "À atteindre": 20,
      Verdict: "en-cours",
    });
    expect(rows(all, "Réservataires").some(({ Manque }) => Manque !== undefined)).toBe(false);
    expect(rows(all, "Corrections").filter(({ Nature }) => Nature === "perdu")).toHaveLength(26);
    const hamaris = rows(await book(`&bailleur=${HAMARIS}`), "Corrections");
    expect(new Set(hamaris.map(({ SIREN }) => SIREN))).toEqual(new Set([HAMARIS]));
    expect(hamaris.filter(({ Nature }) => Nature === "perdu")).toHaveLength(6);
  });

  it("has nothing to say of 2014, and says it", async () => {
    expect(textOf(await page(`${PAGE}?annee=2014`))).toContain("Aucune attribution publiée");
  });
});

describe("who sees what", () => {
  it("a bailleur sees its own leases and its own list, not SYPLO, not another's", async () => {
    const own = acteurOf("responsable-bailleur", OPH);
    const text = textOf(await page(`${PAGE}?annee=2018`, own));
    expect(text).toContain("Publics prioritaires 2018, OPH de Saint-Dizier");
    expect(text).toContain("vu d’un seul, il n’y a pas de part à atteindre");
    expect(text).toContain("Logements non réservés, OPH de Saint-Dizier : 40 des 172 attributions");
    const listes = textOf(await page(`${PAGE}?annee=2018&partie=rapprochement`, own));
    const corrections = textOf(await page(`${PAGE}?annee=2018&partie=corrections`, own));
    expect(listes).toContain("La liste SYPLO n’est lue que par l’EPCI et l’État");
    expect(`${text} ${listes} ${corrections}`).not.toMatch(/Hamaris|syplo-2018\.csv|Selon SYPLO 0|Avec SYPLO/);
    expect((await ask(`${PAGE}?annee=2018&bailleur=${HAMARIS}`, own)).status).toBe(404);
    expect((await ask(`${PAGE}.xlsx?annee=2018&bailleur=${HAMARIS}`, own)).status).toBe(404);
  });

  it("a réservataire whose rows are not named is told why", async () => {
    const text = textOf(await page(PAGE, acteurOf("reservataire", "784824153")));
    expect(text).toContain("rattaché à votre contingent");
  });

  it("whoever may only read is offered no document, no editor, and given none", async () => {
    const agent = acteurOf("agent-bailleur", OPH);
    const html = await page(`${PAGE}?annee=2018`, agent);
    expect(html).not.toContain("publics-prioritaires.pdf");
    expect(await page(`${PAGE}?annee=2018&partie=categories`, agent)).not.toContain("Ajouter une catégorie");
    expect((await ask(`${PAGE}.pdf?annee=2018`, agent)).status).toBe(403);
    expect((await post(`${PAGE}/categories`, {}, agent)).status).toBe(403);
  });
});

describe("the local list", () => {
  const CATEGORIE = {
    code: "sortie-chrs",
    libelle: "Sortants de CHRS",
    depuis: "2018-03-01",
    acte: "PDALHPD 2018-2023",
  };

  it("is opened, shown as the territory's, then closed; each act has its line in the journal", async () => {
    const added = await post(`${PAGE}/categories`, CATEGORIE);
    expect([added.status, added.headers.get("location")]).toEqual([303, `${PAGE}?partie=categories&fait=ouverte`]);
    const html = await page(`${PAGE}?annee=2018&partie=categories&fait=ouverte`);
    expect(textOf(html)).toContain("SORTIE-CHRS (locale) Sortants de CHRS 01/03/2018 PDALHPD 2018-2023");
    const id = /categories\/(\d+)\/fermer/.exec(html)?.[1];
    const closed = await post(`${PAGE}/categories/${id}/fermer`, { jusque: "2018-06-30" });
    expect(closed.status).toBe(303);
    expect(textOf(await page(`${PAGE}?annee=2018&partie=categories`))).not.toContain("SORTIE-CHRS (locale)");
    expect((await post(`${PAGE}/categories/${id}/fermer`, { jusque: "2018-06-30" })).status).toBe(404);
    const { rows } = await database.pool.query(
      "select acte from journal.entree where objet = 'categorie-locale:SORTIE-CHRS'",
    );
    expect(rows.map(({ acte }) => acte)).toEqual(["categorie-locale-ouverte", "categorie-locale-fermee"]);
  });

  it.each([
    [{ ...CATEGORIE, code: "g-bis" }, "est déjà le code d’une catégorie de la loi"],
    [{ ...CATEGORIE, code: "é!" }, "Code : lettres sans accent"],
    [{ ...CATEGORIE, depuis: "hier" }, "n’est pas une date"],
    [{ ...CATEGORIE, libelle: "a" }, "au moins 3 caractères"],
  ])("refuses %j with a sentence, and gives back what was typed", async (champs, sentence) => {
    const response = await post(`${PAGE}/categories`, champs);
    expect(response.status).toBeGreaterThanOrEqual(400);
    const html = await response.text();
    expectSoundPage(html);
    expect(textOf(html)).toContain(sentence);
    expect(html).toContain(`value="${champs.acte}"`);
  });

  it("keeps one category open under a code", async () => {
    expect((await post(`${PAGE}/categories`, { ...CATEGORIE, code: "double" })).status).toBe(303);
    expect((await post(`${PAGE}/categories`, { ...CATEGORIE, code: "double" })).status).toBe(409);
  });
});
