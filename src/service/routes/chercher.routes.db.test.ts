import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { ADMINISTRATEUR, ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { ACTES_PLAN } from "#socle/regles/plan/actes-plan.ts";
import { type Declaration, declarationOf } from "#socle/routes/acces/garde.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { openProduitDemo, type ProduitDemo } from "../../../test/fixtures/produit-demo.ts";
import { asShown, readFormulaires } from "../../../test/html/formulaire.ts";

const T = `/t/${EPCI}`;
const MEMBRES = ROLES_HABILITES.filter((role) => role !== ADMINISTRATEUR);
let produit: ProduitDemo;

beforeAll(async () => {
  produit = await openProduitDemo(async (pool) => {
    await pool.query("select 1");
  });
}, 240_000);
afterAll(() => produit?.close());

type Lien = { readonly href: string; readonly titre: string };

function readLiens(html: string): readonly Lien[] {
  return [...html.matchAll(/<li><a href="([^"]+)">(.*?)<\/a><\/li>/g)].map(([, href = "", titre = ""]) => ({
    href: href.replaceAll("&amp;", "&"),
    titre: textOf(titre),
  }));
}

/** What is underlined is not a word apart. */
const readPart = (html: string) => html.replaceAll(/<\/?mark>/g, "");

async function find(role: RoleHabilite, q: string, more = "") {
  const answer = await produit.ask(role, `${T}/recherche?q=${encodeURIComponent(q)}&part=1${more}`);
  const html = readPart(await answer.text());
  return { statut: answer.status, html, text: textOf(html), liens: readLiens(html) };
}

async function titresOf(role: RoleHabilite, q: string): Promise<string> {
  return (await find(role, q)).liens.map(({ titre }) => titre).join("\n");
}

async function column(sql: string, ...params: readonly unknown[]): Promise<readonly string[]> {
  const { rows } = await produit.pool.query<{ v: string }>(sql, [...params]);
  return rows.map(({ v }) => v);
}

describe("words", () => {
  test.each<[string, string]>([
    ["ecl", "Éclaron"],
    ["ÉCLARON", "Éclaron"],
    ["sant dizier", "Saint-Dizier"],
    ["desequilibre", "Déséquilibres"],
    ["deposer un fichier", "Déposer un fichier"],
    ["premier quartile", "Premier quartile"],
    ["quartier prioritaire", "QPV"],
    ["OPH", "OPH de Saint-Dizier"],
    ["999000029", "Hamaris"],
    ["commission de coordination", "Commission de coordination"],
    ["attributions 2017", "attributions-2017"],
  ])("« %s » finds « %s »", async (q, titre) => {
    expect(await titresOf("agent-epci", q)).toContain(titre);
  });

  it("a frozen report, by its number or its year", { timeout: 60_000 }, async () => {
    const chemin = `${T}/rapport?annee=2017`;
    const page = await (await produit.ask("agent-epci", chemin)).text();
    const figer = readFormulaires(page, chemin).find(({ action }) => action.endsWith("/rapport"));
    if (!figer) throw new Error("no form to freeze the report");
    const { status } = await produit.ask("agent-epci", figer.action, asShown(figer));
    expect(status).toBe(303);
    for (const q of ["2017-annee-01", "rapport 2017"])
      expect(await titresOf("agent-epci", q)).toContain("Rapport 2017-annee-01");
    expect(await titresOf("guichet", "rapport 2017")).not.toContain("2017-annee-01");
  });

  it("the page: a form, groups with their links, all of a kind, what to do when there is nothing", async () => {
    const page = await (await produit.ask("agent-epci", `${T}/recherche?q=saint+dizier`)).text();
    expectSoundPage(page);
    expect(page).toMatch(/<form method="get" action="[^"]+\/recherche">/);
    expect(textOf(page)).toContain("Lieux et résidences");
    const tous = /href="([^"]+dans=lieu)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const suite = readLiens(await (await produit.ask("agent-epci", tous)).text());
    expect(suite.length).toBeGreaterThan(8);
    const vide = await (await produit.ask("agent-epci", `${T}/recherche`)).text();
    expectSoundPage(vide);
    expect(textOf(vide)).toContain("une demande par sa référence");
    const rien = await find("agent-epci", "zzzzzz");
    expect(rien.text).toContain("Rien ne correspond à");
    expect(rien.html).toContain('data-compte="Aucune réponse"');
  });
});

