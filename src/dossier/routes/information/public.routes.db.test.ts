import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";

const EPCI = "200068666";
const SITE = `/logement-social/${EPCI}`;
// 23 November 2026 is a Monday.
const horloge = { aujourdhui: () => "2026-11-23", maintenant: () => "2026-11-23T09:00:00.000Z" };

let database: TestDatabase;
let app: ReturnType<typeof createTestApp>;
beforeAll(async () => {
  database = await createDemoDatabase();
  app = createTestApp(database.bases, { horloge }, PUBLIC);
});
afterAll(() => database.drop());

async function ask(chemin: string) {
  const response = await app.request(chemin, { headers: { accept: "text/html" } });
  const html = await response.text();
  return {
    statut: response.status,
    html,
    text: textOf(html),
    vers: response.headers.get("location"),
    headers: response.headers,
  };
}

const CSS = ["style.css", "public.css"].map((nom) =>
  readFileSync(new URL(`../../../socle/pages/design/${nom}`, import.meta.url)),
);

describe("the public site", () => {
  test.each([
    ["", "Faire une demande"],
    ["/conditions", "Vérifier mes revenus"],
    ["/guichets", "Maison de l’habitat"],
    ["/communes", "Par commune"],
    ["/reserves", "À qui s’adresser"],
    ["/questions", "Qui peut demander un logement social"],
    ["/glossaire", "Bailleur social"],
    ["/aide", "115"],
  ])("%s is read without an account, small and sound", async (chemin, mot) => {
    const { statut, html, text, headers } = await ask(SITE + chemin);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain(mot);
    expect(html).toMatch(/<h1[ >]/);
    expect(html).toContain(`${SITE}/aide`);
    expect(headers.get("cache-control")).toContain("public");
    expect(gzipSync(html).length + CSS.reduce((sum, sheet) => sum + gzipSync(sheet).length, 0)).toBeLessThan(20_480);
    expect(html).not.toContain("<script");
  });

  it("every page names the national portal, and the leaflet is a PDF that anyone may take", async () => {
    for (const chemin of ["", "/guichets", "/glossaire"]) {
      expect((await ask(SITE + chemin)).html).toContain('href="https://www.demande-logement-social.gouv.fr"');
    }
    expect((await ask(`/t/${EPCI}/cil`)).html).toContain('href="https://www.demande-logement-social.gouv.fr"');
    const response = await app.request(`${SITE}/plaquette.pdf`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(new TextDecoder("latin1").decode(await response.arrayBuffer()).slice(0, 5)).toBe("%PDF-");
    expect((await app.request("/logement-social/999999999/plaquette.pdf")).status).toBe(404);
  });

  it("is where anyone without an account lands, straight on the only territory", async () => {
    expect((await ask("/")).vers).toBe("/logement-social");
    expect((await ask("/logement-social")).vers).toBe(SITE);
    expect((await ask(SITE)).html).toContain('href="/connexion"');
    expect((await ask("/logement-social/123456789")).statut).toBe(404);
    expect((await ask(`${SITE}/nulle-part`)).statut).toBe(404);
  });
});

describe("the checker", () => {
  const seul = "adultes=1&charge=0&handicap=non";

  test.each([
    ["rfr=12870", "Tous les logements sociaux vous sont ouverts"],
    ["rfr=12871", "les PLUS et les PLS"],
    ["rfr=30 424", "Certains logements sociaux"],
    ["rfr=30425", "dépassent les plafonds"],
    ["rfr=", "Il manque une réponse"],
    ["rfr=40000&recent=12000", "Vos revenus ont baissé"],
  ])("%s of one person", async (revenu, phrase) => {
    const { statut, text, html, headers } = await ask(`${SITE}/conditions?${seul}&${revenu}`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain(phrase);
    expect(text).toContain("23 403 €");
    // The answers of one person are in the URL: no shared cache may keep the page.
    expect(headers.get("cache-control")).not.toContain("public");
  });

  it("shows both cases when what would decide is not said", async () => {
    const { text } = await ask(`${SITE}/conditions?adultes=1&charge=0&handicap=ne-sais-pas&rfr=20000`);
    expect(text).toContain("Votre réponse dépend de ce que vous ne savez pas");
    expect(text).toContain("31 254 €");
  });

  it("tells what is wrong, each at its field, and keeps what was typed", async () => {
    const { statut, html, text } = await ask(`${SITE}/conditions?adultes=zéro&charge=&rfr=beaucoup`);
    expect(statut).toBe(422);
    expectSoundPage(html);
    expect(html).toContain('href="#adultes"');
    expect(html).toContain('value="beaucoup"');
    expect(text).toContain("Erreur :");
  });

  it("never gives the amounts of another year", async () => {
    const later = createTestApp(database.bases, { horloge: { ...horloge, aujourdhui: () => "2031-01-05" } }, PUBLIC);
    const text = textOf(await (await later.request(`${SITE}/conditions?${seul}&rfr=10000`)).text());
    expect(text).toContain("Les plafonds de 2031 ne sont pas encore saisis ici");
    expect(text).not.toContain("23 403");
  });
});

describe("dwellings and waits", () => {
  it("are the numbers of the last release, with what it hides hidden", async () => {
    const diffusion = await database.bases.pour(PUBLIC).diffusions.publique(EPCI);
    const figure = diffusion?.jeux.find((jeu) => jeu.figure.code === "demandes-communes")?.figure;
    const secrets = (figure?.lignes ?? []).filter(({ cellules }) => cellules.demandes?.manque === "secret");
    expect(secrets.length).toBeGreaterThan(0);
    const { html } = await ask(`${SITE}/communes`);
    for (const ligne of figure?.lignes ?? []) {
      const [row = ""] = html.match(new RegExp(`<th scope="row"[^>]*>${ligne.libelle}</th>.*?</tr>`, "s")) ?? [];
      const shown = textOf(/data-titre="Demandes en attente">(.*?)<\/td>/s.exec(row)?.[1] ?? "");
      const { valeur = null } = ligne.cellules.demandes ?? {};
      const expected = valeur === null ? "secret" : String(valeur);
      expect([ligne.libelle, shown.replaceAll(/\s/g, "")]).toEqual([ligne.libelle, expected]);
    }
  });

  it("reserved for employees are those of the last release, on the page as in its open file", async () => {
    const { text, html } = await ask(`${SITE}/reserves`);
    const file = await app.request(`/observatoire/${EPCI}/reserves-communes.ouvert.csv`);
    const [, ...rows] = (await file.text()).trim().split("\n");
    expect(rows.length).toBeGreaterThan(2);
    expect(text).toContain("Saint-Dizier");
    expect(text).toContain("secret");
    expect(html).toContain(`href="/observatoire/${EPCI}/reserves-communes.ouvert.csv"`);
    expect(text).toMatch(/En quartier prioritaire [\d ]+/);
    expect(text).toContain("Attributions à des salariés d’entreprises qui cotisent, par année");
    expect(text).toContain("RPLS au 1er janvier 2017");
    // The contact is an organisation, never a person.
    expect(text).toContain("Vitry Habitat");
    expect((await ask(SITE)).html).toContain(`${SITE}/reserves`);
    expect((await ask(`/t/${EPCI}/cil`)).html).toContain(`${SITE}/reserves`);
  });

  it("are none when nothing is published, and the site says so", async () => {
    await database.pool.query("insert into territoire (epci, nom, demonstration) values ('200000172', 'Muette', true)");
    const { statut, text, html } = await ask("/logement-social/200000172/communes");
    expect(statut).toBe(200);
    expect(text).toContain("Aucun chiffre n’est publié");
    expect(html).not.toContain("<table");
    const reserves = await ask("/logement-social/200000172/reserves");
    expect(reserves.text).toContain("n’a encore publié aucun chiffre du parc social");
    expect(reserves.html).not.toContain("<table");
    expect((await ask("/logement-social/200000172/guichets")).text).toContain("Aucun guichet n’est encore publié");
    // Two territories are open: the page asks to choose.
    expect((await ask("/logement-social")).text).toContain("Où cherchez-vous un logement ?");
  });
});

describe("the desks", () => {
  it("say if they are open today, and are on the map by the number of the list", async () => {
    const { html, text } = await ask(`${SITE}/guichets`);
    expect(text).toContain("Ouvert aujourd’hui");
    expect(text).toContain("Fermé aujourd’hui Ouvre le mardi 24 novembre 2026");
    expect(text).toContain("de 9 h à 12 h et de 13 h 30 à 17 h 30");
    expect(html).toContain('href="tel:0900000000"');
    expect(html.match(/<circle/g)).toHaveLength(3);
  });
});

describe("questions", () => {
  it("are searched by any word, accents aside", async () => {
    const { text } = await ask(`${SITE}/questions?q=prefet`);
    expect(text).toContain("J’attends depuis très longtemps");
    expect(text).not.toContain("Combien coûte une demande");
    const none = await ask(`${SITE}/questions?q=${encodeURIComponent("<b>zèbre")}`);
    expect(none.text).toContain("Rien ne contient « &lt;b&gt;zèbre »");
    expectSoundPage(none.html);
  });
});
