import { gzipSync } from "node:zlib";
import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { addPersonne } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const horloge = { aujourdhui: () => "2018-10-20", maintenant: () => "2018-10-20T09:00:00.000Z" };
const CHEMIN = "observatoire/demandes";

let visiteurs: Visiteurs;
let database: TestDatabase;
let organisation: number;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: "2018-10-20" });
  database = visiteurs.database;
  organisation = visiteurs.organisation;
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin: string) => visiteurs.ask(role, chemin);

describe("the page of the demandes", () => {
  it("answers first: 720 demandes, 56 % of mutations, 73 % under PLAI, nine months", async () => {
    const { statut, html } = await ask("agent-epci", CHEMIN);
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("720 demandes en cours au 31 décembre 2017, anciennes de 9 mois en moyenne.");
    expect(text).toContain("56,0 % sont des mutations");
    expect(text).toContain("73,0 % des demandeurs dont les ressources sont connues sont sous le plafond PLAI.");
    expect(text).toContain("Un seul stock est publié");
    const motifs = await ask("agent-epci", `${CHEMIN}/figures/demandes-motifs`);
    expectSoundPage(motifs.html);
    expect(textOf(motifs.html)).toContain("Divorce, séparation");
  });

  it("says what the extraction cannot say of the flows", async () => {
    const text = textOf((await ask("agent-epci", `${CHEMIN}/figures/demandes-flux`)).html);
    expect(text).toContain("En cours au 31 décembre 2016 pas dans le fichier");
    expect(text).toContain("Autres sorties (abandon, non-renouvellement…) pas dans le fichier");
    expect(text).toContain("Sorties par attribution (baux signés) 779");
  });

  it("tells the pressure as the source groups it, for every member", async () => {
    const page = (await ask("commune", `${CHEMIN}?vue=pression`)).html;
    const [figure = ""] = /figures\/pression[a-z-]*/.exec(page) ?? [];
    const text = textOf(page + (await ask("commune", `${CHEMIN}/${figure}`)).html);
    expect(text).toContain("0,92 demande pour une attribution");
    expect(text).toContain("Wassy 310 5,0 %");
    expect(text).toContain("Autres communes 820 13,1 %");
    expect(text).toContain("−9 y est 81 % − 90 %");
  });

  it("keeps the leases of 2017 that the bilan counts, in quartiles and sides", async () => {
    const text = textOf((await ask("guichet", `${CHEMIN}?vue=attributions`)).html);
    // 2017 of the signed document: 144, 66 and 4 of the first quartile; 247 and 291 (294 less the 3 at 0 €, counted with them), 17 unlocated.
    expect(text).toContain("1er quartile 144 66 4 214");
    expect(text).toMatch(/Ensemble \d+ \d+ 21 779/);
    expect(textOf((await ask("guichet", `${CHEMIN}/figures/salaries-logement`)).html)).toContain(
      "Salariés d’une entreprise assujettie",
    );
  });

  it.each(["stock", "pression", "non-pourvues", "parcours", "attributions"])("is light and sound: %s", async (vue) => {
    const { html } = await ask("agent-epci", `${CHEMIN}?vue=${vue}`);
    expectSoundPage(html);
    expect(gzipSync(html).length).toBeLessThan(20_000);
  });

  it("filters by the address, and refuses what is on no list", async () => {
    const { html } = await ask("etat", `${CHEMIN}?vue=non-pourvues&commune=52550&typologie=T3&delai=12`);
    expect(textOf(html)).toContain(
      "Demandes de plus de 12 mois non pourvues : type de logement recherché, au 31 décembre 2017, type T3, souhait Wassy",
    );
    for (const [suite, statut] of [
      ["delai=7", 422],
      ["commune=06029", 422],
      ["typologie=T9", 422],
      ["stock=2016", 404],
      ["stock=hier", 400],
    ] as const) {
      expect((await ask("etat", `${CHEMIN}?vue=non-pourvues&${suite}`)).statut, suite).toBe(statut);
    }
  });

  it("gives the files of its figures, numbers as numbers", async () => {
    const { octets, statut } = await ask("commune", `${CHEMIN}/figures/demandes-origine.xlsx?stock=2017`);
    expect(statut).toBe(200);
    const book = read(octets);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets.Données ?? {}, { header: 1 });
    expect(rows.some((row) => row.includes(403))).toBe(true);
    expect((await ask("commune", `${CHEMIN}/figures/nulle.xlsx`)).statut).toBe(404);
  });
});

describe("the list of the demandes without a sequel", () => {
  test.each<[RoleHabilite, boolean]>([
    ["agent-epci", true],
    ["etat", true],
    ["membre-coordination", true],
    ["responsable-bailleur", false],
    ["agent-bailleur", false],
    ["reservataire", false],
    ["commune", false],
    ["guichet", false],
    ["membre-cal", false],
    ["relogement", false],
  ])("%s: the lines %s, the sums always", async (role, lines) => {
    const vue = await ask(role, `${CHEMIN}?vue=non-pourvues`);
    expect(vue.html).toContain(`${CHEMIN}/sans-suite?`);
    const [figure = ""] = /figures\/[a-z-]*(signalees|sans-suite)[a-z-]*/.exec(vue.html) ?? [];
    expect(textOf((await ask(role, `${CHEMIN}/${figure}`)).html)).toContain(
      "40 demandes sans proposition ni évènement depuis plus de 6 mois",
    );
    const { statut, html } = await ask(role, `${CHEMIN}/sans-suite`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(html.includes(`${CHEMIN}/sans-suite.csv`)).toBe(lines);
    expect(/[0-9A-F]{12}/.test(text)).toBe(lines);
    const csv = await ask(role, `${CHEMIN}/sans-suite.csv`);
    expect(csv.statut).toBe(lines ? 200 : 403);
    if (lines) expect(csv.html.trim().split("\n")).toHaveLength(41);
  });

  it("carries no name, no key, no reason that tells of one's health, and its taking away is in the journal", async () => {
    const { html } = await ask("agent-epci", `${CHEMIN}/sans-suite.csv`);
    expect(html).toMatch(
      /^\uFEFF?reference;commune;typologie;quartile;statut;anciennete;creee_le;dernier_evenement;motif\r\n/,
    );
    expect(html).not.toMatch(/Violences familiales|Handicap|Raisons de santé/);
    const { rows } = await database.pool.query<{ cle: string }>("select cle from demande");
    for (const { cle } of rows) expect(html).not.toContain(cle);
    const { rows: journal } = await database.pool.query<{ objet: string }>(
      "select objet from journal.entree where acte = 'document-exporte' and objet like 'demandes-sans-suite:%'",
    );
    expect(journal.map(({ objet }) => objet)).toContain("demandes-sans-suite:2017");
  });

  it("the whole page is closed to the public and to other territories", async () => {
    const other = await addPersonne(database.pool, "ailleurs", [
      { role: "agent-epci", epci: "200000000", organisation },
    ]);
    const app = createTestApp(database.bases, { horloge }, other);
    expect((await app.request(`/t/${EPCI}/${CHEMIN}`, { headers: { accept: "text/html" } })).status).toBe(404);
    expect((await ask("dpo", CHEMIN)).statut).toBe(403);
  });
});
