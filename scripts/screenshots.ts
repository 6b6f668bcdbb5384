// `npm run captures`: the pictures of the README and of the guide, taken from the built product with its demonstration territory.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { prepareLayout } from "#exploitation/sql/embedded/layout.ts";
import { CODE_MENAGE_DEMO } from "#service/commandes/demo-dossiers.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { environmentOn } from "../test/e2e/horloge.ts";
import { loginDemo } from "../test/fixtures/session-demo.ts";
import { findChromium } from "./chromium.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const IMAGES = join(ROOT, "docs", "guide", "images");
const TERRITOIRE = "/t/200068666";
const WIDTHS = [1280, 390] as const;
/** The day on which the governance of the demonstration begins. */
const SIGNATURE = "2018-10-05";
/** A picture heavier than this slows the reading of the repository, and shows too much. */
const OCTETS_MAX = 250_000;

const PARTIES = {
  bilan: captureBilan,
  observatoire: captureObservatoire,
  relogement: captureRelogement,
  programme: captureProgramme,
  demande: captureDemande,
  attribution: captureAttribution,
} as const;
/** `npm run captures -- demande`: that part alone. */
const isAsked = (nom: string) => process.argv.length < 3 || process.argv.slice(2).includes(nom);

const executablePath = findChromium();
if (!executablePath) throw new Error("No Chromium: set CHROMIUM_PATH.");

// Chromium's sandbox needs user namespaces, which root in a container does not have.
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
mkdirSync(IMAGES, { recursive: true });
const demandees = Object.entries(PARTIES).filter(([nom]) => isAsked(nom));
if (demandees.length > 0 || isAsked("droits"))
  await withServer({}, async (address) => {
    for (const width of WIDTHS) {
      for (const [, capture] of demandees) await capture(browser, address, width);
    }
    if (isAsked("droits")) await captureDroits(browser, address);
  });
if (isAsked("gouvernance")) {
  await withServer(environmentOn(SIGNATURE), async (address) => {
    for (const width of WIDTHS) await captureGouvernance(browser, address, width);
  });
}
await browser.close();

