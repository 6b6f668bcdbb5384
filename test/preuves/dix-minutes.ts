import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { CODE_OFFICIEL } from "#service/commandes/code-officiel.ts";
import { launchApart } from "../e2e/chromium.ts";
import { submit } from "../e2e/formulaire.ts";
import { NEUF, writeArchiveNeuve } from "../fixtures/territoire-neuf.ts";
import { withBuilt } from "./service-construit.ts";

/** What « Dix minutes » promises: acts of people, and what the server makes them wait, in all. */
const ACTES_MAX = 15;
const ATTENTE_MAX_MS = 60_000;
/** Open beside, in the same database: none of its words may be read in the other's pages. */
const VOISIN = "200068666";
const PHRASE = "quatre lavoirs sous la neige de mars";

type Acte = { readonly acte: string; readonly ms: number };

/**
 * From a SIREN to a frozen PDF on the built product, by people who only click: an administrator, a manager, an agent, each in a browser of their own. Files
 * come as one archive, one line in twenty wrong, a year and a column unsaid, a file that is none of ours. An act is a form that is sent, or the file that is taken
 * away at the end; links are counted apart. Throws when an aim is missed.
 */
export async function proveDixMinutes(): Promise<Record<string, unknown>> {
  return withBuilt(async (donnees, port) => {
    const serveur = spawn(process.execPath, ["dist/main.js", "serveur", "--sans-demo"], {
      env: {
        ...process.env,
        BLAISE_MODE: "production",
        BLAISE_DONNEES: donnees,
        BLAISE_PORT: String(port),
        BLAISE_JOURNAL: "silent",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      return await walk(await readPremierLien(serveur), donnees);
    } finally {
      const ended = once(serveur, "exit");
      serveur.kill("SIGTERM");
      await ended;
    }
  });
}

function readPremierLien(serveur: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let dit = "";
    serveur.stdout?.on("data", (octets: Buffer) => {
      dit += octets.toString();
      const found = /https?:\/\/\S+\/bienvenue\/[\w-]+(?=\s)/.exec(dit);
      if (found) resolve(found[0]);
    });
    serveur.once("exit", (code) => reject(new Error(`the server left (${code}): ${dit}`)));
  });
}

/** One person: their browser, what they did, what they waited. */
class Personne {
  readonly page: Page;
  readonly #actes: Acte[];
  readonly #mots: string[];
  liens = 0;

  constructor(page: Page, actes: Acte[], mots: string[]) {
    this.page = page;
    this.#actes = actes;
    this.#mots = mots;
  }

  /** A link of the page, by its words. */
  async suivre(nom: RegExp): Promise<void> {
    const lien = this.page.locator("main a, header a").filter({ hasText: nom }).first();
    await Promise.all([this.page.waitForEvent("load"), lien.click()]);
    this.liens++;
    await this.#lire();
  }

  async faire(acte: string, work: () => Promise<unknown>): Promise<void> {
    const debut = performance.now();
    await work();
    this.#actes.push({ acte, ms: Math.round(performance.now() - debut) });
    await this.#lire();
  }

  async envoyer(
    acte: string,
    suffixe: string,
    reponse: Parameters<typeof submit>[2] = {},
    bouton?: RegExp,
  ): Promise<void> {
    await this.faire(acte, () => submit(this.page, suffixe, reponse, bouton));
  }

  /** What the page shows is kept: no word of another territory may be there. */
  async #lire(): Promise<void> {
    if (this.page.url().includes(`/t/${NEUF.epci}`))
      this.#mots.push((await this.page.locator("body").textContent()) ?? "");
  }
}

async function walk(premierLien: string, donnees: string): Promise<Record<string, unknown>> {
  const navigateur = await launchApart([]);
  const [actes, mots]: [Acte[], string[]] = [[], []];
  const { origin: origine } = new URL(premierLien);
  const arrive = async (adresse: string) => {
    const page = await (await navigateur.newContext()).newPage();
    await page.goto(adresse);
    return new Personne(page, actes, mots);
  };
  try {
    const admin = await arrive(premierLien);
    await submit(admin.page, pathOf(admin.page), {
      courriel: "admin@essai.invalid",
      prenom: "Ada",
      nom: "Ministre",
      mot_de_passe: PHRASE,
    });
    await openVoisin(admin.page, origine);
    await admin.page.goto(`${origine}/territoires`);
    await openNeuf(admin);
    const gerante = await arrive(await readCourriel(donnees, "gerante@essai.invalid"));
    await inviteAgent(gerante, origine);
    const agent = await arrive(await readCourriel(donnees, "agent@essai.invalid"));
    const pdf = await makeBilan(agent, origine, donnees);
    const liens = admin.liens + gerante.liens + agent.liens;
    return conclude({ actes, mots, liens, pdf });
  } catch (error) {
    // What the last page said is worth more than a selector that was not found.
    throw new Error(`${actes.map(({ acte }) => acte).join(" → ")}\n${(mots.at(-1) ?? "").replaceAll(/\s+/g, " ")}`, {
      cause: error,
    });
  } finally {
    await navigateur.close();
  }
}

/** A form that is sent to its own page. */
function pathOf(page: Page): string {
  return new URL(page.url()).pathname;
}

/** Not one of the acts: it is there so that there is something to mix up. */
async function openVoisin(page: Page, origine: string): Promise<void> {
  await page.goto(`${origine}/territoires/ouvrir?siren=${VOISIN}`);
  await submit(page, "/territoires/ouvrir", {
    courriel: "voisin@essai.invalid",
    prenom: "Un",
    nom: "Voisin",
    remise: "main",
  });
}

