// @module-tag long
// @module-tag navigateur
// @module-tag profondeur
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUCUN_DROIT, type Cadre } from "#socle/pages/design/cadre.ts";
import { renderErreurPage } from "#socle/pages/site/erreur-page.tsx";
import { BUDGET } from "../html/budget.ts";
import { readFacture } from "../html/facture.ts";
import { CAS } from "./cas.ts";
import type { Visiteur } from "./cas-observatoire.ts";
import { textOf } from "./formulaire.ts";
import { isNew } from "./nouveau.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen, findDisorder, heightOf, look } from "./regard.ts";
import { openVoies, sessionOf, type Voie, type Voies } from "./voies.ts";

const T = `/t/${EPCI}`;
const MAX_OCTETS = 30_000;
/** Pages in flight: one more than a core, and they wait for one another. */
const VOIES = 2;

const SANS_DESORDRE = `<h1>a</h1><div style="display:flex;flex-wrap:wrap"><p style="width:60%">b<br>b</p><p style="width:30%">c</p><p>d</p></div>
  <p>e <a href="#">${"f ".repeat(120)}</a> <b>g</b></p><p style="position:absolute;top:-50px">h</p><p hidden>i</p>
  <div style="columns:2"><p>j</p><p>k</p></div>`;

const EN_DEUX_FOIS = [
  `<!doctype html><html lang="fr"><head><title>Lente</title></head><body><main><h1>Le début</h1>
  <p><label for="plus-loin">Ce qui vient plus loin</label></p><!--${" ".repeat(2000)}-->`,
  '<p><input id="plus-loin" type="text"></p></main></body></html>',
];

