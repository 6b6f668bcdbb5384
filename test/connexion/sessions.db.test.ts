import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSession, resolveSession } from "#acces/actes/connexion/session.ts";
import { openConnexion } from "#acces/routes/connexion/deps.ts";
import { hashJeton } from "#socle/lectures/connexion/jeton.ts";
import { createHacheurFactice } from "./hacheur-factice.ts";
import { createAppConnexion, type Navigateur, openNavigateur } from "./navigateur.ts";
import { COOKIE, newNavigateur, ORIGINE, openScene, type Scene } from "./scene-proconnect.ts";

let scene: Scene;
let agent: number;

const COURRIEL = "agent@exemple.fr";
const PHRASE = "tortue marée violon";

beforeAll(async () => {
  scene = await openScene();
  agent = await scene.addCompte(COURRIEL);
});
afterAll(() => scene.close());

beforeEach(async () => {
  scene.horloge.avance = 0;
  await scene.base.queries.writeMotDePasse(agent, `v2:${PHRASE}`, scene.horloge.maintenant());
});

async function logIn(navigateur: Navigateur, retour = "/"): Promise<Response> {
  return navigateur.post("/connexion", { courriel: COURRIEL, mot_de_passe: PHRASE, retour });
}

async function opened(): Promise<Navigateur> {
  const navigateur = newNavigateur(scene.app);
  await logIn(navigateur);
  expect(await navigateur.compte()).toBe(agent);
  return navigateur;
}

