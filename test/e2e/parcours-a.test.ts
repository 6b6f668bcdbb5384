// @module-tag navigateur
// @module-tag profondeur
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressAndWait, tabTo } from "./clavier.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen } from "./regard.ts";

const T = `/t/${EPCI}`;
const ENTETE =
  "NUMERO_UNIQUE;SIREN_RADIATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;ADRESSE_LOGEMENT_ATTRIB;NB_QPV;NB_HQPV;NB_QPVNA;NB_Q1;NB_Q2;NB_QNA;REVENU_MENSUEL_FOYER;UNITE_CONSO;TYPE_RESERVATAIRE;NB_ANRU";

/** 2019, synthetic: 30 leases hors QPV of which 7 in the first quartile, and 3 unlocated at one address that the stock knows. */
function attributions2019(): string {
  const lines = Array.from({ length: 33 }, (_, i) => {
    const unlocated = i >= 30;
    const side = unlocated ? "0;0;1" : "0;1;0";
    const premier = i < 7;
    return `9990000000000${String(19_000 + i)};999000029;1${i % 9}/0${1 + (i % 9)}/2019;52448;${unlocated ? "BAT C RUE DES IRIS" : ""};${side};${premier ? "1;0;0" : "0;1;0"};${premier ? 400 : 1600};1;AUCUN;0`;
  });
  return `${[ENTETE, ...lines].join("\n")}\n`;
}

describe.skipIf(CHROMIUM === null)("journey A with the keyboard alone: from the raw file to the frozen report", () => {
  let produit: Produit;
  let dossier: string;
  let page: Page;
  beforeAll(async () => {
    produit = await startProduit();
    dossier = await mkdtemp(join(tmpdir(), "blaise-parcours-"));
    await writeFile(join(dossier, "attributions_2019.csv"), attributions2019());
    page = await produit.newPage();
  }, 240_000);
  afterAll(async () => {
    await produit?.close();
    await rm(dossier, { recursive: true, force: true });
  });

  const text = async () => ((await page.locator("main").textContent()) ?? "").replaceAll(/[\u00a0\u202f]/g, " ");

  const expectAccessible = () => expectSeen(page);

  it("drops the file from « À faire »", async () => {
    await page.goto(`${produit.url}${T}/a-faire`);
    await tabTo(page, "Déposer le fichier");
    await pressAndWait(page, "Enter");
    await tabTo(page, /^fichiers /);
    await page.locator("#fichiers").setInputFiles(join(dossier, "attributions_2019.csv"));
    await tabTo(page, / Déposer$/);
    await pressAndWait(page, "Enter");
    await page.waitForURL(/\/donnees\/(?:lots|depots)\//);
  });

  it("reads the quality report and what changes, then publishes", async () => {
    if (page.url().includes("/depots/")) {
      await page.waitForSelector('main a[href*="/donnees/lots/"]', { timeout: 20_000 });
      await tabTo(page, "attributions_2019.csv");
      await pressAndWait(page, "Enter");
    }
    await page.waitForSelector("text=Ce qui change", { timeout: 20_000 });
    expect(await text()).toMatch(/33\s*lignes lues/);
    // 7 of 30 in the file; the demonstration has signed eleven rehousing leases that year, ten of them outside QPV, which it does not have.
    expect(await text()).toContain("17 sur 40");
    await expectAccessible();
    await tabTo(page, / Publier/);
    await pressAndWait(page, "Enter");
    expect(await text()).toContain("Publié");
  });

  it("locates the address with the keys 1 and Enter, and the bounds close", async () => {
    await page.goto(`${produit.url}${T}/bilan?annee=2019&periode=annee`);
    expect(await text()).toContain("entre 39,5 % et 42,5 %");
    await page.goto(`${produit.url}${T}/donnees/localiser`);
    expect(await text()).toContain("bat c rue des iris");
    await page.keyboard.press("1");
    expect(await page.locator('input[name="proposition"]').first().isChecked()).toBe(true);
    await pressAndWait(page, "Enter");
    await page.goto(`${produit.url}${T}/bilan?annee=2019&periode=annee`);
    expect(await text()).toContain("17 sur 43");
    expect(await text()).not.toContain("entre 39,5 % et 42,5 %");
  });

  it("asks what the columns of an unknown file are, on pages as accessible as the others", async () => {
    await writeFile(join(dossier, "inconnu.csv"), "alpha;beta\n1;2\n");
    await page.goto(`${produit.url}${T}/donnees/deposer`);
    await page.locator("#fichiers").setInputFiles(join(dossier, "inconnu.csv"));
    await page.locator('main button[type="submit"]').click();
    await page.waitForURL(/\/colonnes$/);
    expect(await text()).toContain("Colonnes de inconnu.csv");
    await expectAccessible();
    await page.locator('main a[href*="/depots/"]').first().click();
    await page.waitForURL(/\/depots\/[^/]+$/);
    expect(await text()).toContain("inconnu.csv");
    await expectAccessible();
  });

  it("passes an address with 0, leaving it unknown", async () => {
    await page.goto(`${produit.url}${T}/donnees/localiser`);
    const first = await page.locator("main h2").first().textContent();
    await pressAndWait(page, "0");
    expect(await page.locator("main h2").first().textContent()).not.toBe(first);
  });

  it("freezes the report, whose PDF is tagged and whose figures no longer move", async () => {
    await page.goto(`${produit.url}${T}/rapport?annee=2019&periode=annee`);
    await tabTo(page, / Figer/);
    await pressAndWait(page, "Enter");
    await page.waitForURL(/\/rapport\/2019-annee-01(?:\?|$)/);
    expect(await text()).toMatch(/[0-9a-f]{64}|[0-9a-f]{12}/);
    await expectAccessible();
    const answer = await fetch(page.url().replace(/(?:\?.*)?$/, ".pdf"), {
      headers: { cookie: await produit.cookie() },
    });
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    expect(bytes.startsWith("%PDF-")).toBe(true);
    expect(bytes).toContain("/MarkInfo");
  });
});
