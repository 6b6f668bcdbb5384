import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { openSession, resolveSession } from "#acces/actes/connexion/session.ts";
import type { VerificateurCles } from "#acces/lectures/connexion/outils.ts";
import { MOYENS, type Moyen } from "#acces/lectures/connexion/ports.ts";
import { type ConnexionDeps, openConnexion } from "#acces/routes/connexion/deps.ts";
import { openDepotPieces } from "#dossier/sql/piece/depot-pieces.ts";
import { openCoffre } from "#service/commandes/coffre.ts";
import { createApp } from "#service/routes/app.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { COURRIER_ESSAI, SMS_ESSAI } from "../fixtures/courrier.ts";
import { seedOf } from "../fixtures/habilitations.ts";
import { EPCI, expectSoundPage, textOf } from "../fixtures/pages.ts";
import { patiently } from "../fixtures/patiently.ts";
import { createHacheurFactice } from "./hacheur-factice.ts";
import { type Navigateur, openNavigateur } from "./navigateur.ts";

const ORIGINE = "https://blaise.exemple.fr";
const COOKIE = "__Host-blaise";
const PHRASE = "tortue marée violon";
const horloge = {
  avance: 0,
  aujourdhui: () => "2026-03-10",
  maintenant: () => new Date(Date.UTC(2026, 2, 10, 9) + horloge.avance * 60_000).toISOString(),
};

/** Accepts any answer: passkeys themselves have their test in a browser. */
const CLES: VerificateurCles = {
  prepareAjout: async () => ({ options: {}, challenge: "défi" }),
  verifyAjout: async () => ({
    identifiant: "cle-neuve",
    clePublique: new Uint8Array([1]),
    compteur: 0,
    transports: [],
  }),
  prepareLogin: async () => ({ options: {}, challenge: "défi" }),
  identifiantOf: () => null,
  verifyLogin: async () => null,
};

let db: TestDatabase;
let connexion: ConnexionDeps;
let app: ReturnType<typeof createApp>;
let ids: Record<Qui, number>;

type Qui = "administratrice" | "gerante" | "consultante" | "agent";

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  const epci = await organisation("epci", "L’agglomération", EPCI);
  ids = {
    administratrice: await compte("Administratrice"),
    gerante: await compte("Gerante"),
    consultante: await compte("Consultante"),
    agent: await compte("Agent"),
  };
  await habilitation(ids.administratrice, await organisation("plateforme", "Exploitant"), "administrateur", {
    epci: null,
  });
  await habilitation(ids.gerante, epci, "gestionnaire-epci");
  await habilitation(ids.gerante, epci, "membre-cal");
  const sensible = await habilitation(ids.consultante, epci, "agent-epci");
  await db.pool.query("update habilitation set sensible = true where id = $1", [sensible]);
  await habilitation(ids.agent, epci, "agent-epci");
  const log = { info: () => {}, error: () => {} };
  connexion = {
    ...openConnexion({
      queries: db.bases.connexions,
      horloge,
      demonstration: false,
      origine: ORIGINE,
      proconnect: null,
      adresse: () => "192.0.2.1",
      log,
    }),
    hacheur: createHacheurFactice(),
    cles: CLES,
  };
  const deps = { horloge, hash: (text: string) => text, dossierDepots: "/nonexistent", log, version: "0.0.0" };
  app = createApp({
    codeOfficiel: CODE_OFFICIEL,
    ...deps,
    bases: db.bases,
    connexion,
    courrier: COURRIER_ESSAI,
    sms: SMS_ESSAI,
    coffre: openCoffre("essai"),
    pieces: openDepotPieces("/nonexistent"),
    antivirus: null,
    secondEnvoi: null,
  });
});
afterAll(() => db.drop());

beforeEach(async () => {
  horloge.avance = 0;
  await db.pool.query("delete from acces.cle_acces");
  await db.pool.query("delete from acces.session");
  for (const compte of Object.values(ids)) {
    await connexion.queries.writeMotDePasse(compte, `v2:${PHRASE}`, horloge.maintenant());
  }
});

