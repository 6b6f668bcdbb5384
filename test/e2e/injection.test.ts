// @module-tag ci
// @module-tag long
// @module-tag profondeur
// @module-tag navigateur
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { findCanaris } from "../canaris/lire-sortie.ts";
import { type Canari, seedCanaris } from "../fixtures/canaris.ts";
import { enVol } from "../fixtures/en-vol.ts";
import { CHARGES, FAMILLES, MARQUE } from "../injection/charges.ts";
import { type Demande, ENTREES } from "../injection/entrees.ts";
import { piegedFiles } from "../injection/fichiers.ts";
import { inspectHtml } from "../injection/inspecter.ts";
import type { Identifiants, Qui } from "../injection/monde.ts";
import { AUCUN_URBAIN } from "../injection/monde-urbain.ts";
import { PORTES, type Porte } from "../injection/portes.ts";
import { selon } from "../profondeur.ts";
import { type Guetteur, watch } from "./guetteur.ts";
import { PAGES } from "./pages-injectees.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";

const T = `/t/${EPCI}`;

const isFirst = (route: string, rang: number) => ENTREES.findIndex((one) => one.route === route) === rang;
/** Inputs that a browser can be made to send: not its own headers, nor files of its machine. Every route once and one in five of its other inputs. */
const AU_NAVIGATEUR = ENTREES.filter(
  ({ nom, route }, rang) => !/^(header|cookie|file) /.test(nom) && (rang % 5 === 0 || isFirst(route, rang)),
);
/** All of them meet the payloads without a browser, whose pages are judged by one rule: one in twenty-four shows that the rule is the browser's. */
const PAR_ENTREE = selon({ ci: 24, preuve: 1 });
/** Payloads that a page could run; all families in turn, those that no browser can write in an address left out. */
const chargeOf = (rang: number) => CHARGES[(rang * 26 + 3) % CHARGES.length];

/** What goes in by the address or by a form, one input for each reader: each meets one payload of every family, as many at once as it has places. */
const PORTES_NAVIGATEUR = PORTES.filter(({ lecteur }) => lecteur !== "en-tête" && lecteur !== "témoin");

type Envoi = Demande & { readonly qui: Qui };

function envoisOf(porte: Porte, rang: number, ids: Identifiants): Envoi[] {
  const { places, qui } = porte;
  // Payloads come in turn from each family.
  const charges = CHARGES.slice(rang * FAMILLES.length, (rang + 1) * FAMILLES.length);
  return Array.from({ length: Math.ceil(charges.length / places.length) }, (_, i) => {
    const debut = i * places.length;
    const textes = places.flatMap((place, j) => {
      const charge = charges[debut + j];
      return charge ? [[place, charge.texte] as const] : [];
    });
    return { qui, ...porte.demande(Object.fromEntries(textes), ids, rang * 1000 + i) };
  });
}

/** Pages under way at once: one is drawn while the server answers another. */
const FILES = 4;
/** Requests on one page, one after the other. */
const PAR_PAGE = 12;

/** Of one person each, as many as go on one page. */
function cutByQui<T extends { readonly qui: Qui }>(all: readonly T[]): readonly (readonly T[])[] {
  return [...new Set(all.map(({ qui }) => qui))].flatMap((qui) => {
    const own = all.filter((one) => one.qui === qui);
    return Array.from({ length: Math.ceil(own.length / PAR_PAGE) }, (_, i) =>
      own.slice(i * PAR_PAGE, (i + 1) * PAR_PAGE),
    );
  });
}