/** A server of its own on an empty data folder, the demonstration loaded, then nothing left of it. */
async function withServer(env: Readonly<Record<string, string>>, work: (address: string) => Promise<void>) {
  const donnees = mkdtempSync(join(tmpdir(), "blaise-captures-"));
  // As root the database lives elsewhere than in the data folder.
  const { racine } = await prepareLayout(donnees);
  const port = String(await findPort());
  const server = spawn(process.execPath, [join(ROOT, "bin", "blaise.mjs"), "serveur"], {
    env: { ...process.env, BLAISE_DONNEES: donnees, BLAISE_PORT: port, BLAISE_JOURNAL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  try {
    await work(await readAddress(server));
  } finally {
    server.kill("SIGTERM");
    await stopped;
    for (const folder of [racine, donnees]) rmSync(folder, { recursive: true, force: true });
  }
}

/** A free one: with 0, the one-time links would be written before the port is known. */
function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}

/** The address that the server prints once it is ready, the demonstration loaded. */
async function readAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The server's output is not a pipe.");
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /https?:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error("The server stopped before it was ready.");
}

/** A window of somebody, and how to photograph what it shows. */
async function openWindow(browser: Browser, address: string, role: RoleHabilite | null, width: number) {
  const context = await browser.newContext({ viewport: { width, height: width > 600 ? 900 : 844 }, locale: "fr-FR" });
  if (role !== null) {
    const [name = "", value = ""] = (await loginDemo(address, role)).split("=");
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  const snap = async (name: string) => {
    const path = join(IMAGES, `${name}-${width}.png`);
    await page.screenshot({ path });
    if (statSync(path).size > OCTETS_MAX) throw new Error(`${path}: more than ${OCTETS_MAX} bytes`);
  };
  const shoot = async (path: string, name: string) => {
    const answer = await page.goto(address + path, { waitUntil: "networkidle" });
    if (!answer?.ok()) throw new Error(`${path}: ${answer?.status()}`);
    await snap(name);
  };
  return { page, snap, shoot, close: () => context.close() };
}

/** From the file to the bilan: what an officer of the EPCI sees. */
async function captureBilan(browser: Browser, address: string, width: number): Promise<void> {
  const { page, shoot, close } = await openWindow(browser, address, "agent-epci", width);
  await shoot(`${TERRITOIRE}/bilan?annee=2017`, "bilan");
  await shoot(`${TERRITOIRE}/objectifs?annee=2018`, "objectifs");
  await shoot(`${TERRITOIRE}/convention`, "convention");
  await shoot(`${TERRITOIRE}/donnees`, "donnees");
  await shoot(await findLot(page.locator(`a[href*="${TERRITOIRE}/donnees/lots/"]`)), "lot");
  await shoot(`${TERRITOIRE}/donnees/localiser`, "localiser");
  await close();
}

/** What signatories see of the stock, its rents and its imbalances, then what everybody sees. */
async function captureObservatoire(browser: Browser, address: string, width: number): Promise<void> {
  const observatoire = `${TERRITOIRE}/observatoire`;
  const { page, shoot, close } = await openWindow(browser, address, "agent-epci", width);
  await shoot(observatoire, "observatoire");
  await shoot(`${observatoire}/parc`, "observatoire-parc");
  await shoot(`${observatoire}/loyers`, "observatoire-loyers");
  await shoot(`${observatoire}/demandes?vue=pression`, "observatoire-demandes");
  await shoot(`${observatoire}/carte`, "observatoire-carte");
  await shoot(`${observatoire}/desequilibres`, "observatoire-desequilibres");
  await shoot(await hrefOf(page, `main table a[href*="${observatoire}/residences/"]`), "observatoire-fiche");
  await close();
  const visiteur = await openWindow(browser, address, null, width);
  await visiteur.shoot(TERRITOIRE.replace("/t/", "/observatoire/"), "observatoire-public");
  await visiteur.close();
}

/** What the officer who rehouses sees: buildings, one of them, one file with its offers. */
async function captureRelogement(browser: Browser, address: string, width: number): Promise<void> {
  const relogement = `${TERRITOIRE}/relogement`;
  const { page, shoot, close } = await openWindow(browser, address, "relogement", width);
  await shoot(relogement, "relogement");
  await shoot(await hrefOf(page, `a[href^="${relogement}/immeubles/"]:has-text("Orcades")`), "relogement-immeuble");
  await shoot(await hrefOf(page, `tr:has-text("2 refus") a[href^="${relogement}/menages/"]`), "relogement-menage");
  await shoot(`${relogement}/logements`, "relogement-logements");
  await shoot(`${relogement}/comite`, "relogement-comite");
  await close();
}

/** The desk's side, the partners', and the EPCI's; then a household's, which enters by the code of the demonstration. */
async function captureDemande(browser: Browser, address: string, width: number): Promise<void> {
  const demandes = `${TERRITOIRE}/demandes`;
  const guichet = await openWindow(browser, address, "guichet", width);
  await guichet.shoot(`${demandes}?onglet=a-enregistrer`, "demande-registre");
  await guichet.shoot(await hrefOf(guichet.page, `main table a[href^="${demandes}/"]`), "demande-dossier");
  await guichet.page.goto(`${address}${demandes}/entretiens`);
  const entretien = await hrefOf(guichet.page, `tr:has-text("Terminé") a[href^="${demandes}/entretiens/"]`);
  await guichet.shoot(`${entretien}/bilan`, "demande-entretien");
  await guichet.close();
  const bailleur = await openWindow(browser, address, "agent-bailleur", width);
  await bailleur.shoot(`${demandes}/fiches-contact`, "demande-fiches");
  await bailleur.close();
  const agent = await openWindow(browser, address, "agent-epci", width);
  await agent.shoot(`${demandes}/cotation`, "demande-cotation");
  await agent.shoot(`${demandes}/veille`, "demande-veille");
  await agent.close();
  const menage = await openWindow(browser, address, null, width);
  await menage.shoot(TERRITOIRE.replace("/t/", "/logement-social/"), "demande-public");
  const own = TERRITOIRE.replace("/t/", "/ma-demande/");
  await menage.page.goto(`${address}${own}/reprendre`);
  await menage.page.fill("#code", CODE_MENAGE_DEMO);
  await submit(menage.page, "Reprendre");
  await menage.shoot(own, "demande-suivre");
  await menage.shoot(`${own}/etapes/recherche/lieux`, "demande-etape");
  await menage.close();
}

/** A freed dwelling and its candidates, a proposal, the commission at its members' and at its secretary's. */
async function captureAttribution(browser: Browser, address: string, width: number): Promise<void> {
  const liberations = `${TERRITOIRE}/liberations`;
  const cal = `${TERRITOIRE}/cal`;
  const bailleur = await openWindow(browser, address, "agent-bailleur", width);
  await bailleur.shoot(liberations, "attribution-logements");
  const logement = await hrefOf(bailleur.page, 'main a:has-text("L-0003")');
  await bailleur.page.goto(address + logement);
  await snapFrom(bailleur, "Ce qui est en jeu", "attribution-orientation");
  await bailleur.shoot(`${logement}/candidats`, "attribution-candidats");
  await bailleur.shoot(`${liberations}/delais`, "attribution-delais");
  await bailleur.page.goto(`${address}${TERRITOIRE}/plans`);
  const propositions = bailleur.page.locator(`main a[href^="${TERRITOIRE}/plans/"]`);
  if ((await propositions.count()) === 0) {
    await bailleur.page.fill("#nom", "Commission du mois");
    for (const choix of await bailleur.page.locator('input[name="liberation"]').all()) await choix.check();
    await submit(bailleur.page, "Établir la proposition");
    await bailleur.page.waitForSelector("main :text('jamais une décision')");
  }
  await bailleur.page.goto(`${address}${TERRITOIRE}/plans`);
  await bailleur.shoot(await hrefOf(bailleur.page, `main a[href^="${TERRITOIRE}/plans/"]`), "attribution-proposition");
  await bailleur.close();
  const secretaire = await openWindow(browser, address, "secretaire-cal", width);
  await secretaire.page.goto(address + cal);
  const seance = await hrefOf(secretaire.page, `main table a[href^="${cal}/"]`);
  await secretaire.shoot(seance, "attribution-seance");
  const ouvrir = secretaire.page.locator('main button:has-text("Ouvrir la séance")');
  if ((await ouvrir.count()) > 0) await submit(secretaire.page, "Ouvrir la séance");
  const examen = await hrefOf(secretaire.page, `main table a[href^="${seance}/logements/"]`);
  await secretaire.close();
  const membre = await openWindow(browser, address, "membre-cal", width);
  await membre.page.goto(address + examen);
  await snapFrom(membre, "Candidats", "attribution-examen");
  await membre.close();
}

async function captureProgramme(browser: Browser, address: string, width: number): Promise<void> {
  const { shoot, close } = await openWindow(browser, address, "agent-epci", width);
  await shoot(`${TERRITOIRE}/programme`, "programme");
  await shoot(`${TERRITOIRE}/programme/regles`, "programme-regles");
  await shoot(`${TERRITOIRE}/programme/calendrier`, "programme-calendrier");
  await shoot(`${TERRITOIRE}/simulation`, "simulation");
  await close();
}

/** Before, during and after a commission: the demonstration has no meeting, so one is convened and opened, and one evaluation frozen. */
async function captureGouvernance(browser: Browser, address: string, width: number): Promise<void> {
  const commission = `${TERRITOIRE}/commission`;
  const { page, snap, shoot, close } = await openWindow(browser, address, "agent-epci", width);
  await shoot(`${TERRITOIRE}/actions`, "actions");
  await shoot(`${commission}/cas`, "gouvernance-cas");
  await shoot(commission, "gouvernance-instances");
  await page.click(`main a:text-is("Commission de coordination")`);
  await page.click('main a:has-text("Préparer une réunion")');
  await page.fill("#jour", SIGNATURE);
  await page.fill("#lieu", "Siège de l’agglomération");
  await submit(page, "Créer la réunion");
  const reunion = new URL(page.url()).pathname;
  await shoot(`${reunion}/ordre-du-jour`, "gouvernance-ordre-du-jour");
  for (const rang of [0, 1, 2]) await page.locator('input[name="propose"]').nth(rang).check();
  await submit(page, "Inscrire les points cochés");
  await page.goto(`${address}${reunion}/convoquer`);
  await submit(page, "Envoyer les convocations");
  await page.goto(`${address}${reunion}/tenue`);
  await submit(page, "Ouvrir la réunion");
  await page.waitForLoadState("networkidle");
  await snap("gouvernance-tenue");
  await shoot(await freezeEvaluation(page, address), "gouvernance-evaluation");
  await close();
}

/** Address of the evaluation of 2017, frozen the first time that it is asked for. */
async function freezeEvaluation(page: Page, address: string): Promise<string> {
  const evaluations = `${TERRITOIRE}/commission/evaluations`;
  const figees = page.locator(`main a[href^="${evaluations}/EVAL-2017"]`);
  await page.goto(address + evaluations);
  if ((await figees.count()) === 0) {
    await page.goto(`${address}${TERRITOIRE}/rapport?annee=2017&periode=annee`);
    await submit(page, "Figer le rapport");
    await page.goto(`${address}${evaluations}/preparer?genre=annuelle&annee=2017`);
    await page.fill(
      "#recommandations",
      "Fixer avec les réservataires des objectifs pour le hors quartier prioritaire.",
    );
    await submit(page, "Figer l’évaluation");
    return new URL(page.url()).pathname;
  }
  return hrefOf(page, `main a[href^="${evaluations}/EVAL-2017"]`);
}

/** A long page, from one of its parts. */
async function snapFrom(
  { page, snap }: Pick<Awaited<ReturnType<typeof openWindow>>, "page" | "snap">,
  partie: string,
  nom: string,
): Promise<void> {
  await page
    .locator(`main h2:has-text("${partie}")`)
    .first()
    .evaluate((titre) => titre.scrollIntoView());
  await snap(nom);
}

async function submit(page: Page, bouton: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.click(`main button:has-text("${bouton}")`)]);
}

