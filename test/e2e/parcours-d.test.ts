// @module-tag navigateur
// @module-tag preuve
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goThrough, pressAndWait, tabTo } from "./clavier.ts";
import { textOf } from "./formulaire.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen } from "./regard.ts";

const T = `/t/${EPCI}`;
/** A tablet held upright. */
const TABLETTE = { width: 768, height: 1024 };
/** The last year of the demonstration whose leases are published: its bilan must move. */
const JOURS = { entretien: "2018-09-03", offre: "2018-10-01", reponse: "2018-10-15", bail: "2018-11-05" };

describe.skipIf(CHROMIUM === null)(
  "journey D on a tablet, with the keyboard alone: a household, from the list to its lease",
  // Some of these steps are three forms with twenty fields each.
  { timeout: 90_000 },
  () => {
    let produit: Produit;
    let page: Page;
    let epci: Page;
    let dossier = "";
    let immeuble = "";
    let reloges = 0;
    let horsQpv: readonly number[] = [];
    beforeAll(async () => {
      produit = await startProduit();
      page = await produit.newPage(null, { viewport: TABLETTE });
      epci = await produit.newPage("agent-epci");
    }, 240_000);
    afterAll(() => produit?.close());

    const titleOf = async () => ((await page.locator("h1").textContent()) ?? "").trim();

    async function follow(lienOuBouton: string | RegExp): Promise<void> {
      await tabTo(page, lienOuBouton);
      await pressAndWait(page, "Enter");
    }

    async function fill(champ: string, valeur: string): Promise<void> {
      await tabTo(page, new RegExp(`^${champ} `));
      await page.keyboard.insertText(valeur);
    }

    /** A list takes the first option that begins so. */
    async function choose(champ: string, debut: string): Promise<void> {
      await tabTo(page, new RegExp(`^${champ} `));
      await page.keyboard.type(debut);
    }

    /** Month, day, year: the order of the browser of these tests. */
    async function date(iso: string): Promise<void> {
      const [annee = "", mois = "", jour = ""] = iso.split("-");
      await tabTo(page, /^le /);
      await page.keyboard.type(`${mois}${jour}${annee}`);
      expect(await page.locator("#le").inputValue()).toBe(iso);
    }

    /** Every page of the journey: on a tablet and on a phone, and targets for a finger. */
    async function expectGood(): Promise<void> {
      await expectSeen(page, [TABLETTE.width, 390, 320]);
      await page.setViewportSize(TABLETTE);
      const small = await page
        .locator("main .bouton, main .cible, main select, main input:not([type=hidden])")
        .evaluateAll((targets) =>
          targets
            .map((target) => {
              const whole = target.closest("label") ?? target;
              return { name: target.textContent ?? "", height: whole.getBoundingClientRect().height };
            })
            .filter(({ height }) => height > 0 && height < 44),
        );
      expect(small, page.url()).toEqual([]);
    }

    /** « 38 ménages relogés sur 62 ». */
    const countReloges = async () => Number(/(\d+) ménages? relogés? sur/.exec(await textOf(page))?.[1]);

    /** The first quartile outside priority neighbourhoods, in 2018: « 27 sur 86 ». */
    async function readHorsQpv(): Promise<readonly number[]> {
      await epci.goto(`${produit.url}${T}/bilan?annee=2018&periode=annee`);
      const [, part, total] = /(\d+) sur (\d+)/.exec(await textOf(epci)) ?? [];
      return [Number(part), Number(total)];
    }

    it("logs in, and finds what waits for them", async () => {
      await page.goto(`${produit.url}/connexion`);
      await follow("Chargé de relogement");
      expect(await textOf(page)).toMatch(/\d+ ménages à deux refus ou plus/);
      await expectGood();
    });

    it("opens the buildings, then one of them, then its households that nobody has met", async () => {
      horsQpv = await readHorsQpv();
      await goThrough(page, "Relogement", "Immeubles");
      expect(await textOf(page)).toContain("Immeubles à démolir");
      await expectGood();
      // Whole: the region that scrolls holds all the names.
      await follow(/^ Orcades$/);
      immeuble = page.url();
      reloges = await countReloges();
      expect(reloges).toBeGreaterThan(0);
      await expectGood();
      await follow(/^ À rencontrer$/);
      await follow(/^ ORC-\d{3}$/);
      dossier = page.url();
      expect(await titleOf()).toMatch(/^ORC-\d{3}, /);
      await expectGood();
    });

    it("writes the interview: the household is met", async () => {
      await follow("Écrire un entretien");
      await expectGood();
      await date(JOURS.entretien);
      await fill("texte", "Souhaite un logement plus petit, près de l’école.");
      await follow("Enregistrer l’entretien");
      expect(page.url()).toContain("fait=entretien");
      expect(await textOf(page)).toContain("Diagnostic depuis le 3 septembre 2018");
      expect(await textOf(page)).toContain("près de l’école");
    });

    it("writes what the household pays and wishes", async () => {
      await follow("Modifier la situation et les souhaits");
      await expectGood();
      await fill("reste_max", "220");
      await choose("zone", "Hors");
      await follow("Enregistrer");
      expect(await textOf(page)).toContain("220 € par mois");
    });

    async function propose(adresse: string): Promise<void> {
      await follow("Proposer un logement");
      await date(JOURS.offre);
      await fill("adresse", adresse);
      await choose("commune", "Wassy");
      await choose("bailleur", "OPH");
      await choose("typologie", "T3");
      await choose("situation", "Hors");
      await fill("loyer", "390,50");
      await fill("charges", "70");
      await fill("apl", "260");
      await fill("surface", "68");
      await fill("raison_rang", "Le ménage veut rester près de l’école.");
      await follow("Enregistrer l’offre");
      expect(page.url()).toContain("fait=offre");
    }

    it("is told what is wrong, at the field, with what was typed", async () => {
      await follow("Proposer un logement");
      await expectGood();
      // Without a script, nor what the browser checks by itself.
      await page.locator("form.saisie").evaluate((form) => form.setAttribute("novalidate", ""));
      await fill("adresse", "9 chemin des Écoles");
      await fill("loyer", "beaucoup");
      await follow("Enregistrer l’offre");
      expect(await page.locator("[role=alert]").evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
      expect(await page.locator("#adresse").inputValue()).toBe("9 chemin des Écoles");
      await expectGood();
      await tabTo(page, /^ Loyer.: écrivez un nombre/);
      await page.keyboard.press("Enter");
      expect(page.url()).toContain("#loyer");
      await page.goto(dossier);
    });

    it("makes three offers", async () => {
      for (const numero of [1, 2, 3]) await propose(`${numero} rue de l’Essai`);
      expect(await textOf(page)).toContain("une de plus demande une décision du comité de suivi");
      await expectGood();
    });

    async function answer(offre: number, accepte: boolean): Promise<void> {
      await follow(new RegExp(`Écrire la réponse.: Offre ${offre}`));
      if (offre === 1) await expectGood();
      await tabTo(page, /^reponse /);
      await page.keyboard.press(accepte ? "Space" : "ArrowDown");
      await date(JOURS.reponse);
      if (!accepte) await choose("motif", "Quartier");
      await follow("Enregistrer la réponse");
      expect(page.url()).toContain("fait=reponse");
    }

    it("has two of them refused: the file says that one is left", async () => {
      await answer(1, false);
      await answer(2, false);
      expect(await textOf(page)).toContain("Deux offres sont refusées : la dernière des trois attend sa réponse.");
    });

    it("is refused a fourth without the comité", async () => {
      const response = await page.goto(`${dossier}/offre`);
      expect(response?.status()).toBe(409);
      expect(await textOf(page)).toContain("décision du comité de suivi");
      await expectGood();
      await page.goto(dossier);
    });

    it("has the third accepted, visits noted, and signs the lease", async () => {
      await follow(/Noter la visite.: Offre 3/);
      await expectGood();
      await date(JOURS.reponse);
      await follow("Enregistrer la visite");
      await answer(3, true);
      await follow(/Enregistrer le bail signé.: Offre 3/);
      await expectGood();
      await date(JOURS.bail);
      await follow("Enregistrer le bail");
      expect(await textOf(page)).toContain("Relogé depuis le 5 novembre 2018");
      expect(await textOf(page)).toContain("Offre 3 : bail signé");
      await expectGood();
    });

    it("moves the counter of the building by one, and the bilan of the year", async () => {
      await page.goto(immeuble);
      expect(await countReloges()).toBe(reloges + 1);
      const [part = 0, total = 0] = horsQpv;
      expect(await readHorsQpv()).toEqual([part + 1, total + 1]);
    });

    it("prints the sheet of an interview on paper without the menus", async () => {
      await page.goto(`${dossier}/feuille`);
      await expectGood();
      await page.emulateMedia({ media: "print" });
      // Upright, and on a sheet as wide as the screens that have the rail.
      for (const width of [TABLETTE.width, 1280]) {
        await page.setViewportSize({ width, height: TABLETTE.height });
        expect(await page.locator("nav, header").filter({ visible: true }).count(), `${width} px`).toBe(0);
      }
      expect(await page.locator(".feuille").isVisible()).toBe(true);
      await page.emulateMedia({ media: "screen" });
    });

    it("gives whoever follows without names the case alone", async () => {
      await page.goto(dossier);
      const name = /, (.+)$/.exec(await titleOf())?.[1] ?? "";
      expect(name).not.toBe("");
      await epci.goto(dossier);
      expect(await textOf(epci)).toContain("Relogé depuis le 5 novembre 2018");
      expect(await epci.content()).not.toContain(name);
    });
  },
);