/** A browser of the person, come in by that means. */
async function opened(qui: Qui, moyen: Moyen): Promise<Navigateur> {
  const navigateur = openNavigateur(app, ORIGINE);
  navigateur.cookies.set(COOKIE, await openSession(connexion, { compte: ids[qui], moyen }));
  return navigateur;
}

const PAGES: Readonly<Record<Exclude<Qui, "agent">, string>> = {
  administratrice: "/plateforme/habilitations",
  gerante: `/t/${EPCI}/habilitations/accorder`,
  consultante: `/t/${EPCI}/bilan`,
};
const ETENDUS = ["administratrice", "gerante", "consultante"] as const;

async function pageOf(navigateur: Navigateur, chemin: string) {
  const response = await navigateur.get(chemin);
  const html = await response.text();
  expectSoundPage(html);
  return { statut: response.status, texte: textOf(html), html };
}

describe("extended rights", () => {
  const cases = ETENDUS.flatMap((qui) =>
    MOYENS.map((moyen) => [qui, moyen, moyen === "mot-de-passe" ? 403 : 200] as const),
  );

  test.each(cases)("%s, come in by %s: %i", async (qui, moyen, statut) => {
    const page = await pageOf(await opened(qui, moyen), PAGES[qui]);
    expect(page.statut).toBe(statut);
    if (statut === 403) expect(page.texte).toContain("ne s’ouvre pas par un mot de passe seul");
  });

  it("leave the others open: the same person acts by their ordinary habilitations", async () => {
    const navigateur = await opened("gerante", "mot-de-passe");
    expect((await pageOf(navigateur, `/t/${EPCI}/a-faire`)).statut).toBe(200);
    expect((await pageOf(await opened("agent", "mot-de-passe"), `/t/${EPCI}/bilan`)).statut).toBe(200);
  });

  it("are all open on a demonstration, where a button opens every role", async () => {
    const demonstration = { ...connexion, demonstration: true };
    const jeton = await openSession(connexion, { compte: ids.gerante, moyen: "mot-de-passe" });
    expect((await resolveSession(demonstration, jeton))?.acteur.habilitations).toHaveLength(2);
    expect((await resolveSession(connexion, jeton))?.acteur.habilitations).toHaveLength(1);
  });

  it("are not said of what the person does not hold at all", async () => {
    const ailleurs = await pageOf(await opened("gerante", "mot-de-passe"), "/t/200039915/bilan");
    expect([ailleurs.statut, ailleurs.texte.includes("mot de passe seul")]).toEqual([404, false]);
    expect((await pageOf(await opened("gerante", "mot-de-passe"), "/plateforme/habilitations")).statut).toBe(404);
    const refus = await pageOf(await opened("gerante", "mot-de-passe"), `/t/${EPCI}/donnees/deposer`);
    expect([refus.statut, refus.texte.includes("ne permet pas de")]).toEqual([403, true]);
  });

  it("send to the page that says how to open them, after a login by password", async () => {
    const navigateur = openNavigateur(app, ORIGINE);
    const champs = { courriel: "gerante@exemple.fr", mot_de_passe: PHRASE, retour: PAGES.gerante };
    expect((await navigateur.post("/connexion", champs)).headers.get("location")).toBe("/mon-compte");
    const page = await pageOf(navigateur, "/mon-compte");
    expect(page.texte).toContain("Ajoutez une clé d’accès");
    expect(page.texte).toContain("demandez un lien à usage unique");
    const ordinaire = { ...champs, courriel: "agent@exemple.fr", retour: `/t/${EPCI}/bilan` };
    const agent = openNavigateur(app, ORIGINE);
    expect((await agent.post("/connexion", ordinaire)).headers.get("location")).toBe(`/t/${EPCI}/bilan`);
    expect((await pageOf(agent, "/mon-compte")).texte).not.toContain("Ajoutez une clé d’accès");
  });

  it("ask, in the session of a one-time link, to add a key before it is too late", async () => {
    const navigateur = await opened("gerante", "lien");
    expect((await pageOf(navigateur, "/mon-compte")).texte).toContain("ne s’ouvriront plus par le mot de passe seul");
    await addKey(navigateur);
    expect((await pageOf(navigateur, "/mon-compte")).texte).not.toContain("ne s’ouvriront plus");
    expect((await pageOf(await opened("gerante", "mot-de-passe"), "/mon-compte")).texte).toContain(
      "Utilisez votre clé d’accès",
    );
  });
});