describe.skipIf(CHROMIUM === null)("in Chromium, on the built product", () => {
  let produit: Produit;
  let pool: ReturnType<typeof openPool>;
  let canaris: readonly Canari[];
  let ids: Identifiants;
  let lots: readonly number[] = [];
  const contexts = new Map<Qui, Promise<Ouvert>>();

  let visite: Promise<string> | null = null;
  /** A household that has just begun its demande. */
  const begin = async () => {
    const answer = await fetch(`${produit.url}/ma-demande/${EPCI}/nouvelle`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: produit.url },
      body: new URLSearchParams({ pour: "moi" }),
    });
    const line = answer.headers.getSetCookie().find((one) => one.startsWith("blaise-dossier="));
    return line?.split(";")[0] ?? "";
  };
  const cookie = async (qui: Qui) => {
    if (qui === "menage") {
      visite ??= begin();
      return visite;
    }
    return qui === "personne" ? "" : produit.cookie(qui === "titulaire" ? "gestionnaire-epci" : qui);
  };
  const ask = async (qui: Qui, chemin: string, init: RequestInit = {}) =>
    fetch(produit.url + chemin, {
      redirect: "manual",
      ...init,
      headers: { origin: produit.url, cookie: await cookie(qui) },
    });
  const enter = async (qui: Qui): Promise<Ouvert> => {
    const role = qui === "personne" || qui === "menage" ? null : qui === "titulaire" ? "gestionnaire-epci" : qui;
    const page = await produit.newPage(role);
    const context = page.context();
    if (qui === "menage") {
      const [name = "", value = ""] = (await cookie(qui)).split("=");
      await context.addCookies([{ name, value, url: produit.url }]);
    }
    await page.close();
    return { context, guetteur: await watch(context, produit.url) };
  };
  /** A page of that person, whose listeners hear all of theirs. */
  const openPage = async (qui: Qui): Promise<Page> => {
    const opened = contexts.get(qui) ?? enter(qui);
    contexts.set(qui, opened);
    return (await opened).context.newPage();
  };
  const vus = async () => {
    const opened = [...contexts].map(async ([qui, one]) => (await one).guetteur.vus.map((vu) => `${qui}: ${vu}`));
    return (await Promise.all(opened)).flat();
  };

  beforeAll(async () => {
    produit = await startProduit({ BLAISE_JOURNAL: "info" });
    pool = openPool(produit.databaseUrl ?? "", { max: 2 });
    // Before payloads spend what one address may try to log in.
    await Promise.all(ROLES_HABILITES.map((role) => produit.cookie(role)));
    lots = await deposit();
    ids = await identify();
    canaris = await seedCanaris(openSql(pool), [EPCI, "200039915"]);
  }, 600_000);
  afterAll(async () => {
    await pool?.end();
    await produit?.close();
  });

  /** Files of every importer whose every text is a payload, dropped and published as an officer does. */
  async function deposit(): Promise<number[]> {
    const found: number[] = [];
    for (const { nom, contenu } of piegedFiles(EPCI)) {
      const form = new FormData();
      form.append("fichiers", new File([contenu], nom));
      const answer = await ask("agent-epci", `${T}/donnees/deposer`, { method: "POST", body: form });
      const lot = await pollLot(answer.headers.get("location") ?? "", nom);
      const published = await ask("agent-epci", `${T}/donnees/lots/${lot}/publier`, {
        method: "POST",
        body: new URLSearchParams({ confirme: "oui" }),
      });
      expect(published.status, nom).toBe(303);
      found.push(lot);
    }
    return found;
  }

  async function pollLot(location: string, nom: string): Promise<number> {
    for (let tries = 0; tries < 200; tries++) {
      const html = await (await ask("agent-epci", location)).text();
      const lot = /donnees\/lots\/(\d+)/.exec(location + html)?.[1];
      const { rows } = await pool.query<{ statut: string }>("select statut from lot where id = $1", [lot ?? 0]);
      if (lot && rows[0]?.statut === "pret") return Number(lot);
      if (rows[0] && rows[0].statut !== "lecture") throw new Error(`${nom}: ${rows[0].statut}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${nom} was never read: ${location}`);
  }

  async function identify(): Promise<Identifiants> {
    const one = async (text: string) => (await pool.query<{ cle: number }>(text)).rows[0]?.cle ?? 0;
    const unknown = new FormData();
    unknown.append("fichiers", new File(["alpha;beta\n1;2\n"], "inconnu.csv"));
    const deposited = await ask("agent-epci", `${T}/donnees/deposer`, { method: "POST", body: unknown });
    const adresses = await (await ask("agent-epci", `/api/v1/territoires/${EPCI}/a-localiser`)).json();
    const habilitations = await pool.query<{ id: number }>(
      `with c as (insert into compte (courriel, prenom, nom)
                  select 'cible' || i || '@essai.invalid', 'Cible', 'Cible ' || i from generate_series(1, 20) i returning id)
       insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
       select id, (select min(id) from organisation where type = 'commune'), 'commune', '${EPCI}', contexte.aujourdhui(), contexte.aujourdhui() + 30, 'essai'
         from c returning id`,
    );
    return {
      lot: lots[0] ?? 0,
      rapport: "2017-annee-01",
      depot: /depots\/([0-9a-f-]{36})/.exec(deposited.headers.get("location") ?? "")?.[1] ?? "",
      bienvenue: /\/bienvenue\/\S+/.exec(produit.sorties())?.[0] ?? "/bienvenue/x",
      adresses: (adresses as { cleAdresse: string }[]).map(({ cleAdresse }) => cleAdresse),
      habilitations: habilitations.rows.map(({ id }) => id),
      administrateur: await one("select min(id) as cle from habilitation where role = 'administrateur'"),
      localisation: 0,
      bailleur: await one("select min(organisation) as cle from bilan_bailleur"),
      bilanBailleur: await one("select min(id) as cle from bilan_bailleur"),
      reservataire: await one("select min(reservataire) as cle from convention_flux"),
      droit: await one("select min(id) as cle from contingent"),
      conventionFlux: await one("select min(id) as cle from convention_flux"),
      residence: "52448-comores",
      aDater: "",
      rejets: { lot: lots[0] ?? 0, motif: "", colonne: "", lignes: [0] },
      groupe: { commune: "52448", bailleur: "999000029", adresses: "" },
      urbain: await identifyUrbain(one),
    };
  }

  /** Rows of the demonstration: its first of each kind. */
  async function identifyUrbain(one: (text: string) => Promise<number>): Promise<Identifiants["urbain"]> {
    const menage = await one("select min(relogement) as cle from relogement_offre");
    return {
      ...AUCUN_URBAIN,
      menages: {
        entretien: [menage],
        identite: [menage],
        adresse: [menage],
        raison: [menage],
        reponse: [menage],
        comite: [menage],
      },
      demolition: await one("select min(id) as cle from operation where genre = 'demolition'"),
      construction: await one("select min(id) as cle from operation where genre = 'construction'"),
      conventionObjectif: await one("select min(id) as cle from convention_objectif"),
      logementSuivi: await one("select min(id) as cle from logement_suivi"),
      liberation: await one("select coalesce(min(id), 1) as cle from liberation"),
      scenario: await one("select min(id) as cle from scenario_simulation"),
    };
  }

  it("the listeners hear a dialog, a script in the page and a call to elsewhere", async () => {
    const page = await produit.newPage(null);
    const { vus: heard } = await watch(page.context(), produit.url);
    const { headers } = await ask("personne", "/accessibilite");
    await page.route("**/piege", (route) =>
      route.fulfill({
        headers: {
          "content-security-policy": headers.get("content-security-policy") ?? "",
          "content-type": "text/html",
        },
        body: "<script>alert(1)</script><img src='https://hors.invalid/x'><p style='color:red'>x</p>",
      }),
    );
    await page.goto(`${produit.url}/piege`);
    await page.evaluate("setTimeout(() => alert('vu'), 0)");
    await expect.poll(() => heard.join("\n")).toMatch(/dialog: vu/);
    for (const expected of [
      /policy: script-src-elem inline/,
      /policy: img-src https:\/\/hors\.invalid/,
      /policy: style-src-attr/,
    ])
      expect(heard.join("\n")).toMatch(expected);
    await page.context().close();
  });

  it(`${PORTES_NAVIGATEUR.length} readers with each of ${FAMILLES.length} families, then one route in ${PAR_ENTREE}: nothing runs`, async () => {
    const entrees = AU_NAVIGATEUR.filter((_, rang) => rang % PAR_ENTREE === 0);
    expect(new Set(entrees.map((_, rang) => chargeOf(rang)?.famille)).size).toBe(FAMILLES.length);
    const envois = [
      ...PORTES_NAVIGATEUR.flatMap((porte, rang) => envoisOf(porte, rang, ids)),
      ...entrees.map(({ qui, demande }, rang) => ({ qui, ...demande(chargeOf(rang)?.texte ?? "", ids, rang) })),
    ];
    let envoyes = 0;
    await enVol(cutByQui(envois), FILES, async (lot) => {
      const page = await openPage(lot[0]?.qui ?? "personne");
      for (const envoi of lot) {
        await send(page, envoi);
        envoyes += 1;
      }
      await page.close();
    });
    expect(envoyes).toBe(envois.length);
    expect(await vus()).toEqual([]);
  }, 600_000);

  /** A form is sent as a page of ours would; what it answers is shown. */
  async function send(page: Page, { chemin, champs }: Envoi): Promise<void> {
    // A document to keep is not a page: the browser says that the navigation was cut.
    if (!champs)
      return void (await page.goto(produit.url + chemin, { waitUntil: "domcontentloaded" }).catch(ignoreDownload));
    if (!page.url().startsWith(produit.url)) await page.goto(`${produit.url}/accessibilite`);
    await Promise.all([
      page.waitForNavigation({ waitUntil: "domcontentloaded" }).catch(ignoreDownload),
      page.evaluate(postForm, { chemin, champs: Object.entries(champs) }),
    ]);
  }

  type Releve = {
    lues: number;
    ouvertes: number;
    pieges: number;
    readonly vues: Set<string>;
    readonly fautes: string[];
    readonly perdus: Set<string>;
  };

  /** Asked without the browser first: only what this person sees is then opened, a refusal is the same page for all. */
  async function read(qui: Qui, chemin: string, releve: Releve): Promise<boolean> {
    const answer = await ask(qui, chemin);
    const html = await answer.text();
    releve.fautes.push(...inspectHtml(html).map((faute) => `${qui} ${chemin}: ${faute}`));
    if (answer.status >= 500) releve.fautes.push(`${qui} ${chemin}: ${answer.status}`);
    releve.lues += 1;
    if (answer.status !== 200) return false;
    // What is the same for several roles is opened once.
    const neuves = partsOf(html).filter((part) => !releve.vues.has(part));
    for (const part of neuves) releve.vues.add(part);
    return neuves.length > 0;
  }

  async function visit(page: Page, { qui, chemin }: Visite, releve: Releve): Promise<void> {
    await page.goto(produit.url + chemin, { waitUntil: "load" });
    const shown = await page.content();
    releve.ouvertes += 1;
    if (MARQUE.test(shown)) releve.pieges += 1;
    for (const one of givenToNobody(shown)) releve.perdus.add(`${qui} ${chemin} ${one}`);
  }

  /** Names of agents and faulty cells have their own test (test/canaris), which says to whom each is given. */
  function givenToNobody(shown: string): readonly string[] {
    const put = findCanaris(Buffer.from(shown), "text/html").map((canari) =>
      canaris.find((one) => one.canari === canari),
    );
    return put.flatMap((one) =>
      one?.classe === "C1" || /^public\.lot_(anomalie|rejet)$/.test(one?.table ?? "") ? [] : [one?.table ?? "?"],
    );
  }

  it(`every page × ${ROLES_HABILITES.length} roles and nobody: no violation, nothing written in a page runs, no canary that is not given`, async () => {
    const releve: Releve = { lues: 0, ouvertes: 0, pieges: 0, vues: new Set(), fautes: [], perdus: new Set() };
    const pages = [...PAGES, ...lots.map((lot) => `${T}/donnees/lots/${lot}`)];
    const all = [...ROLES_HABILITES, "personne" as const].flatMap((qui) => pages.map((chemin) => ({ qui, chemin })));
    const neuves: Visite[] = [];
    await enVol(all, FILES, async (visite) => {
      if (await read(visite.qui, visite.chemin, releve)) neuves.push(visite);
    });
    await enVol(cutByQui(neuves), FILES, async (lot) => {
      const page = await openPage(lot[0]?.qui ?? "personne");
      for (const visite of lot) await visit(page, visite, releve);
      await page.close();
    });
    expect(releve.fautes).toEqual([]);
    expect(await vus()).toEqual([]);
    expect([...releve.perdus]).toEqual([]);
    expect(releve.lues).toBeGreaterThan(450);
    expect(releve.ouvertes).toBeGreaterThan(80);
    expect(releve.pieges).toBeGreaterThan(20);
  }, 600_000);

  it("what the server said holds no payload, no canary and no error", () => {
    const lignes = produit
      .sorties()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    expect(lignes.length).toBeGreaterThan(300);
    expect(lignes.filter((line) => MARQUE.test(line) || findCanaris(Buffer.from(line), "").length > 0)).toEqual([]);
    expect(lignes.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });
});