describe("sessions under attack", () => {
  it("fixation: a token put in the browser beforehand is worth nothing, before or after the login", async () => {
    const navigateur = newNavigateur(scene.app);
    const pose = "A".repeat(43);
    navigateur.cookies.set(COOKIE, pose);
    await logIn(navigateur);
    expect(navigateur.cookies.get(COOKIE)).not.toBe(pose);
    navigateur.cookies.set(COOKIE, pose);
    expect(await navigateur.compte()).toBeNull();
  });

  it("fixation: the attacker's own open session is closed by the login that replaces it", async () => {
    const navigateur = await opened();
    const ancien = navigateur.cookies.get(COOKIE) ?? "";
    await logIn(navigateur);
    expect(navigateur.cookies.get(COOKIE)).not.toBe(ancien);
    navigateur.cookies.set(COOKIE, ancien);
    expect(await navigateur.compte()).toBeNull();
  });

  it("tossing: without the prefix, a good token in a cookie of a neighbour site is not read", async () => {
    const navigateur = await opened();
    const jeton = navigateur.cookies.get(COOKIE) ?? "";
    navigateur.cookies.delete(COOKIE);
    for (const nom of ["blaise", "__Secure-blaise", "__host-blaise"]) navigateur.cookies.set(nom, jeton);
    expect(await navigateur.compte()).toBeNull();
  });

  it("a stolen database opens nothing: the hash is not the token", async () => {
    const navigateur = await opened();
    const empreinte = hashJeton(navigateur.cookies.get(COOKIE) ?? "");
    for (const vole of [empreinte, Buffer.from(empreinte, "hex").toString("base64url")]) {
      navigateur.cookies.set(COOKIE, vole);
      expect(await navigateur.compte()).toBeNull();
    }
  });

  it("replay after logout", async () => {
    const navigateur = await opened();
    const jeton = navigateur.cookies.get(COOKIE) ?? "";
    const sortie = await navigateur.post("/deconnexion", {});
    expect([sortie.status, sortie.headers.get("location")]).toEqual([303, "/deconnexion"]);
    expect(navigateur.cookies.has(COOKIE)).toBe(false);
    navigateur.cookies.set(COOKIE, jeton);
    expect(await navigateur.compte()).toBeNull();
  });

  it("a stolen token is worth nothing after 30 minutes without its owner, or ten hours with them", async () => {
    const navigateur = await opened();
    scene.horloge.avance = 29;
    expect(await navigateur.compte()).toBe(agent);
    scene.horloge.avance = 58;
    expect(await navigateur.compte()).toBe(agent);
    scene.horloge.avance = 58 + 30;
    expect(await navigateur.compte()).toBeNull();

    const autre = await opened();
    const debut = scene.horloge.avance;
    for (let minutes = 20; minutes < 600; minutes += 20) {
      scene.horloge.avance = debut + minutes;
      expect(await autre.compte()).toBe(agent);
    }
    scene.horloge.avance = debut + 600;
    expect(await autre.compte()).toBeNull();
  });

  it("says that the session has expired, and keeps the page asked for", async () => {
    const navigateur = await opened();
    scene.horloge.avance = 45;
    const page = await (await navigateur.get("/connexion?retour=/t/200068666/bilan")).text();
    expect(page).toContain("Votre session a expiré");
    expect(page).toContain('name="retour" value="/t/200068666/bilan"');
  });

  it("a closed account, at the next request", async () => {
    const navigateur = await opened();
    await scene.base.sql.query("update compte set ferme_le = now() where id = $1", [agent]);
    expect(await navigateur.compte()).toBeNull();
    expect((await logIn(newNavigateur(scene.app))).status).toBe(422);
    await scene.base.sql.query("update compte set ferme_le = null where id = $1", [agent]);
  });

  it("a revoked habilitation, at the next request", async () => {
    const jeton = await openSession({ ...scene.base, horloge: scene.horloge }, { compte: agent, moyen: "lien" });
    const deps = { queries: scene.base.queries, horloge: scene.horloge, demonstration: false };
    expect((await resolveSession(deps, jeton))?.acteur.habilitations).toHaveLength(1);
    await scene.base.sql.query("update habilitation set revoquee_le = now() where compte = $1", [agent]);
    expect((await resolveSession(deps, jeton))?.acteur.habilitations).toEqual([]);
    await scene.base.sql.query("update habilitation set revoquee_le = null where compte = $1", [agent]);
  });

  it("a session of the demonstration, once there is no demonstration", async () => {
    const fictif = await scene.addCompte("fictif@demonstration.invalid", { demonstration: true });
    const jeton = await openSession(
      { ...scene.base, horloge: scene.horloge },
      { compte: fictif, moyen: "demonstration" },
    );
    const deps = { queries: scene.base.queries, horloge: scene.horloge };
    expect((await resolveSession({ ...deps, demonstration: true }, jeton))?.compte.id).toBe(fictif);
    expect(await resolveSession({ ...deps, demonstration: false }, jeton)).toBeNull();
    expect((await newNavigateur(scene.app).post("/connexion/demonstration", { compte: String(fictif) })).status).toBe(
      404,
    );
    const page = await (await newNavigateur(scene.app).get("/connexion")).text();
    expect(page).not.toContain("démonstration");
  });

  it("writes that it was seen once a minute at most", async () => {
    const navigateur = await opened();
    const empreinte = hashJeton(navigateur.cookies.get(COOKIE) ?? "");
    const seen = async () => (await scene.base.queries.findSession(empreinte, "2026-03-10"))?.session.vueLe;
    const first = await seen();
    await navigateur.get("/ici");
    expect(await seen()).toBe(first);
    scene.horloge.avance = 2;
    await navigateur.get("/ici");
    expect(await seen()).not.toBe(first);
  });

  it.each([
    ["no origin", {}],
    ["foreign origin", { origin: "https://pirate.exemple" }],
    ["origin null", { origin: "null" }],
    ["neighbour site", { origin: "https://autre.exemple.fr" }],
    ["cross-site, whatever the origin", { origin: ORIGINE, "sec-fetch-site": "cross-site" }],
    ["same site but not same origin", { origin: ORIGINE, "sec-fetch-site": "same-site" }],
  ])("CSRF of login, logout and password: %s", async (_, entetes) => {
    const navigateur = await opened();
    const actes: readonly (readonly [string, Record<string, string>])[] = [
      ["/deconnexion", {}],
      ["/connexion", { courriel: COURRIEL, mot_de_passe: PHRASE }],
      ["/connexion/cle/options", {}],
      ["/connexion/cle", { reponse: "{}" }],
      ["/mon-compte/mot-de-passe", { actuel: PHRASE, nouveau: "girafe bleue orageuse" }],
      ["/mon-compte/cles/options", {}],
      ["/mon-compte/sessions/fermer", { session: "autres" }],
    ];
    const avant = navigateur.cookies.get(COOKIE);
    for (const [chemin, champs] of actes) expect((await navigateur.post(chemin, champs, entetes)).status).toBe(403);
    expect(navigateur.cookies.get(COOKIE)).toBe(avant);
    expect(await navigateur.compte()).toBe(agent);
  });

  it("logout by a link or an image closes nothing", async () => {
    const navigateur = await opened();
    expect(await (await navigateur.get("/deconnexion")).text()).toContain("Vous êtes encore connecté");
    expect(await navigateur.compte()).toBe(agent);
  });

  it.each([
    "//pirate.exemple",
    "/\\pirate.exemple",
    "https://pirate.exemple",
    "javascript:alert(1)",
    "/..//pirate.exemple",
  ])("open redirection by the form: %s", async (retour) => {
    expect((await logIn(newNavigateur(scene.app), retour)).headers.get("location")).toBe("/");
    const deja = await opened();
    const query = new URLSearchParams({ retour });
    expect((await deja.get(`/connexion?${query}`)).headers.get("location")).toBe("/");
  });

  it("closes one's own other sessions, and never somebody else's", async () => {
    const [ici, ailleurs] = [await opened(), await opened()];
    const autre = await scene.addCompte("autre@exemple.fr");
    const jeton = await openSession({ ...scene.base, horloge: scene.horloge }, { compte: autre, moyen: "lien" });
    await ici.post("/mon-compte/sessions/fermer", { session: hashJeton(jeton) });
    expect((await scene.base.queries.listSessions(autre, scene.horloge.maintenant())).length).toBe(1);
    await ici.post("/mon-compte/sessions/fermer", { session: hashJeton(ailleurs.cookies.get(COOKIE) ?? "") });
    expect([await ici.compte(), await ailleurs.compte()]).toEqual([agent, null]);
    const tiers = await opened();
    await ici.post("/mon-compte/sessions/fermer", { session: "autres" });
    expect([await ici.compte(), await tiers.compte()]).toEqual([agent, null]);
  });

  it("on this machine alone, over http, the cookie has no prefix and is still closed to scripts", async () => {
    const options = {
      queries: scene.base.queries,
      horloge: scene.horloge,
      demonstration: false,
      proconnect: null,
      adresse: () => "127.0.0.1",
      log: { info: () => undefined },
    };
    expect(() => openConnexion({ ...options, origine: "http://blaise.exemple.fr" })).toThrow(/https/);
    const local = openConnexion({ ...options, origine: "http://localhost:3000" });
    const navigateur = openNavigateur(
      createAppConnexion({ ...local, hacheur: createHacheurFactice() }),
      "http://localhost:3000",
    );
    const response = await logIn(navigateur);
    expect(response.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^blaise=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    );
  });
});
