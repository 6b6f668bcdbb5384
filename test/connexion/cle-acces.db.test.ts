// @module-tag ci
// @module-tag navigateur
import { createAdaptorServer } from "@hono/node-server";
import { build } from "esbuild";
import { Hono } from "hono";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Frein } from "#acces/lectures/connexion/outils.ts";
import { openConnexion } from "#acces/routes/connexion/deps.ts";
import { createVerificateurCles } from "#acces/routes/connexion/webauthn.ts";
import { Assets } from "#socle/routes/serveur/assets.ts";
import { CHROMIUM, openBrowser } from "../e2e/produit.ts";
import { findViolations, overflowOf } from "../e2e/regard.ts";
import { createHacheurFactice } from "./hacheur-factice.ts";
import { createAppConnexion } from "./navigateur.ts";
import { openScene, type Scene } from "./scene-proconnect.ts";

const COURRIEL = "agent@exemple.fr";
const PHRASE = "tortue marée violon";

let scene: Scene;
let agent: number;
let browser: Browser;
let frein: Frein;
let origine: string;
let close: () => void;

/** The routes of login on a real port, with the island as it is built. */
async function serve(): Promise<void> {
  let app = new Hono();
  const server = createAdaptorServer({ fetch: (request: Request) => app.fetch(request) });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origine = `http://localhost:${address !== null && typeof address === "object" ? address.port : 0}`;
  close = () => server.close();
  const assets = new Assets();
  const island = await build({
    entryPoints: ["src/socle/pages/islands/cle-acces.ts"],
    bundle: true,
    format: "esm",
    write: false,
    platform: "browser",
  });
  const connexion = openConnexion({
    queries: scene.base.queries,
    horloge: scene.horloge,
    demonstration: false,
    origine,
    proconnect: { emetteur: scene.fournisseur.emetteur, client: "blaise", secret: "secret-du-service" },
    adresse: () => "127.0.0.1",
    log: { info: () => undefined },
  });
  frein = connexion.frein;
  app = new Hono()
    .get("/ilot.js", (c) => c.body(island.outputFiles[0]?.text ?? "", 200, { "content-type": "text/javascript" }))
    .route("/statique", assets.routes())
    .route(
      "/",
      createAppConnexion(
        { ...connexion, hacheur: createHacheurFactice() },
        { ...assets.ressources, islands: { "cle-acces": "/ilot.js" } },
      ),
    );
}