type Ouvert = { readonly context: BrowserContext; readonly guetteur: Guetteur };
type Visite = { readonly qui: Qui; readonly chemin: string };

/** What is around the page, and what is in it, each seen by the browser in one page at least; in a proof, in all of them. */
const partsOf = selon<(html: string) => readonly string[]>({
  ci: (html) => {
    const [avant = "", ...dedans] = html.split(/(?=<main)/);
    const [titre = ""] = /<title>[^<]*<\/title>/.exec(avant) ?? [];
    return [avant.replace(titre, ""), titre + dedans.join("")];
  },
  preuve: (html) => [html],
});

function ignoreDownload(error: Error): null {
  if (/ERR_ABORTED|Download is starting|interrupted by another navigation/.test(error.message)) return null;
  throw error;
}

function postForm({ chemin, champs }: { chemin: string; champs: [string, string][] }): void {
  type Element = {
    setAttribute(name: string, value: string): void;
    append(child: Element): void;
    submit(): void;
    value: string;
  };
  const { document } = globalThis as unknown as {
    document: { createElement(name: string): Element; body: Element };
  };
  const form = document.createElement("form");
  form.setAttribute("method", "post");
  form.setAttribute("action", chemin);
  for (const [nom, valeur] of champs) {
    const field = document.createElement("textarea");
    field.setAttribute("name", nom);
    field.value = valeur;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