async function hrefOf(page: Page, selector: string): Promise<string> {
  const href = await page.locator(selector).first().getAttribute("href");
  if (!href) throw new Error(`${selector}: no address`);
  return href;
}

/** Who may do what: the manager of habilitations, then the DPO. Few have come yet, so that some accounts are dormant. */
async function captureDroits(browser: Browser, address: string): Promise<void> {
  const [large] = WIDTHS;
  const visiteur = await openWindow(browser, address, null, large);
  await visiteur.shoot("/connexion", "connexion");
  await visiteur.close();
  const gestionnaire = await openWindow(browser, address, "gestionnaire-epci", large);
  await gestionnaire.shoot(`${TERRITOIRE}/habilitations`, "habilitations");
  await gestionnaire.shoot(`${TERRITOIRE}/habilitations/dormants`, "dormants");
  await gestionnaire.shoot(`${TERRITOIRE}/habilitations/accorder`, "accorder");
  await grant(gestionnaire.page);
  await gestionnaire.snap("accordee");
  await gestionnaire.page.click('main a:has-text("Voir l’habilitation")');
  await gestionnaire.snap("habilitation");
  await gestionnaire.close();
  const dpo = await openWindow(browser, address, "dpo", large);
  await dpo.shoot(`${TERRITOIRE}/droits?role=agent-bailleur`, "droits");
  await dpo.shoot(`${TERRITOIRE}/journal`, "journal");
  await dpo.shoot(`${TERRITOIRE}/donnees-personnelles`, "donnees-personnelles");
  await dpo.close();
}

async function grant(page: Page): Promise<void> {
  await page.fill("#courriel", "alix.martin@exemple.fr");
  await page.fill("#prenom", "Alix");
  await page.fill("#nom", "Martin");
  await page.selectOption("#organisation", { label: "OPH de Saint-Dizier (Bailleur)" });
  await page.check('input[value="agent-bailleur"]');
  await page.check('input[name="remise"][value="main"]');
  await page.fill("#motif", "arrivée au service attribution");
  await page.click('main button[type="submit"]');
  await page.waitForSelector("#lien");
}

/** The lot that has most to show: attributions, with lines to repair and figures that changed. */
async function findLot(links: Locator): Promise<string> {
  const hrefs = await links.evaluateAll((all) =>
    all.map((link) => [link.getAttribute("href") ?? "", link.textContent ?? ""]),
  );
  const found = hrefs.find(([, text]) => text?.includes("attributions") && text.includes("2017")) ?? hrefs[0];
  if (!found?.[0]) throw new Error("No lot on the page.");
  return found[0];
}
