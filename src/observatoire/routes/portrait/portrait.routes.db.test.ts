import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp, officierOf } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const CHEMIN = "observatoire/portraits";

let visiteurs: Visiteurs;
let database: TestDatabase;
beforeAll(async () => {
  visiteurs = await openVisiteurs();
  database = visiteurs.database;
});
afterAll(() => visiteurs.close());

const ask = (chemin: string, role: RoleHabilite = "agent-epci") => visiteurs.ask(role, chemin);

describe("the list of portraits", () => {
  it("offers what the published stock names, and nothing else", async () => {
    const { statut, html, text } = await ask(CHEMIN);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(html.split("<option").length - 1).toBe(23);
    expect(text).toContain("Vert-Bois");
    for (const nom of ["OPH de Saint-Dizier", "Hamaris", "Plurial Novilia", "Le Foyer Rémois", "Vitry Habitat"]) {
      expect(text).toContain(nom);
    }
    expect(html).not.toContain("portraits/qpv/hors-qpv");
  });

  it("answers its form with the address of the portrait", async () => {
    const { statut, vers } = await ask(`${CHEMIN}?commune=52448`);
    expect([statut, vers]).toEqual([303, `/t/${EPCI}/${CHEMIN}/commune/52448`]);
  });

  it("says what to do where no stock is published", async () => {
    const vide = await createDatabase();
    try {
      await vide.base.territoires.add({ epci: EPCI, nom: "Essai", demonstration: false }, []);
      const own = await addOrganisation(vide.pool, "epci", "Essai");
      const acteur = await addPersonne(vide.pool, "agent-epci", [
        { role: "agent-epci", epci: EPCI, organisation: own },
      ]);
      const app = createTestApp(vide.bases, {}, acteur);
      const page = await app.request(`/t/${EPCI}/${CHEMIN}`, { headers: { accept: "text/html" } });
      expect(textOf(await page.text())).toContain("Aucun parc n’est publié");
      expect((await app.request(`/t/${EPCI}/${CHEMIN}/commune/52448`)).status).toBe(404);
    } finally {
      await vide.drop();
    }
  });
});

describe("a portrait", () => {
  it("of a commune sets its figures beside the territory's: those that the other pages publish", async () => {
    const { statut, html, text } = await ask(`${CHEMIN}/commune/52448`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toMatch(/Saint-Dizier : 5 \d{3} logements sociaux/);
    // Territory: 641 of 4 913 + … vacant of those let or offered; 69 % of the occupants and 73 % of the entrants under the PLAI ceiling.
    expect(text).toContain("contre 69,0 % sur tout le territoire");
    expect(text).toContain("contre 72,9 % sur tout le territoire");
    expect(text).toMatch(/Logements [\d ]+ 6 261/);
    for (const titre of [
      "Parc",
      "Vacance et mobilité",
      "Loyers",
      "Occupation",
      "Déséquilibres",
      "Demandes",
      "Attributions",
    ]) {
      expect(html).toMatch(new RegExp(`<h2 id="[^"]+">${titre}</h2>`));
    }
    expect(text).not.toContain("Ce que ce portrait ne dit pas");
  });

  it.each([
    ["commune/52448", "Saint-Dizier parmi les communes du territoire"],
    ["qpv/DEMO-VERT-BOIS", "Le quartier prioritaire Vert-Bois"],
  ])("of %s says where it is on a map", async (quoi, alternative) => {
    const { html } = await ask(`${CHEMIN}/${quoi}`);
    expect(html).toContain('<h2 id="situation">Situation</h2>');
    expect(html).toMatch(new RegExp(`<svg[^>]* aria-label="${alternative}`));
  });

  it("of the neighbourhood says what nobody counts by neighbourhood, and names its established résidences", async () => {
    const { html, text } = await ask(`${CHEMIN}/qpv/DEMO-VERT-BOIS`);
    expectSoundPage(html);
    expect(text).toContain("3 648 logements sociaux");
    expect(text).toContain("Une demande dit une commune souhaitée");
    expect(text).toContain("sans distinguer les quartiers");
    expect(text).toContain("Crète");
    expect(html).toContain(`observatoire/residences/52448-crete`);
  });

  it("of a bailleur has its attributions as the bilan measures them", async () => {
    const { text } = await ask(`${CHEMIN}/bailleur/999000029`);
    expect(text).toContain("Hamaris : 1 032 logements sociaux");
    expect(text).toMatch(/Attributions 105 560/);
    expect(text).toContain("Une demande dit une commune souhaitée");
  });

  test.each(["commune/99999", "qpv/hors-qpv", "qpv/inconnu", "bailleur/inconnu", "residence/x", "commune/52001"])(
    "of %s is no page",
    async (quoi) => {
      const { statut } = await ask(`${CHEMIN}/${quoi}`);
      expect(statut).toBe(404);
    },
  );

  test.each<RoleHabilite>(["commune", "etat", "reservataire"])(
    "is open to %s, with the whole territory",
    async (role) => {
      const { statut, text } = await ask(`${CHEMIN}/commune/52448`, role);
      expect(statut).toBe(200);
      expect(text).toMatch(/Logements [\d ]+ 6 261/);
    },
  );

  it("is closed to who is not of the territory", async () => {
    const app = createTestApp(database.bases, {}, officierOf(["200039915"]));
    expect((await app.request(`/t/${EPCI}/${CHEMIN}/commune/52448`)).status).toBe(404);
  });

  it("gives each of its tables as files, the two rows alone", async () => {
    const { statut, octets } = await ask(`${CHEMIN}/commune/52448/figures/occupation-par-commune.ouvert.csv`);
    expect(statut).toBe(200);
    const lines = new TextDecoder().decode(octets).trim().split(/\r?\n/);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("Saint-Dizier");
    expect(lines[2]).toContain("Territoire");
    expect((await ask(`${CHEMIN}/commune/52448/figures/rien.csv`)).statut).toBe(404);
  });

  it("is kept until a résidence is excluded, and then asked again", async () => {
    const count = async () => /Résidences analysées (\d+)/.exec((await ask(`${CHEMIN}/qpv/DEMO-VERT-BOIS`)).text)?.[1];
    const avant = await count();
    expect(await count()).toBe(avant);
    await database.pool.query(
      "insert into residence_exclue (epci, cle, motif, depuis, acte) values ($1, '52448-crete', 'demolition', '2018-01-01', 'Essai')",
      [EPCI],
    );
    expect(await count()).toBe(String(Number(avant) - 1));
    await database.pool.query("delete from residence_exclue where acte = 'Essai'");
    expect(await count()).toBe(avant);
  });

  test.each([
    ["commune/52448", /5\s?131 logements sociaux/],
    ["qpv/DEMO-VERT-BOIS", /3\s?648 logements sociaux/],
    ["bailleur/999000029", /1\s?032 logements sociaux/],
  ])("of %s is a document of one page", async (quoi, dit) => {
    const { statut, octets } = await ask(`${CHEMIN}/${quoi}/portrait.pdf`);
    expect(statut).toBe(200);
    const text = textOfPdf(octets);
    if (text === null) return;
    // A form feed ends each page.
    expect(text.split("\f").filter((page) => page.trim() !== "")).toHaveLength(1);
    expect(text.replaceAll(/\s+/g, " ")).toMatch(dit);
  });
});
