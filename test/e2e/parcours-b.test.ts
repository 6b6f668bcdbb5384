// @module-tag navigateur
// @module-tag preuve
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goThrough, openWith, pressAndWait, tabTo } from "./clavier.ts";
import { textOf } from "./formulaire.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen } from "./regard.ts";

const T = `/t/${EPCI}`;
const GESTIONNAIRE = { courriel: "gestion@exemple.fr", phrase: "tortue marée violon" };
const AGENT = { courriel: "agence@exemple.fr", phrase: "bougie sentier armoire" };

describe.skipIf(CHROMIUM === null)(
  "journey B with the keyboard alone: a habilitation, from its grant to its end",
  () => {
    let produit: Produit;
    let administrateur: Page;
    let gestionnaire: Page;
    let agent: Page;
    let lien = "";
    beforeAll(async () => {
      produit = await startProduit();
      administrateur = await produit.newPage("administrateur");
      gestionnaire = await produit.newPage(null);
      agent = await produit.newPage(null);
    }, 240_000);
    afterAll(() => produit?.close());

    const titleOf = async (page: Page) => ((await page.locator("h1").textContent()) ?? "").trim();

    async function fill(page: Page, champ: string, valeur: string): Promise<void> {
      await tabTo(page, new RegExp(`^${champ} `));
      await page.keyboard.insertText(valeur);
    }

    /** The link is to be shown, not sent: the second of two radio buttons, which have neither text nor id of their own. */
    async function handOver(page: Page): Promise<void> {
      await tabTo(page, /^ $/);
      await page.keyboard.press("ArrowDown");
      expect(await page.locator('input[name="remise"][value="main"]').isChecked()).toBe(true);
    }

    async function follow(page: Page, lienOuBouton: RegExp): Promise<void> {
      await tabTo(page, lienOuBouton);
      await pressAndWait(page, "Enter");
    }

    /** Reaching the field with Tab selects all of it: it remains to copy. Its address was written before the port was known. */
    async function copyLink(page: Page): Promise<string> {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await tabTo(page, /^lien /);
      await page.keyboard.press("Control+c");
      const copied = await page.evaluate(async () => {
        const { navigator } = globalThis as unknown as { navigator: { clipboard: { readText(): Promise<string> } } };
        return navigator.clipboard.readText();
      });
      expect(copied).toBe(await page.locator("#lien").inputValue());
      return produit.url + new URL(copied).pathname;
    }

    async function openLink(page: Page, phrase: string): Promise<void> {
      await page.goto(lien);
      await fill(page, "mot_de_passe", phrase);
      await pressAndWait(page, "Enter");
      expect(await titleOf(page)).toBe("Mon compte");
    }

    async function logIn(page: Page, { courriel, phrase }: typeof AGENT): Promise<void> {
      await fill(page, "courriel", courriel);
      await fill(page, "mot_de_passe", phrase);
      await pressAndWait(page, "Enter");
    }

    it("an administrator, who enters no territory, names its first manager", async () => {
      await administrateur.goto(`${produit.url}/`);
      await follow(administrateur, / Administrateurs et premiers gestionnaires/);
      await follow(administrateur, / Nommer une personne/);
      await fill(administrateur, "courriel", GESTIONNAIRE.courriel);
      await fill(administrateur, "prenom", "Camille");
      await fill(administrateur, "nom", "Durand");
      await fill(administrateur, "motif", "désignée par le président de l’EPCI");
      await handOver(administrateur);
      await follow(administrateur, / Nommer$/);
      expect(await textOf(administrateur)).toContain("Camille Durand");
      lien = await copyLink(administrateur);
      await expectSeen(administrateur);
    });

    it("the manager opens the link, chooses a password, leaves and comes back with it", async () => {
      await openLink(gestionnaire, GESTIONNAIRE.phrase);
      expect(await textOf(gestionnaire)).toContain("Gestionnaire des habilitations de l’EPCI");
      await expectSeen(gestionnaire);
      await openWith(gestionnaire, "Compte");
      await follow(gestionnaire, / Se déconnecter/);
      expect(await textOf(gestionnaire)).toContain("Votre session Blaise est fermée.");
      await follow(gestionnaire, / Se reconnecter/);
      await logIn(gestionnaire, GESTIONNAIRE);
      expect(gestionnaire.url()).toBe(`${produit.url}${T}/a-faire`);
    });

    it("the link, once used, says that it is", async () => {
      await agent.goto(lien);
      expect(await titleOf(agent)).toBe("Ce lien ne sert plus");
    });

    it("the manager grants an agent of a bailleur their right, and copies the link", async () => {
      await follow(gestionnaire, / Habilitations$/);
      await follow(gestionnaire, / Accorder une habilitation/);
      await fill(gestionnaire, "courriel", AGENT.courriel);
      await fill(gestionnaire, "prenom", "Alix");
      await fill(gestionnaire, "nom", "Martin");
      await handOver(gestionnaire);
      await tabTo(gestionnaire, /^organisation /);
      await gestionnaire.keyboard.type("OPH");
      // A radio button has neither text nor id of its own.
      await tabTo(gestionnaire, /^ $/);
      for (let tries = 0; tries < 14; tries++) {
        if (await gestionnaire.locator('input[value="agent-bailleur"]').isChecked()) break;
        await gestionnaire.keyboard.press("ArrowDown");
      }
      await fill(gestionnaire, "motif", "arrivée au service attribution");
      await follow(gestionnaire, / Accorder$/);
      expect(await textOf(gestionnaire)).toContain("Alix Martin est « Agent de bailleur » pour OPH de Saint-Dizier");
      lien = await copyLink(gestionnaire);
    });

    it("that person sets a password and sees their bailleur's bilan, and no other", async () => {
      await openLink(agent, AGENT.phrase);
      await follow(agent, / Blaise$/);
      expect(await textOf(agent)).toContain("Vous êtes ici Agent de bailleur, pour OPH de Saint-Dizier.");
      await follow(agent, / Bilan$/);
      expect(await titleOf(agent)).toMatch(/^Bilan, année \d{4}, OPH de Saint-Dizier$/);
      expect((await agent.locator("#bailleur option").allTextContents()).map((nom) => nom.trim())).toEqual([
        "OPH de Saint-Dizier",
      ]);
      const other = await agent.goto(`${produit.url}${T}/bilan?annee=2017&bailleur=999000029`);
      expect(other?.status()).toBe(404);
      await agent.goBack();
    });

    it("revoked, they are refused at their next click, and told why", async () => {
      await follow(gestionnaire, / Voir l’habilitation/);
      await fill(gestionnaire, "motif-revocation", "départ du service ce jour");
      await follow(gestionnaire, / Révoquer$/);
      expect(await textOf(gestionnaire)).toContain("L’habilitation est révoquée.");
      await goThrough(agent, "Données");
      expect(await titleOf(agent)).toBe("Ce territoire ne vous est pas ouvert");
      expect(await textOf(agent)).toContain("adressez-vous à la personne qui les gère");
      expect(await agent.locator("#menu").count()).toBe(0);
      await expectSeen(agent);
      await follow(agent, / Voir vos habilitations/);
      expect(await textOf(agent)).toContain("Aucune : vous voyez ce que voit le public.");
    });

    it.each([true, false])(
      "a session that is over: log in, and back to the page asked (script: %s)",
      async (script) => {
        const page = await produit.newPage(null, { javaScriptEnabled: script });
        await page.goto(`${produit.url}/connexion`);
        await logIn(page, GESTIONNAIRE);
        await gestionnaire.goto(`${produit.url}/mon-compte`);
        await follow(gestionnaire, / Fermer toutes les autres sessions/);
        await follow(page, / Habilitations$/);
        expect(await textOf(page)).toContain("Votre session a expiré");
        await logIn(page, GESTIONNAIRE);
        expect(page.url()).toBe(`${produit.url}${T}/habilitations`);
        expect(await titleOf(page)).toBe("Habilitations");
        await page.context().close();
      },
    );
  },
);