async function addKey(navigateur: Navigateur): Promise<Response> {
  const options = await navigateur.post("/mon-compte/cles/options", {});
  if (options.status !== 200) return options;
  return navigateur.post("/mon-compte/cles", { reponse: "{}", nom_cle: "Téléphone" });
}

const keysOf = async (qui: Qui) => (await connexion.queries.listCles(ids[qui])).length;

describe("adding a key", () => {
  test.each<[Qui, Moyen, number]>([
    ["gerante", "mot-de-passe", 0],
    ["administratrice", "mot-de-passe", 0],
    ["consultante", "mot-de-passe", 0],
    ["gerante", "lien", 1],
    ["gerante", "proconnect", 1],
    ["gerante", "cle-acces", 1],
    ["agent", "mot-de-passe", 1],
  ])("%s, come in by %s: %i key", async (qui, moyen, cles) => {
    const response = await addKey(await opened(qui, moyen));
    expect(await keysOf(qui)).toBe(cles);
    if (cles === 0)
      expect([response.status, await response.text()]).toEqual([422, expect.stringContaining("ne suffit pas")]);
  });

  it("closes the other sessions, and so does removing it", async () => {
    const [ici, ailleurs, voisin] = [
      await opened("agent", "lien"),
      await opened("agent", "lien"),
      await opened("gerante", "lien"),
    ];
    const statuts = async () =>
      Promise.all([ici, ailleurs, voisin].map(async (one) => (await one.get("/mon-compte")).status));
    await addKey(ici);
    expect(await statuts()).toEqual([200, 303, 200]);
    const tiers = await opened("agent", "lien");
    await ici.post("/mon-compte/cles/retirer", { identifiant: "cle-neuve" });
    expect([await keysOf("agent"), (await tiers.get("/mon-compte")).status]).toEqual([0, 303]);
    expect(await statuts()).toEqual([200, 303, 200]);
  });
});

describe("ten minutes after the login, a new proof is asked", () => {
  const actes = [
    ["/mon-compte/cles/retirer", { identifiant: "cle-neuve" }],
    ["/mon-compte/sessions/fermer", { session: "autres" }],
    ["/mon-compte/cles/options", {}],
    ["/mon-compte/mot-de-passe", { actuel: "", nouveau: "girafe bleue orageuse" }],
  ] as const;

  test.each(actes)("%s", async (chemin, champs) => {
    await db.pool.query("delete from acces.mot_de_passe");
    const [ici, ailleurs] = [await opened("agent", "cle-acces"), await opened("agent", "cle-acces")];
    await connexion.queries.addCle(
      {
        identifiant: "cle-neuve",
        compte: ids.agent,
        clePublique: new Uint8Array([1]),
        compteur: 0,
        transports: [],
        nom: "x",
      },
      horloge.maintenant(),
    );
    horloge.avance = 10;
    const refus = await ici.post(chemin, champs);
    expect([refus.status, await refus.text()]).toEqual([422, expect.stringContaining("plus de dix minutes")]);
    expect([await keysOf("agent"), (await ailleurs.get("/mon-compte")).status]).toEqual([1, 200]);
    expect(await connexion.queries.readMotDePasse(ids.agent)).toBeNull();
    horloge.avance = 9;
    expect((await ici.post(chemin, champs)).status).toBeLessThan(400);
  });

  it("given on the login page, though a session is open", async () => {
    const navigateur = await opened("agent", "mot-de-passe");
    horloge.avance = 15;
    const page = await pageOf(navigateur, "/mon-compte");
    const [, lien = ""] = /href="(\/connexion\?encore=[^"]*)"/.exec(page.html) ?? [];
    const encore = await pageOf(navigateur, lien.replaceAll("&amp;", "&"));
    expect(encore.texte).toContain("Connectez-vous encore une fois");
    expect(encore.html).toContain('name="retour" value="/mon-compte"');
    const champs = { courriel: "agent@exemple.fr", mot_de_passe: PHRASE, retour: "/mon-compte" };
    expect((await navigateur.post("/connexion", champs)).headers.get("location")).toBe("/mon-compte");
    expect((await navigateur.post("/mon-compte/sessions/fermer", { session: "autres" })).status).toBe(303);
  });
});