async function openNeuf(admin: Personne): Promise<void> {
  await admin.suivre(/Ouvrir un territoire/);
  const { page } = admin;
  await page.fill('[name="recherche"]', NEUF.epci);
  await admin.faire("chercher", () =>
    Promise.all([page.waitForURL(/recherche=/), page.click('main form[method="get"] button')]),
  );
  if ((await page.locator("main figure svg path").count()) < 30) throw new Error("the perimeter is not drawn");
  await admin.envoyer("ouvrir le territoire, inviter son gestionnaire", "/territoires/ouvrir", {
    courriel: "gerante@essai.invalid",
    prenom: "Gisèle",
    nom: "Gerante",
  });
}

async function inviteAgent(gerante: Personne, origine: string): Promise<void> {
  await gerante.envoyer("ouvrir son compte (gestionnaire)", pathOf(gerante.page), {
    mot_de_passe: `${PHRASE} gerante`,
  });
  await gerante.page.goto(`${origine}/`);
  await gerante.suivre(/Inviter un agent/);
  const agent = { courriel: "agent@essai.invalid", prenom: "Alice", nom: "Agent" };
  await gerante.envoyer("inviter l’agent", "/habilitations/accorder", agent, /^\s*Accorder\s*$/);
}

async function makeBilan(agent: Personne, origine: string, donnees: string): Promise<Buffer> {
  const { page } = agent;
  await agent.envoyer("ouvrir son compte (agent)", pathOf(page), { mot_de_passe: `${PHRASE} agent` });
  await page.goto(`${origine}/`);
  await agent.suivre(/Déposer des fichiers/);
  const archive = join(donnees, "envoi.zip");
  await writeFile(archive, writeArchiveNeuve());
  await page.setInputFiles('[name="fichiers"]', archive);
  await agent.faire("déposer", async () => {
    await Promise.all([page.waitForEvent("load"), page.click('main form[enctype] button[type="submit"]')]);
    await untilRead(page);
  });
  await agent.suivre(/Indiquer les colonnes/);
  await agent.envoyer("dire la colonne et l’année", "/colonnes", { "champ:DEPCOM": "DEPCOM_X", periode: "2025" });
  await agent.faire("attendre la lecture", () => untilRead(page));
  await agent.suivre(/Publier tout/);
  await agent.envoyer("publier tout", "/donnees/publier", {}, /Publier tout/);
  await agent.suivre(/Relire le rapport/);
  await agent.faire("voir les pages", async () => {
    const reponse = page.context().waitForEvent("response", (one) => one.url().endsWith("/rapport/apercu"));
    await page.getByRole("button", { name: /Voir les pages/ }).click();
    if ((await reponse).headers()["content-type"] !== "application/pdf") throw new Error("no preview of the pages");
  });
  await agent.envoyer("figer", "/rapport", {}, /Figer le rapport/);
  const telecharge = page.waitForEvent("download");
  await agent.faire("télécharger le PDF", () => page.getByRole("link", { name: "PDF" }).click());
  return readFile(await (await telecharge).path());
}

const LECTURE_MAX_MS = 60_000;

/** The page follows the reading by itself; a lot that is alone in its deposit leads back to it. */
async function untilRead(page: Page): Promise<void> {
  await page.locator("blaise-avancement").waitFor({ state: "detached", timeout: LECTURE_MAX_MS });
  await page.waitForLoadState();
}

/** The link of the message that left for that address: the folder of messages stands for the mail server. */
async function readCourriel(donnees: string, adresse: string): Promise<string> {
  const dossier = join(donnees, "courriels");
  await mkdir(dossier, { recursive: true });
  for (const nom of (await readdir(dossier)).sort().reverse()) {
    const texte = (await readFile(join(dossier, nom), "utf8")).replaceAll(/=\r?\n/g, "");
    const lien = /https?:\/\/\S+\/bienvenue\/[\w-]{43}/.exec(texte)?.[0];
    if (texte.includes(adresse) && lien) return lien;
  }
  throw new Error(`no message for ${adresse}`);
}

type Marche = {
  readonly actes: readonly Acte[];
  readonly mots: readonly string[];
  readonly liens: number;
  readonly pdf: Buffer;
};

function conclude({ actes, mots, liens, pdf }: Marche): Record<string, unknown> {
  const faits = actes.filter(({ acte }) => acte !== "attendre la lecture");
  const attente = actes.reduce((total, { ms }) => total + ms, 0);
  const voisins = ["Saint-Dizier", ...(CODE_OFFICIEL.findTitulaire(VOISIN)?.communes ?? []).map(({ nom }) => nom)];
  const own = new Set(CODE_OFFICIEL.findTitulaire(NEUF.epci)?.communes.map(({ nom }) => nom));
  const texte = mots.join("\n");
  const etrangers = voisins.filter((nom) => nom.length > 6 && !own.has(nom) && texte.includes(nom));
  const manques = [
    faits.length > ACTES_MAX ? `${faits.length} acts` : null,
    attente > ATTENTE_MAX_MS ? `${attente} ms of waiting` : null,
    etrangers.length > 0 ? `words of another territory: ${etrangers.join(", ")}` : null,
    pdf.subarray(0, 5).toString("latin1") === "%PDF-" ? null : "no PDF",
  ].filter((one) => one !== null);
  if (manques.length > 0)
    throw new Error(`« dix-minutes » does not hold: ${manques.join("; ")}\n${JSON.stringify(actes)}`);
  return {
    actes: faits.length,
    attenteMs: attente,
    liens,
    pages: mots.length,
    motsDAutrui: 0,
    octetsDuPdf: pdf.length,
    detail: actes,
  };
}
