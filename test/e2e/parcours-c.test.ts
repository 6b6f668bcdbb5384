// @module-tag preuve
// @module-tag navigateur
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { pressAndWait, tabTo } from "./clavier.ts";
import { type Reponse, textOf, write } from "./formulaire.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen, findViolations } from "./regard.ts";

const T = `/t/${EPCI}/demandes`;
const MOI = `/ma-demande/${EPCI}`;
const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    // In the page: its own globals, which the types of Node do not know.
    const { document } = globalThis as unknown as { document: { activeElement: { textContent: string } | null } };
    return document.activeElement?.textContent ?? "";
  });
}

/** A photograph of a paper: a grey sheet, which any camera could have taken. */
const PHOTO = await sharp({ create: { width: 480, height: 640, channels: 3, background: "#dcdcdc" } })
  .jpeg()
  .toBuffer();

/** Of a page's HTML, compressed. */
const OCTETS_MAX = 20_000;

/** What is typed, by the question that asks it; a question that is not here is left to « Continuer ». */
const REPONSES: Readonly<Record<string, Reponse>> = {
  "vous/identite": { civilite: "madame", nom: "Synthétique", prenom: "Camille", naissance: "1990-05-02" },
  "vous/joindre": { telephone: "06 39 98 00 77", courriel: "camille-e2e@demonstration.invalid", accords: ["courriel"] },
  "vous/situation": { situation: "celibataire" },
  "vous/nationalite": { nationalite: "inconnue" },
  "menage/handicap": { handicap: "non" },
  "revenus/travail": { profession: "salarie-prive", contrat_court: "non" },
  "revenus/employeur": { siret: "356 000 000 00048", plus_de_dix: "oui" },
  "revenus/ressources": { sources: ["salaire"], mensuel: "1 350,40" },
  "revenus/impots": { rfr_inconnu: "oui" },
  "logement-actuel/logement": { mode: "locataire-prive", commune: "52448", proprietaire_ailleurs: "non" },
  "logement-actuel/loyer": { loyer: "520" },
  "logement-actuel/taille": { personnes: "1", pieces: "2", surface: "38" },
  "recherche/motifs": { principal: "13" },
  "recherche/logement": { typologies: ["T2"], genre: "indifferent" },
  "recherche/lieux": { lieu_1: "52448", elargir: "oui" },
  "recherche/rapide": { mobilite: "non", meuble: "non" },
  "recherche/violences": { violences: "non" },
  "recherche/dalo": { dalo: "non" },
};

