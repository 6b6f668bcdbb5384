import { afterAll, beforeAll, expect, it } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { annulationOf } from "../../../test/fixtures/annulation.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, openTerritoireEssai } from "../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../test/journal/personnes.ts";

const T = `/t/${EPCI}`;
let database: TestDatabase;
let agent: Acteur;
let guichet: Acteur;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  const organisation = await addOrganisation(database.pool, "epci", "EPCI d’essai");
  agent = await addPersonne(database.pool, "agent", [{ role: "agent-epci", epci: EPCI, organisation }]);
  guichet = await addPersonne(database.pool, "guichet", [{ role: "guichet", epci: EPCI, organisation }]);
});
afterAll(() => database.drop());

/** A browser: it keeps what it is given, and gives it back. */
class Navigateur {
  readonly cookies = new Map<string, string>();
  acteur: Acteur | null;
  constructor(acteur: Acteur | null) {
    this.acteur = acteur;
  }

  async ask(chemin: string, champs?: Readonly<Record<string, string>>) {
    const app = createTestApp(database.bases, {}, this.acteur);
    const cookie = [...this.cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; ");
    const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin", cookie };
    const sent = champs && { method: "POST", body: new URLSearchParams(champs) };
    const response = await app.request(chemin, { headers, ...sent });
    for (const ligne of response.headers.getSetCookie()) {
      const [, nom = "", valeur = ""] = /^([^=]+)=([^;]*)/.exec(ligne) ?? [];
      if (/max-age=0/i.test(ligne)) this.cookies.delete(nom);
      else this.cookies.set(nom, valeur);
    }
    const html = await response.text();
    return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") };
  }

  async reprendre() {
    const { html } = await this.ask(`${T}/reprendre`);
    expectSoundPage(html);
    const [, epinglees = "", recentes = ""] = html.split(/<h2 id="(?:epinglees|recentes)">/);
    const liens = (part: string) => [...part.matchAll(/<li>[\s\S]*?href="([^"]+)"/g)].map(([, href]) => href);
    return { epinglees: liens(epinglees), recentes: liens(recentes.split("</section>")[0] ?? ""), html };
  }
}

it("keeps the last pages that were shown, each once, without what was asked of them", async () => {
  const navigateur = new Navigateur(agent);
  expect((await navigateur.reprendre()).recentes).toEqual([]);
  for (const page of [
    "bilan?annee=2017",
    "donnees",
    "bilan",
    "bilan.csv",
    "bilan/inconnues",
    "nulle-part",
    "journal",
    "a-faire",
  ])
    await navigateur.ask(`${T}/${page}`);
  // The journal is not of this role.
  expect((await navigateur.reprendre()).recentes).toEqual([`${T}/bilan`, `${T}/donnees`]);
  expect([...navigateur.cookies.values()].join()).not.toContain("2017");
});

it("pins a page of the plan that is open, takes it away, and refuses others", async () => {
  const navigateur = new Navigateur(agent);
  await navigateur.ask(`${T}/bilan`);
  expect((await navigateur.reprendre()).html).toContain("Épingler");
  const done = await navigateur.ask(`${T}/reprendre/epingler`, { page: "bilan" });
  expect([done.statut, done.vers]).toEqual([303, `${T}/reprendre?fait=epinglee&annuler=bilan`]);
  expect((await navigateur.reprendre()).epinglees).toEqual([`${T}/bilan`]);
  for (const page of ["", "relogement/menages/148", "https://ailleurs.invalid", "plateforme"]) {
    const refused = await navigateur.ask(`${T}/reprendre/epingler`, { page });
    expect([page, refused.statut]).toEqual([page, 422]);
    expect(refused.text).toContain("Rien n’a changé");
  }
  expect((await new Navigateur(guichet).ask(`${T}/reprendre/epingler`, { page: "bilan" })).statut).toBe(409);
  const retiree = await navigateur.ask(`${T}/reprendre/retirer`, { page: "bilan" });
  expect((await navigateur.reprendre()).epinglees).toEqual([]);
  for (const [vers, chemin, epinglees] of [
    [retiree.vers, "epingler", [`${T}/bilan`]],
    [done.vers, "retirer", []],
  ] as const) {
    const offre = annulationOf((await navigateur.ask(vers ?? "")).html);
    expect([offre?.chemin, offre?.champs]).toEqual([`reprendre/${chemin}`, { page: "bilan" }]);
    await navigateur.ask(`${T}/reprendre/${chemin}`, offre?.champs ?? {});
    expect((await navigateur.reprendre()).epinglees).toEqual(epinglees);
  }
  expect((await navigateur.ask(`${T}/reprendre/retirer`, { page: "bilan" })).vers).toBe(`${T}/reprendre?fait=retiree`);
  expect(annulationOf((await navigateur.ask(`${T}/reprendre?fait=epinglee&annuler=Lisez+ceci`)).html)).toBeNull();
});

it("is not shown to the next person of the same browser, nor kept for whoever has no account", async () => {
  const navigateur = new Navigateur(agent);
  await navigateur.ask(`${T}/bilan`);
  await navigateur.ask(`${T}/reprendre/epingler`, { page: "bilan" });
  navigateur.acteur = guichet;
  const { epinglees, recentes } = await navigateur.reprendre();
  expect([epinglees, recentes]).toEqual([[], []]);
  const anonyme = new Navigateur(null);
  await anonyme.ask(`${T}/cil`);
  await anonyme.ask("/methode");
  expect(anonyme.cookies.size).toBe(0);
  expect((await anonyme.ask(`${T}/reprendre`)).vers).toContain("/connexion");
});

it("leaves public pages the same for all: they are given no cookie", async () => {
  const navigateur = new Navigateur(agent);
  await navigateur.ask(`${T}/cil`);
  expect(navigateur.cookies.size).toBe(0);
});

it("keeps a page as it is asked for, under a name, for that account and that territory alone", async () => {
  const navigateur = new Navigateur(agent);
  const vue = { page: "bilan", requete: "bailleur=999000011&annee=2017&q=Dupont&fait=x", nom: " L’an 2017 # 100 % " };
  const done = await navigateur.ask(`${T}/reprendre/garder`, vue);
  // Its parameters in one order; what was looked for is not kept.
  expect([done.statut, done.vers]).toEqual([303, `${T}/bilan?annee=2017&bailleur=999000011`]);
  expect((await navigateur.ask(`${T}/bilan?bailleur=999000011&annee=2017`)).text).toContain("Vue : L’an 2017 # 100 %");
  expect((await navigateur.ask(`${T}/bilan`)).text).toContain("Mes vues (1)");
  expect((await navigateur.ask(`${T}/contingents?annee=2018`)).text).toContain("Garder cette vue");
  const autre = new Navigateur(guichet);
  for (const [nom, valeur] of navigateur.cookies) autre.cookies.set(nom, valeur);
  expect((await autre.ask(`${T}/reprendre`)).text).toContain("Aucune vue.");
  const { html } = await navigateur.ask(`${T}/reprendre`);
  expectSoundPage(html);
  expect(html).toContain(`href="${T}/bilan?annee=2017&amp;bailleur=999000011"`);
});

it("gives a name once on a page, takes a view away, and refuses one that is none", async () => {
  const navigateur = new Navigateur(agent);
  const keep = (requete: string, nom: string, page = "bilan") =>
    navigateur.ask(`${T}/reprendre/garder`, { page, requete, nom });
  await keep("annee=2017", "Année");
  await keep("annee=2018", "Année");
  expect((await navigateur.ask(`${T}/bilan?annee=2018`)).text).toContain("Vue : Année");
  for (const [requete, nom, page] of [
    ["", "Année", "bilan"],
    ["fait=oui&feuille=lots.2", "Année", "bilan"],
    ["annee=2018", "", "bilan"],
    ["annee=2018", "x".repeat(41), "bilan"],
    ["annee=2018", "Ici", "https://ailleurs.invalid"],
  ] as const) {
    const refused = await keep(requete, nom, page);
    expect([requete, nom, page, refused.statut]).toEqual([requete, nom, page, 422]);
    expect(refused.text).toContain("Rien n’a changé");
  }
  let last = 303;
  for (let n = 0; n < 20 && last === 303; n += 1) last = (await keep(`annee=${2000 + n}`, `Vue ${n}`)).statut;
  expect(last).toBe(409);
  expect((await navigateur.ask(`${T}/reprendre`)).html).toContain(">Vue 0<");
  const gone = await navigateur.ask(`${T}/reprendre/oublier`, { page: "bilan", nom: "Année" });
  expect(gone.vers).toBe(`${T}/reprendre?fait=oubliee`);
  expect((await navigateur.ask(`${T}/reprendre`)).html).not.toContain(">Année<");
});

it("remembers the columns put away in a list, until they are all back", async () => {
  const navigateur = new Navigateur(agent);
  await navigateur.ask(`${T}/donnees?masquees=lots.statut,periode`);
  expect(navigateur.cookies.get("blaise-colonnes")).toBeTruthy();
  await navigateur.ask(`${T}/donnees?masquees=lots.statut`);
  expect(decodeURIComponent(navigateur.cookies.get("blaise-colonnes") ?? "")).toBe(
    `${agent.compte}!donnees|lots.statut`,
  );
  await navigateur.ask(`${T}/donnees?masquees=lots.`);
  expect(decodeURIComponent(navigateur.cookies.get("blaise-colonnes") ?? "")).toBe(String(agent.compte));
});