describe.skipIf(CHROMIUM === null)("every page, in a real browser", () => {
  let produit: Produit;
  let css: { readonly href: string; readonly octets: number };
  let voies: Voies;

  beforeAll(async () => {
    produit = await startProduit();
    const html = await (await fetch(`${produit.url}/connexion`)).text();
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? "";
    css = { href, octets: gzipSync(await (await fetch(produit.url + href)).text()).length };
    voies = openVoies(produit, VOIES);
  }, 240_000);
  afterAll(() => produit?.close());

  /** What the page says, and nothing that the browser complains of. */
  function expectQuiet({ said }: Voie, statut: number): void {
    // The browser reports the page's own refusal as an error: that one is expected.
    const others = said.splice(0).filter((line) => statut < 400 || !line.includes(`status of ${statut}`));
    expect(others).toEqual([]);
  }

  /** The page as it stands: read and seen at every width. */
  async function expectGood(voie: Voie, statut: number): Promise<void> {
    await expectSeen(voie.page);
    expectQuiet(voie, statut);
  }

  /** HTML and style sheet, as they travel. */
  function expectLight(html: Buffer | string): void {
    expect(html.length).toBeGreaterThan(500);
    expect(gzipSync(html).length + css.octets).toBeLessThanOrEqual(MAX_OCTETS);
  }

  async function read(visiteur: Visiteur, chemin: string): Promise<{ readonly statut: number; readonly html: string }> {
    const session = await sessionOf(produit, visiteur);
    const answer = await fetch(produit.url + chemin, {
      headers: { accept: "text/html", ...(session ? { cookie: `blaise=${session}` } : {}) },
    });
    return { statut: answer.status, html: await answer.text() };
  }

  it.concurrent.each(CAS)(
    "%s, %s: accessible, not too wide, not too high, not too heavy",
    async (visiteur, _, chemin, statut, dit) => {
      const answer = await read(visiteur, chemin);
      const { fautes, texte, ...facture } = readFacture(answer.html);
      expect(answer.statut).toBe(statut);
      expect(texte).toContain(dit);
      expect(fautes).toEqual([]);
      expectLight(answer.html);
      const nouvelle = isNew(facture);
      await voies.take(visiteur, async (voie) => {
        // A refusal is short, and what is read without an account is a publication: the budget is that of work.
        if (statut === 200 && visiteur !== "personne") {
          expect(await heightOf(voie.page, produit.url + chemin, answer.html)).toBeLessThanOrEqual(BUDGET.hauteur);
          voie.said.length = 0;
        }
        if (!nouvelle) return;
        const response = await voie.page.goto(produit.url + chemin);
        expect(response?.status()).toBe(statut);
        await look(voie.page);
        expectQuiet(voie, statut);
      });
    },
  );

  it("lets whoever is logged in leave from any page, and says nothing of them in its frame", async () => {
    for (const [visiteur, , chemin] of CAS) {
      if (visiteur === "personne" || visiteur === "session-perimee" || !/bilan|nulle|journal$|^\/$/.test(chemin))
        continue;
      const html = await (
        await fetch(produit.url + chemin, { headers: { cookie: await produit.cookie(visiteur) } })
      ).text();
      const entete = /<header[\s\S]*?<\/header>/.exec(html)?.[0] ?? "";
      expect(entete, chemin).toMatch(/<form[^>]* action="\/deconnexion">[\s\S]*Se déconnecter/);
      expect(entete, chemin).not.toContain("@");
      expect(entete, chemin).not.toContain("Démonstration ");
    }
  });

  it("the answers of a form: refused, granted with its link, and the page of that link", () =>
    voies.take("gestionnaire-epci", async (voie) => {
      const { page } = voie;
      await page.goto(`${produit.url}${T}/habilitations/accorder`);
      await page.locator("#organisation").selectOption({ label: "OPH de Saint-Dizier (Bailleur)" });
      await page.locator("#courriel").fill("pages@exemple.fr");
      await page.locator("#prenom").fill("Alix");
      await page.locator("#nom").fill("Martin");
      await page.locator('input[name="role"][value="reservataire"]').check();
      await page.locator("#motif").fill("arrivée au service attribution");
      await page.locator('main button[type="submit"]').click();
      await page.waitForSelector("text=L’habilitation n’est pas accordée");
      expect(await page.locator("#courriel").inputValue()).toBe("pages@exemple.fr");
      await expectGood(voie, 422);
      await page.locator('input[name="role"][value="agent-bailleur"]').check();
      await page.locator('input[name="remise"][value="main"]').check();
      await page.locator('main button[type="submit"]').click();
      await page.waitForSelector("#lien");
      await expectGood(voie, 200);
      const lien = new URL(await page.locator("#lien").inputValue()).pathname;
      await voies.take("personne", async (nouveau) => {
        const { page: visitor } = nouveau;
        await visitor.goto(produit.url + lien);
        await expectGood(nouveau, 200);
        // The port asked was « any »: the link was written before it was known.
        await visitor.goto(produit.url + new URL(await produit.premierLien).pathname);
        await visitor.locator("#courriel").fill("admin@exemple.fr");
        await visitor.locator("#prenom").fill("Camille");
        await visitor.locator("#nom").fill("Durand");
        await visitor.locator("#mot_de_passe").fill("motdepassemotdepasse");
        await visitor.locator('main button[type="submit"]').click();
        await visitor.waitForSelector('[role="alert"]');
        await expectGood(nouveau, 422);
      });
    }));

  it("a simulation from its levers to a scenario: refused, computed, saved, read by a commune", () =>
    voies.take("agent-epci", async (voie) => {
      const { page } = voie;
      await page.goto(`${produit.url}${T}/simulation/preparer`);
      await page.locator('[id="partHorsQpv"]').fill("beaucoup");
      await page.locator("main button", { hasText: "Simuler" }).click();
      await page.waitForSelector("text=1 champ est à corriger");
      expect(await page.locator("[role=alert]").evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
      expect(await page.locator('[id="partHorsQpv"]').inputValue()).toBe("beaucoup");
      await expectGood(voie, 422);
      await page.locator('[id="partHorsQpv"]').fill("45");
      await page.locator("main button", { hasText: "Simuler" }).click();
      await page.waitForSelector("text=Ce résultat n’est pas encore enregistré");
      await expectGood(voie, 200);
      await page.locator("#nom").fill("45 % des relogés hors QPV");
      await page.locator("main button", { hasText: "Enregistrer" }).click();
      await page.waitForSelector("text=Le scénario est enregistré.");
      await expectGood(voie, 200);
      await voies.take("commune", async ({ page: reader }) => {
        await reader.goto(page.url().replace(/\?.*/, ""));
        expect(await textOf(reader)).toContain("Scénario « 45 % des relogés hors QPV »");
      });
    }));

  it("a pack that is frozen: told to who froze it, read by a commune with its figures", () =>
    voies.take("agent-epci", async (voie) => {
      const { page } = voie;
      await page.goto(`${produit.url}${T}/observatoire/packs/preparer?trimestre=2018-T3`);
      await page.locator("main button", { hasText: "Figer ce pack" }).click();
      await page.waitForSelector("text=Le pack est figé.");
      await expectGood(voie, 200);
      await voies.take("commune", async (lecteur) => {
        const { page: reader } = lecteur;
        const response = await reader.goto(page.url().replace(/\?.*/, ""));
        expect(await textOf(reader)).toMatch(/Figé le .* par .*Sources et empreinte/);
        await expectGood(lecteur, 200);
        expectLight((await response?.body()) ?? "");
        await reader.goto(`${produit.url}${T}/observatoire/packs`);
        expect(await textOf(reader)).toContain("Packs figés");
        await expectGood(lecteur, 200);
      });
    }));

  it("an avenant from its form to its objectives: refused, checked, saved", () =>
    voies.take("agent-epci", async (voie) => {
      const { page } = voie;
      await page.goto(`${produit.url}${T}/avenants`);
      await page.locator("#titre").fill("Avenant n° 1");
      await page.locator("#objet").fill("Relève l’objectif de 2020.");
      await page.locator('#preparer input[value="annee-entiere"]').check();
      await page.locator("#preparer button").click();
      await page.waitForSelector("text=Le projet est créé.");
      await expectGood(voie, 200);
      await page.locator("text=Modifier les objectifs").click();
      await page.locator('[id="taux.2020.hors-qpv.epci"]').fill("vingt");
      await page.locator('button[value="enregistrer"]').first().click();
      await page.waitForSelector("text=Non enregistré");
      expect(await page.locator("[role=alert]").evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
      expect(await page.locator('[id="taux.2020.hors-qpv.epci"]').inputValue()).toBe("vingt");
      await expectGood(voie, 422);
      await page.locator('[id="taux.2020.hors-qpv.epci"]').fill("25");
      // Of the years of the former version the law says nothing any more: this one is new.
      const annee = new Date().getFullYear();
      await page.locator("#ajout_annee").fill(String(annee));
      await page.locator('button[value="ajouter-annee"]').click();
      await page.locator(`[id="taux.${annee}.hors-qpv.epci"]`).fill("20");
      await page.locator('button[value="verifier"]').first().click();
      await page.waitForSelector("text=Rien n’est encore enregistré.");
      expect(await textOf(page)).toMatch(new RegExp(`Bloquant ?${annee} : 20 % hors QPV`));
      await expectGood(voie, 200);
      await page.locator('button[value="enregistrer"]').first().click();
      await page.waitForSelector("text=Les objectifs sont enregistrés.");
      await expectGood(voie, 200);
      await page.goto(`${produit.url}${T}/avenants`);
      expect(await textOf(page)).toContain("Avec ces objectifs, 2017 aurait été");
      await expectGood(voie, 200);
    }));

  it.each([
    [401, "connexion-requise", "Connectez-vous pour voir cette page."],
    [413, "envoi-trop-grand", "L’envoi dépasse la taille acceptée."],
    [429, "trop-de-demandes", "Attendez une minute, puis recommencez."],
    [500, "erreur-interne", "Une erreur est survenue de notre côté."],
  ])("refusal %i: the page that nobody can ask for", (statut, code, message) =>
    voies.take("personne", async (voie) => {
      const { page } = voie;
      const cadre: Cadre = {
        territoire: null,
        plusieursTerritoires: false,
        ressources: { css: css.href, cssPublic: "", icone: "", islands: {} },
        version: "0.0.0",
        connecte: true,
        chemin: null,
        garde: null,
        salles: [],
        droits: AUCUN_DROIT,
      };
      const body = renderErreurPage({ cadre, statut, code, message, reference: statut === 500 ? "1a2b3c" : undefined });
      await page.route("**/etat", (route) => route.fulfill({ status: statut, contentType: "text/html", body }));
      expect((await page.goto(`${produit.url}/etat`))?.status()).toBe(statut);
      expect(await textOf(page)).toContain(message);
      await expectGood(voie, statut);
      await page.unroute("**/etat");
    }),
  );

  it.each([
    ["order", '<div style="display:flex;flex-direction:column"><p>a</p><p style="order:-1">b</p></div>', 1],
    ["row-reverse", '<div style="display:flex;flex-direction:row-reverse"><p>a</p><p>b</p></div>', 1],
    ["column-reverse", '<ul style="display:flex;flex-direction:column-reverse"><li>a<li>b</ul>', 1],
    ["a grid area", '<div style="display:grid"><p style="grid-row:2">a</p><p style="grid-row:1">b</p></div>', 1],
    ["a position", '<br><p>a</p><div><p style="position:absolute;top:0;margin:0">b</p></div><p>c</p>', 1],
    [
      "a position of a heading",
      '<br><h1>a</h1><section><h2 style="position:absolute;top:0;margin:0">b</h2><p>c</p></section>',
      1,
    ],
    ["columns, lines that wrap, what nobody sees", SANS_DESORDRE, 0],
  ])("what is seen in another order than it is read is found: %s", (_, html, nombre) =>
    voies.take("personne", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 900 });
      // A page of the product would leave it the policy that forbids styles written in it.
      await page.goto("about:blank");
      await page.setContent(html);
      expect(await findDisorder(page)).toHaveLength(nombre);
    }),
  );

  it("a page whose words are there before its end is read to its end", () =>
    voies.take("personne", async ({ page }) => {
      const [debut, fin] = EN_DEUX_FOIS;
      const lent = createServer((_, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.write(debut);
        setTimeout(() => response.end(fin), 500);
      });
      await new Promise<void>((resolve) => lent.listen(0, "127.0.0.1", resolve));
      try {
        const adresse = `http://127.0.0.1:${(lent.address() as AddressInfo).port}/`;
        await page.goto(adresse, { waitUntil: "commit" });
        await page.waitForSelector("text=Le début");
        await expectSeen(page, [1280]);
      } finally {
        lent.close();
      }
    }));

  it("shows the demonstration's bilan of 2017: 66 of 360, 247 of 391, 21 unlocated and 4 without resources", async () => {
    const page = await produit.newPage("agent-epci", { javaScriptEnabled: false });
    await page.goto(`${produit.url}${T}/bilan?annee=2017&periode=annee`);
    for (const pli of await page.locator("details.pli > summary").all()) await pli.click();
    const text = await textOf(page);
    for (const figure of ["66 sur 360", "247 sur 391", "18,3 %", "63,2 %", "17,3 %", "20,1 %"])
      expect(text).toContain(figure);
    expect(text).toMatch(/21\s+non localisées et 4\s+sans ressources connues/);
    await page.close();
  });
});