describe.skipIf(CHROMIUM === null)(
  "journey C on a phone, by touch: a household, from the public site to its answer to a proposal",
  { timeout: 120_000 },
  () => {
    let produit: Produit;
    let page: Page;
    let code = "";
    let dossier = "";
    beforeAll(async () => {
      produit = await startProduit();
      page = await produit.newPage(null, TELEPHONE);
    }, 240_000);
    afterAll(() => produit?.close());

    /** Every page of the journey: axe, light, nothing that overflows, targets for a finger. */
    async function expectGood(): Promise<void> {
      expect(gzipSync(await page.content()).length, page.url()).toBeLessThan(OCTETS_MAX);
      await expectSeen(page, [TELEPHONE.viewport.width]);
      const small = await page
        .locator("main .bouton, main button, main label:has(input[type=radio])")
        .evaluateAll((all) =>
          all
            .map((one) => ({ nom: one.textContent ?? "", hauteur: one.getBoundingClientRect().height }))
            .filter(({ hauteur }) => hauteur > 0 && hauteur < 44),
        );
      expect(small, page.url()).toEqual([]);
    }

    async function tap(of: Page, nom: string | RegExp): Promise<void> {
      const cible = of.locator("main").locator("a, button").filter({ hasText: nom }).first();
      await Promise.all([of.waitForEvent("load"), of === page ? cible.tap() : cible.click()]);
    }

    it("starts from the public site, and is given its code", async () => {
      await page.goto(`${produit.url}/logement-social/${EPCI}`);
      await expectGood();
      await tap(page, "Faire une demande");
      await expectGood();
      await write(page.locator("main"), { pour: "moi" });
      await tap(page, /Commencer|Continuer/);
      code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await textOf(page))?.[0] ?? "";
      expect(code).not.toBe("");
      await expectGood();
    });

    it("answers one question a page; a mistake is told first, and the focus is on it", async () => {
      await page.goto(`${produit.url}${MOI}/etapes`);
      await tap(page, "Continuer");
      expect(await focusOf(page)).toMatch(/Corrigez/);
      await expectGood();
      const vues: string[] = [];
      for (let pas = 0; pas < 40; pas++) {
        const [, question = ""] = /\/etapes\/(.+?)(?:\?|$)/.exec(page.url()) ?? [];
        if (question.startsWith("documents") || question === "verifier") break;
        vues.push(question);
        await write(page.locator("main"), REPONSES[question] ?? {});
        await Promise.all([page.waitForEvent("load"), page.locator("main form.saisie button.bouton").last().tap()]);
        expect(await textOf(page), question).not.toMatch(/Corrigez ce/);
      }
      expect(vues.length).toBeGreaterThanOrEqual(Object.keys(REPONSES).length);
      expect(new Set(vues).size).toBe(vues.length);
      await expectGood();
    });

    it("sends two papers from its camera, and says which one it does not have", async () => {
      await page.goto(`${produit.url}${MOI}/etapes/documents`);
      await expectGood();
      const liens = await page
        .locator('main a[href*="/etapes/documents/"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
      const natures = [...new Set(liens)].filter((lien) => /documents\/[a-z-]+$/.test(lien));
      expect(natures.length).toBeGreaterThan(1);
      for (const [rang, lien] of natures.slice(0, 2).entries()) {
        await page.goto(`${produit.url}${lien}`);
        await expectGood();
        const champ = page.locator('main input[type="file"]').last();
        await champ.setInputFiles({ name: `papier-${rang}.jpg`, mimeType: "image/jpeg", buffer: PHOTO });
        await tap(page, /Envoyer le fichier/);
        expect(await textOf(page)).toMatch(/reçu/i);
        await expectGood();
      }
      await page.goto(`${produit.url}${natures[2] ?? ""}`);
      await page.locator("main summary", { hasText: "Je ne l’ai pas" }).tap();
      await write(page.locator("main"), { raison: "en-attente" });
      await tap(page, "Enregistrer");
      await expectGood();
    });

    it("checks its answers, sends them to the desk, and is told who gives the number", async () => {
      await page.goto(`${produit.url}${MOI}/etapes/verifier`);
      await expectGood();
      await page.locator("main label", { hasText: "Maison de l’habitat" }).first().click();
      await tap(page, /Envoyer/);
      expect(new URL(page.url()).pathname).toBe(`${MOI}/envoyee`);
      expect(await textOf(page)).toContain("système national");
      await expectGood();
    });

    it("is registered at the desk, which opens the file for a reason", async () => {
      const guichet = await produit.newPage("guichet");
      await guichet.goto(`${produit.url}${T}?liste=a-enregistrer`);
      await tap(guichet, /Synthétique/);
      dossier = /demandes\/([0-9a-f-]{36})/.exec(guichet.url())?.[1] ?? "";
      await write(guichet.locator("main"), { motif: "instruction" });
      await tap(guichet, /Ouvrir/);
      await guichet.goto(`${produit.url}${T}/${dossier}/enregistrer`);
      await write(guichet.locator("main"), { numero: "052042600077700", anciennete: HORLOGE.aujourdhui() });
      await tap(guichet, /Enregistrer/);
      expect(await textOf(guichet)).toMatch(/Active/);
      await guichet.close();
    });

    it("receives a proposal from a bailleur that its wishes concern", async () => {
      const bailleur = await produit.newPage("agent-bailleur");
      await bailleur.goto(`${produit.url}${T}/${dossier}`);
      await write(bailleur.locator("main"), { motif: "proposition" });
      await tap(bailleur, /Ouvrir/);
      await bailleur.goto(`${produit.url}${T}/${dossier}/propositions/nouvelle`);
      await write(bailleur.locator("main"), {
        nature: "logement",
        logement: "3 rue de la Démonstration",
        commune: "52448",
        typologie: "T2",
        loyer: "412,50",
        charges: "60",
        repondre_avant: addDays(HORLOGE.aujourdhui(), 15),
      });
      await tap(bailleur, /Proposer|Envoyer/);
      await bailleur.close();
    });

    it("comes back by its code, with the keyboard alone, accepts, and sees who opened its file", async () => {
      const retour = await produit.newPage(null, { viewport: TELEPHONE.viewport });
      await retour.goto(`${produit.url}${MOI}/reprendre`);
      await tabTo(retour, /^code /);
      await retour.keyboard.insertText(code);
      await pressAndWait(retour, "Enter");
      expect(await textOf(retour)).toContain("3 rue de la Démonstration");
      await tabTo(retour, /J.accepte/);
      await pressAndWait(retour, "Enter");
      await tabTo(retour, /J.accepte/);
      await pressAndWait(retour, "Enter");
      expect(await textOf(retour)).toMatch(/accepté/);
      await retour.goto(`${produit.url}${MOI}/acces`);
      const acces = await textOf(retour);
      expect(acces).toMatch(/Guichet enregistreur/);
      expect(acces).not.toMatch(/@demonstration\.invalid/);
      expect(await findViolations(retour)).toEqual([]);
      await retour.close();
    });
  },
);