describe("rights", () => {
  /** One address of each page that is found by these words. */
  async function hrefsOf(role: RoleHabilite): Promise<ReadonlySet<string>> {
    const vus = new Map<string, string>();
    for (const q of ["saint", "commission", "logement", "2018", "d", "relogement", "bailleur", "cb", "l 0"]) {
      for (const { href } of (await find(role, q)).liens) vus.set(patternOf(href), href.replace(/#.*/, ""));
    }
    return new Set(vus.values());
  }

  test.each(MEMBRES)("whatever is found is opened: %s", { timeout: 60_000 }, async (role) => {
    const faux: string[] = [];
    for (const href of await hrefsOf(role)) {
      const { status } = await produit.ask(role, href);
      if (status !== 200) faux.push(`${status} ${href}`);
    }
    expect(faux).toEqual([]);
  });

  test.each<RoleHabilite>(["gestionnaire-epci", "dpo"])(
    "%s finds no résidence, no household, no case, no meeting",
    async (role) => {
      for (const q of ["saint dizier", "comores", "commission de coordination", "cb 2018", "relogement ant"]) {
        const { html, liens } = await find(role, q);
        const autres = /residences|portraits|menages|demandes\/[0-9a-f-]{36}|cas\/\d|reunions\/\d/;
        expect(liens.filter(({ href }) => autres.test(href))).toEqual([]);
        expect(html).not.toMatch(/dans=(dossier|cas)/);
      }
    },
  );

  it("the cases that are found are those of the list of whoever looks", async () => {
    const references = await column(
      "select reference as v from cas_bloque where epci = $1 and reference is not null",
      EPCI,
    );
    expect(references.length).toBeGreaterThan(3);
    let tus = 0;
    for (const role of MEMBRES) {
      const liste = await produit.ask(role, `${T}/commission/cas`);
      const lus = liste.status === 200 ? await liste.text() : "";
      for (const reference of references) {
        const found = (await titresOf(role, reference.replaceAll("-", ""))).includes(reference);
        expect(`${role} ${reference} ${found}`).toBe(`${role} ${reference} ${lus.includes(reference)}`);
        if (!found) tus += 1;
      }
    }
    expect(tus).toBeGreaterThan(0);
  });

  it("a household to rehouse, a freed dwelling: what the row policies open, not counted beyond", async () => {
    const menages = await column("select reference as v from relogement where epci = $1 order by id limit 12", EPCI);
    const bailleur = await column(
      `select r.reference as v from relogement r
         join habilitation h on h.organisation = r.organisation and h.role = 'agent-bailleur'
         join compte c on c.id = h.compte and c.courriel = 'agent-bailleur@demonstration.invalid'
        where r.epci = $1`,
      EPCI,
    );
    for (const reference of menages) {
      const { text } = await find("agent-bailleur", reference);
      expect(`${reference} ${text.includes(`Ménage à reloger ${reference}`)}`).toBe(
        `${reference} ${bailleur.includes(reference)}`,
      );
      expect((await find("guichet", reference)).text).not.toContain("Ménage à reloger");
    }
  });
});

describe("demandes by their reference", () => {
  type Demande = { readonly reference: string; readonly demandeur: string };
  /** Of the desk of the account, the first or another. */
  async function demandeOf(rang = 0): Promise<Demande> {
    const { rows } = await produit.pool.query<Demande>(
      `select r.reference, r.demandeur::text as demandeur from nominatif.registre r
         join compte c on c.courriel = 'guichet@demonstration.invalid'
         join habilitation h on h.compte = c.id and h.role = 'guichet'
        where r.epci = $1 and r.reference ~ '[0-9]' and r.etat = 'active' and r.guichet = h.organisation
        order by r.reference offset $2 limit 1`,
      [EPCI, rang],
    );
    const [demande] = rows;
    if (!demande) throw new Error("no demande of that desk");
    return demande;
  }

  it("with or without separators, whole or from its fourth character; somebody else's is not there", async () => {
    const { reference, demandeur } = await demandeOf();
    const serree = reference.replaceAll("-", "").toLowerCase();
    for (const q of [
      reference,
      serree,
      serree.slice(1),
      reference.slice(0, 6),
      reference.slice(0, 8).replace("-", " "),
    ]) {
      expect((await find("guichet", q)).liens.map(({ href }) => href)).toContain(`${T}/demandes/${demandeur}`);
    }
    const autre = await demandeOf(1);
    await produit.pool.query(
      "update nominatif.demandeur set guichet = (select id from organisation where type = 'guichet' and id <> guichet order by id limit 1) where id = $1",
      [autre.demandeur],
    );
    expect((await find("guichet", autre.reference)).liens).toEqual([]);
    for (const role of ["gestionnaire-epci", "dpo", "membre-coordination", "membre-cal"] as const) {
      expect((await find(role, reference)).text).not.toContain("Demande D-");
    }
  });

  it("no name finds a household, nor is one said", async () => {
    const { demandeur, reference } = await demandeOf();
    await produit.pool.query("update nominatif.demandeur set nom = 'Zyxwvutsrq' where id = $1", [demandeur]);
    for (const role of ["guichet", "etat", "agent-bailleur"] as const) {
      expect((await find(role, "zyxwvutsrq")).liens).toEqual([]);
      expect((await find(role, reference)).text).not.toContain("Zyxwvutsrq");
    }
  });

  it("a number unique is looked for when it was posted, and never when it came in an address", async () => {
    const { demandeur } = await demandeOf();
    const numero = "052011812345678901";
    await produit.pool.query("update nominatif.demandeur set numero_hash = $2 where id = $1", [
      demandeur,
      produit.session.hash(numero),
    ]);
    const tu = await find("guichet", "052 0118 12345 678901");
    expect(tu.liens).toEqual([]);
    expect(tu.html).toContain('<form method="post"');
    const envoi = new URLSearchParams({ q: "052 0118 12345 678901" });
    expectSoundPage(await (await produit.ask("guichet", `${T}/recherche`, envoi)).text());
    const part = await (await produit.ask("guichet", `${T}/recherche?part=1`, envoi)).text();
    expect(readLiens(part).map(({ href }) => href)).toEqual([`${T}/demandes/${demandeur}`]);
    expect(readLiens(await (await produit.ask("gestionnaire-epci", `${T}/recherche?part=1`, envoi)).text())).toEqual(
      [],
    );
  });
});

test.each([
  ["wild cards", "%_%"],
  ["quotes", "'; drop table residence; --"],
  ["a backslash", "\\"],
  ["HTML", '<script>alert(1)</script><img src="x">'],
  ["controls", "saint\u0007\u001b[31m\u202e dizier"],
  ["a long text", "é".repeat(10_000)],
  ["nothing but spaces", "   "],
])("%s: an answer, and nothing of it in the page as it was", async (_, q) => {
  const answer = await produit.ask("agent-epci", `${T}/recherche?q=${encodeURIComponent(q)}`);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expectSoundPage(html);
  expect(html).not.toMatch(/<script>|<img/);
  expect(html.split("").filter((one) => one < " " && one !== "\n")).toEqual([]);
  expect(html.length).toBeLessThan(100_000);
});

it("an unknown kind is no kind; a stranger and another territory are refused", async () => {
  expect((await find("agent-epci", "saint", "&dans=rien")).statut).toBe(200);
  expect((await produit.ask("agent-epci", "/t/200000001/recherche?q=a")).status).toBe(404);
  expect([302, 303, 401]).toContain((await produit.ask("personne", `${T}/recherche?q=a`)).status);
});

it("the words of the trade and the keys have their pages", async () => {
  for (const chemin of [`${T}/definitions`, "/raccourcis"]) {
    const answer = await produit.ask("guichet", chemin);
    expect(answer.status).toBe(200);
    expectSoundPage(await answer.text());
  }
  expect(await (await produit.ask("guichet", "/raccourcis?part=1")).text()).toMatch(/^<form method="dialog">/);
});

it("each act is offered for the right that its form asks for", () => {
  const asked = new Map<string, Declaration>();
  for (const { method, path, handler } of createTestApp(baseOf({})).routes) {
    const declaration = declarationOf(handler);
    if (method === "GET" && declaration) asked.set(path, declaration);
  }
  expect(ACTES_PLAN.filter(({ chemin }) => !asked.has(`/t/:epci/${chemin}`))).toEqual([]);
});

/** One address of each page is opened. */
function patternOf(href: string): string {
  return href
    .replace(/[?#].*/, "")
    .replace(/(residences|portraits\/\w+)\/.*/, "$1")
    .replaceAll(/[0-9a-f-]{36}|\d+/g, "0");
}