it("a login, a refusal and a logout are in the journal", async () => {
  const lignes = async () =>
    (
      await db.pool.query<{ ligne: string }>(
        "select acte || ' ' || coalesce(motif, '') as ligne from journal.entree where objet = $1 order by numero",
        [`compte:${ids.agent}`],
      )
    ).rows.map(({ ligne }) => ligne);
  const before = (await lignes()).length;
  const navigateur = openNavigateur(app, ORIGINE);
  const champs = { courriel: "agent@exemple.fr", mot_de_passe: PHRASE, retour: "/" };
  await navigateur.post("/connexion", champs);
  await navigateur.post("/deconnexion", {});
  await navigateur.post("/connexion", { ...champs, mot_de_passe: "faux mais assez long" });
  // The refusal is not waited for by the answer.
  await patiently(async () =>
    expect((await lignes()).slice(before)).toEqual(["connexion mot-de-passe", "deconnexion ", "connexion-refusee "]),
  );
});

describe("fields that are not asked for", () => {
  it("change nothing: neither another account, nor what the person holds", async () => {
    const navigateur = await opened("agent", "lien");
    const champs = {
      actuel: PHRASE,
      nouveau: "girafe bleue orageuse",
      compte: String(ids.gerante),
      role: "dpo",
      sensible: "oui",
    };
    expect((await navigateur.post("/mon-compte/mot-de-passe", champs)).status).toBe(303);
    expect(await connexion.queries.readMotDePasse(ids.gerante)).toBe(`v2:${PHRASE}`);
    const [acteur] = (await connexion.queries.readActeur(ids.agent, horloge.aujourdhui()))?.habilitations ?? [];
    expect(acteur).toMatchObject({ role: "agent-epci", sensible: false });
  });

  it("nor does a parameter sent twice, in the address, the form or both", async () => {
    const body = new URLSearchParams([
      ["courriel", "gerante@exemple.fr"],
      ["courriel", "agent@exemple.fr"],
      ["mot_de_passe", "faux"],
      ["mot_de_passe", PHRASE],
      ["retour", "/ici"],
      ["retour", "//pirate.exemple"],
    ]);
    const headers = { origin: ORIGINE, accept: "text/html" };
    const response = await app.request(`${ORIGINE}/connexion?retour=//pirate.exemple`, {
      method: "POST",
      body,
      headers,
    });
    // One reading for all: the last of each, and the form's alone.
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    const page = await (await app.request(`${ORIGINE}/connexion?retour=/a&retour=//pirate.exemple`)).text();
    expect(page).not.toContain("pirate");
  });
});

it("logout makes the browser forget what it kept, and leaves the cookies of the neighbours", async () => {
  const response = await (await opened("agent", "lien")).post("/deconnexion", {});
  expect(response.headers.get("clear-site-data")).toBe('"cache", "storage"');
  expect(response.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^__Host-blaise=; Max-Age=0/));
});