describe.skipIf(CHROMIUM === null)("passkeys, in a real browser", () => {
  let context: BrowserContext;
  let page: Page;
  let cdp: CDPSession;
  let authenticatorId: string;

  beforeAll(async () => {
    scene = await openScene();
    agent = await scene.addCompte(COURRIEL);
    await scene.base.queries.writeMotDePasse(agent, `v2:${PHRASE}`, scene.horloge.maintenant());
    await serve();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    close();
    await scene.close();
  });

  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext({ locale: "fr-FR" });
    page = await context.newPage();
    cdp = await context.newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    ({ authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    }));
    await scene.base.sql.query("delete from acces.cle_acces");
  });

  async function logInByPassword(): Promise<void> {
    await page.goto(`${origine}/connexion?retour=/mon-compte`);
    await page.getByLabel("Adresse de courriel").fill(COURRIEL);
    await page.locator("#mot_de_passe").fill(PHRASE);
    await page.getByRole("button", { name: "Se connecter", exact: true }).click();
    await page.waitForURL(`${origine}/mon-compte`);
  }

  async function logOut(): Promise<void> {
    await page.getByRole("button", { name: "Compte" }).click();
    await page.getByRole("button", { name: "Se déconnecter" }).click();
  }

  async function register(): Promise<void> {
    await logInByPassword();
    await page.getByLabel("Nom de la clé").fill("Poste du bureau");
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    await page.waitForURL(`${origine}/mon-compte?fait=cle`);
    await logOut();
    await page.waitForURL(`${origine}/deconnexion`);
  }

  async function askLogin(): Promise<void> {
    await page.goto(`${origine}/connexion?retour=/mon-compte`);
    await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  }

  it("comes in by it while strangers have spent all the trials of passwords", async () => {
    await register();
    for (let n = 0; n < 60; n++) await frein.reserve({ adresse: `10.0.${n}.1`, courriel: COURRIEL, appareil: null });
    const inconnu = { adresse: "203.0.113.5", courriel: COURRIEL, appareil: null };
    expect(await frein.reserve(inconnu)).toMatchObject({ accordee: false });
    await askLogin();
    await page.waitForURL(`${origine}/mon-compte`);
    expect(await page.textContent("main")).toContain("par clé d’accès");
  });

  it("adds one, comes in by it without a name, and takes it away", async () => {
    await register();
    const [cle] = await scene.base.queries.listCles(agent);
    expect(cle).toMatchObject({ nom: "Poste du bureau", servieLe: null });
    await askLogin();
    await page.waitForURL(`${origine}/mon-compte`);
    expect(await page.textContent("main")).toContain("par clé d’accès");
    const [served] = await scene.base.queries.listCles(agent);
    expect(served?.compteur).toBeGreaterThan(cle?.compteur ?? 0);
    await page.getByRole("button", { name: "Retirer" }).click();
    await page.waitForURL(`${origine}/mon-compte?fait=cle-retiree`);
    expect(await scene.base.queries.listCles(agent)).toEqual([]);
    await logOut();
    await askLogin();
    expect(await page.getByRole("alert").textContent()).toContain("Cette clé d’accès n’a pas été acceptée");
  });

  it("logout clears what the browser kept for us, on http://localhost too, and logging in again works", async () => {
    await logInByPassword();
    await page.evaluate('localStorage.setItem("essai", "gardé")');
    await logOut();
    await page.waitForURL(`${origine}/deconnexion`);
    expect(await page.evaluate('localStorage.getItem("essai")')).toBeNull();
    expect((await context.cookies()).map(({ name }) => name)).toEqual(["blaise-appareil"]);
    await logInByPassword();
  });

  it("refuses a copied key, whose counter goes back", async () => {
    await register();
    await askLogin();
    await page.waitForURL(`${origine}/mon-compte`);
    await logOut();
    await page.waitForURL(`${origine}/deconnexion`);
    const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
    const [copie] = credentials;
    if (!copie) throw new Error("no credential");
    await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
    await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: { ...copie, signCount: 0 } });
    await askLogin();
    expect(await page.getByRole("alert").textContent()).toContain("Cette clé d’accès n’a pas été acceptée");
  });

  it("refuses an answer played again, and one for another challenge", async () => {
    await register();
    let envoi = "";
    page.on("request", (request) => {
      if (request.url() === `${origine}/connexion/cle`) envoi = request.postData() ?? "";
    });
    await askLogin();
    await page.waitForURL(`${origine}/mon-compte`);
    const replay = async () => {
      const autre = await browser.newContext();
      const headers = { origin: origine, "content-type": "application/x-www-form-urlencoded" };
      await autre.request.post(`${origine}/connexion/cle/options`, { headers });
      const response = await autre.request.post(`${origine}/connexion/cle`, { headers, data: envoi, maxRedirects: 0 });
      await autre.close();
      return response.status();
    };
    expect(envoi).toContain("reponse=");
    expect(await replay()).toBe(422);
  });

  it("says so when the person gives up, and lets them try again", async () => {
    await register();
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await askLogin();
    await page.getByText("La demande de clé d’accès a été abandonnée").waitFor();
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
    await page.waitForURL(`${origine}/mon-compte`);
  });

  it("works by the password, without script", async () => {
    await context.close();
    context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(`${origine}/connexion`);
    expect(await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).isVisible()).toBe(false);
    await logInByPassword();
    expect(await page.textContent("h1")).toBe("Mon compte");
  });

  it("pages pass axe and do not overflow a phone, and the policy of security blocks nothing", async () => {
    const blocked: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) blocked.push(message.text());
    });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`${origine}/connexion`);
    expect([await findViolations(page), await overflowOf(page)]).toEqual([[], 0]);
    await logInByPassword();
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    await page.waitForURL(`${origine}/mon-compte?fait=cle`);
    expect([await findViolations(page), await overflowOf(page)]).toEqual([[], 0]);
    await page.goto(`${origine}/deconnexion`);
    expect([await findViolations(page), await overflowOf(page)]).toEqual([[], 0]);
    expect(blocked).toEqual([]);
  });
});

it("no passkey is offered where the address is only numbers", () => {
  expect(createVerificateurCles("http://127.0.0.1:3000")).toBeNull();
  expect(createVerificateurCles("http://[::1]:3000")).toBeNull();
  expect(createVerificateurCles("http://localhost:3000")).not.toBeNull();
});
