// @module-tag long
// @module-tag navigateur
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES_HABILITES } from "#domain/habilitation/role.ts";
import { openPool, openSql } from "#storage/sql.ts";
import { findCanaris } from "../canaris/lire-sortie.ts";
import { type Canari, seedCanaris } from "../fixtures/canaris.ts";
import { CHARGES, FAMILLES, MARQUE } from "../injection/charges.ts";
import { ENTREES, type Entree } from "../injection/entrees.ts";
import { piegedFiles } from "../injection/fichiers.ts";
import { inspectHtml } from "../injection/inspecter.ts";
import type { Identifiants, Qui } from "../injection/monde.ts";
import { AUCUN_URBAIN } from "../injection/monde-urbain.ts";
import { type Guetteur, watch } from "./guetteur.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";

const T = `/t/${EPCI}`;

/**
 * Inputs that a browser can be made to send: not its own headers. Every route once and one in five of its other inputs; all of them meet the
 * payloads without a browser.
 */
const AU_NAVIGATEUR = ENTREES.filter(
  ({ nom, route }, rang) =>
    !/^(header|cookie) /.test(nom) && (rang % 5 === 0 || ENTREES.findIndex((one) => one.route === route) === rang),
);
/** Payloads that a page could run; all families in turn, those that no browser can write in an address left out. */
const chargeOf = (rang: number) => CHARGES[(rang * 26 + 3) % CHARGES.length];

/** Each page of the product, states included; who may not see one gets a page too. */
const PAGES = [
  ...["/", "/territoires", "/mon-compte", "/connexion", "/deconnexion", "/methode", "/accessibilite", "/nulle-part"],
  ...["", "/a-faire", "/methode", "/bilan?annee=2017&periode=annee", "/bilan?annee=2019&periode=annee", "/rapport"].map(
    (p) => T + p,
  ),
  ...["/bilan?annee=2017&periode=annee&bailleur=999000029", "/donnees", "/donnees/deposer", "/donnees/localiser"].map(
    (p) => T + p,
  ),
  ...[
    "/habilitations",
    "/habilitations?vue=toutes",
    "/habilitations/accorder",
    "/habilitations/dormants",
    "/droits",
  ].map((p) => T + p),
  ...["/journal", "/donnees-personnelles", "/rapport/2017-annee-01", "/bilan?annee=x"].map((p) => T + p),
  ...["/plateforme/habilitations", "/plateforme/habilitations/accorder"],
];

describe.skipIf(CHROMIUM === null)("in Chromium, on the built product", () => {
  let produit: Produit;
  let pool: ReturnType<typeof openPool>;
  let canaris: readonly Canari[];
  let ids: Identifiants;
  let lots: readonly number[] = [];
  const contexts = new Map<Qui, { readonly page: Page; readonly guetteur: Guetteur }>();

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
  const open = async (qui: Qui) => {
    const known = contexts.get(qui);
    if (known) return known;
    const role = qui === "personne" || qui === "menage" ? null : qui === "titulaire" ? "gestionnaire-epci" : qui;
    const page = await produit.newPage(role);
    if (qui === "menage") {
      const [name = "", value = ""] = (await cookie(qui)).split("=");
      await page.context().addCookies([{ name, value, url: produit.url }]);
    }
    const opened = { page, guetteur: await watch(page.context(), produit.url) };
    contexts.set(qui, opened);
    return opened;
  };
  const vus = () => [...contexts].flatMap(([qui, { guetteur }]) => guetteur.vus.map((vu) => `${qui}: ${vu}`));

  beforeAll(async () => {
    produit = await startProduit({ BLAISE_JOURNAL: "info" });
    pool = openPool(produit.databaseUrl ?? "", { max: 2 });
    // Before payloads spend what one address may try to log in.
    for (const role of ROLES_HABILITES) await produit.cookie(role);
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
      residence: "999000011-52448-comores",
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

  it(`${AU_NAVIGATEUR.length} inputs, each with a payload, ${FAMILLES.length} families in turn: nothing runs`, async () => {
    const used = new Set(AU_NAVIGATEUR.map((_, rang) => chargeOf(rang)?.famille));
    expect(used.size).toBe(FAMILLES.length);
    for (const [rang, entree] of AU_NAVIGATEUR.entries()) await send(entree, chargeOf(rang)?.texte ?? "", rang);
    expect(vus()).toEqual([]);
  }, 600_000);

  /** A form is sent as a page of ours would; what it answers is shown. */
  async function send(entree: Entree, texte: string, rang: number): Promise<void> {
    const { page } = await open(entree.qui);
    const { chemin, champs } = entree.demande(texte, ids, rang);
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
  async function visit(qui: Qui, chemin: string, releve: Releve): Promise<void> {
    const answer = await ask(qui, chemin);
    const html = await answer.text();
    releve.fautes.push(...inspectHtml(html).map((faute) => `${qui} ${chemin}: ${faute}`));
    if (answer.status >= 500) releve.fautes.push(`${qui} ${chemin}: ${answer.status}`);
    releve.lues += 1;
    // The same page for several roles is opened once.
    if (answer.status !== 200 || releve.vues.has(html)) return;
    releve.vues.add(html);
    const { page } = await open(qui);
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
      one?.classe === "C1" || one?.table === "public.lot_anomalie" ? [] : [one?.table ?? "?"],
    );
  }

  it(`every page × ${ROLES_HABILITES.length} roles and nobody: no violation, nothing written in a page runs, no canary that is not given`, async () => {
    const releve: Releve = { lues: 0, ouvertes: 0, pieges: 0, vues: new Set(), fautes: [], perdus: new Set() };
    const pages = [...PAGES, ...lots.map((lot) => `${T}/donnees/lots/${lot}`)];
    for (const qui of [...ROLES_HABILITES, "personne" as const]) {
      for (const chemin of pages) await visit(qui, chemin, releve);
    }
    expect(releve.fautes).toEqual([]);
    expect(vus()).toEqual([]);
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
