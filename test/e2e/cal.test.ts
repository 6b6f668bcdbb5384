// @module-tag navigateur
// @module-tag preuve
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPool } from "#socle/sql/sql.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { findViolations, overflowOf } from "./regard.ts";

const SEANCE = `/t/${EPCI}/cal/1`;
const LOGEMENT = `${SEANCE}/logements/2`;
const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** What the tab keeps. */
function keptOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    // In the page: its own globals, which the types of Node do not know.
    const { sessionStorage } = globalThis as unknown as { sessionStorage: Record<string, string> };
    return JSON.stringify(sessionStorage);
  });
}

describe.skipIf(CHROMIUM === null)("the forms of the commission when the network goes", { timeout: 120_000 }, () => {
  let produit: Produit;
  let membre: Page;
  beforeAll(async () => {
    produit = await startProduit();
    membre = await produit.newPage("membre-cal", TELEPHONE);
  }, 240_000);
  afterAll(() => produit?.close());

  const countVotes = async () => {
    const pool = openPool(produit.databaseUrl ?? "");
    try {
      const { rows } = await pool.query<{ n: number }>("select count(*)::integer as n from seance_vote");
      return rows[0]?.n;
    } finally {
      await pool.end();
    }
  };
  const open = (page: Page) => page.goto(produit.url + LOGEMENT);
  const voteDe = (page: Page) => page.locator("select[name^=vote-]").first();
  const rangDe = (page: Page) => page.locator("select[name^=rangvote-]").first();

  it("an opinion that was begun comes back with the page, and to its own account alone", async () => {
    const commune = await produit.newPage("commune", { viewport: { width: 1280, height: 900 } });
    await open(commune);
    await commune.getByLabel("Réservé").check();
    await commune.getByLabel("Raison").fill("L’école du quartier est pleine.");
    await commune.reload();
    expect(await commune.getByLabel("Raison").inputValue()).toBe("L’école du quartier est pleine.");
    expect(await commune.getByLabel("Réservé").isChecked()).toBe(true);
    expect(await commune.locator("[data-brouillon-dit]").first().textContent()).toContain("est rétabli");
    expect(await findViolations(commune)).toEqual([]);
    await commune.getByRole("button", { name: "Donner cet avis" }).click();
    await commune.getByText("L’avis de la commune est enregistré").waitFor();
    expect(await keptOf(commune)).toBe("{}");
  });

  it("a vote sent without a network is kept, then counted once", async () => {
    const secretaire = await produit.newPage("secretaire-cal");
    await secretaire.goto(produit.url + SEANCE);
    await secretaire.getByRole("button", { name: "Ouvrir la séance" }).click();
    await secretaire.getByText("La séance est ouverte").waitFor();
    await open(membre);
    await voteDe(membre).selectOption("attribution");
    await rangDe(membre).selectOption("1");
    await membre.context().setOffline(true);
    await membre.getByRole("button", { name: "Enregistrer le vote" }).click();
    await membre.getByText("Pas de réseau : rien n’est perdu").waitFor();
    expect(await overflowOf(membre)).toBe(0);
    await expect(membre.reload()).rejects.toThrow("ERR_INTERNET_DISCONNECTED");
    await membre.context().setOffline(false);
    await open(membre);
    expect(await voteDe(membre).inputValue()).toBe("attribution");
    expect(await rangDe(membre).inputValue()).toBe("1");
    expect(await findViolations(membre)).toEqual([]);
  });

  it("a vote whose answer was lost is kept with its token: sent again, it is the same", async () => {
    const chemin = `${produit.url}${LOGEMENT}/vote`;
    // The server has it, and the browser does not know.
    await membre.route(chemin, async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort("connectionreset");
    });
    await membre.getByRole("button", { name: "Enregistrer le vote" }).click();
    await membre.waitForURL(/chrome-error/);
    await membre.unroute(chemin);
    await open(membre);
    expect(await voteDe(membre).inputValue()).toBe("attribution");
    expect(await countVotes()).toBe(1);
    await membre.getByRole("button", { name: "Enregistrer le vote" }).click();
    await membre.getByText("Votre vote est enregistré").waitFor();
    expect(await countVotes()).toBe(1);
    expect(await keptOf(membre)).toBe("{}");
    // What is typed after it is a draft again, whatever the address says.
    await voteDe(membre).selectOption("non-attribution");
    await membre.reload();
    expect(await voteDe(membre).inputValue()).toBe("non-attribution");
  });

  it("a decision that was begun comes back, whole, and says no name of a household", async () => {
    const secretaire = await produit.newPage("secretaire-cal", { viewport: { width: 1280, height: 900 } });
    await open(secretaire);
    await secretaire.locator("input[name^=decision-][value=report]").first().check();
    await secretaire.locator("select[name^=motif-]").first().selectOption({ index: 1 });
    await secretaire.locator("textarea[name^=precision-]").first().fill("Le dossier est à compléter.");
    await secretaire.reload();
    const precision = secretaire.locator("textarea[name^=precision-]").first();
    expect(await precision.inputValue()).toBe("Le dossier est à compléter.");
    expect(await secretaire.locator("input[name^=decision-][value=report]").first().isChecked()).toBe(true);
    const { champs } = Object.values(JSON.parse(await keptOf(secretaire)) as Record<string, string>).map(
      (texte) => JSON.parse(texte) as { readonly champs: readonly (readonly [string, string])[] },
    )[0] ?? { champs: [] };
    // Codes, numbers and what the secretary typed.
    expect(champs.map(([nom]) => nom.replace(/-\d+$/, "")).filter((nom) => !CHAMPS.includes(nom))).toEqual([]);
  });

  it("does without its script", async () => {
    const sans = await produit.newPage("membre-cal", { ...TELEPHONE, javaScriptEnabled: false });
    await open(sans);
    await voteDe(sans).selectOption("abstention");
    await sans.getByRole("button", { name: "Enregistrer le vote" }).click();
    await sans.getByText("Votre vote est enregistré").waitFor();
  });
});

const CHAMPS = ["jeton", "decision", "rang", "piece", "motif", "methode", "precision"];
