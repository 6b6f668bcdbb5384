import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LoginDeps, loginByMotDePasse } from "#acces/lectures/connexion/login.ts";
import { type ConnexionDeps, openConnexion } from "#acces/routes/connexion/deps.ts";
import { createFrein } from "#acces/routes/connexion/freins.ts";
import { textOf } from "../fixtures/pages.ts";
import { createHacheurFactice, type HacheurFactice } from "./hacheur-factice.ts";
import { createAppConnexion, type Navigateur, openNavigateur } from "./navigateur.ts";
import { COOKIE, ORIGINE, openScene, type Scene } from "./scene-proconnect.ts";

let scene: Scene;
let agent: number;
let hacheur: HacheurFactice;
let deps: ConnexionDeps;

const COURRIEL = "agent@exemple.fr";
const PHRASE = "tortue marée violon";

beforeAll(async () => {
  scene = await openScene();
  agent = await scene.addCompte(COURRIEL);
  const ferme = await scene.addCompte("ferme@exemple.fr");
  await scene.base.queries.writeMotDePasse(ferme, `v2:${PHRASE}`, scene.horloge.maintenant());
  await scene.base.sql.query("update compte set ferme_le = now() where id = $1", [ferme]);
  await scene.addCompte("sans@exemple.fr");
});
afterAll(() => scene.close());

beforeEach(async () => {
  scene.horloge.avance = 0;
  scene.journal.length = 0;
  hacheur = createHacheurFactice();
  const { queries } = scene.base;
  await queries.writeMotDePasse(agent, `v2:${PHRASE}`, scene.horloge.maintenant());
  const log = { info: (...line: unknown[]) => void scene.journal.push(line) };
  const options = { queries, horloge: scene.horloge, demonstration: false, origine: ORIGINE, proconnect: null, log };
  deps = { ...openConnexion({ ...options, adresse: () => "192.0.2.1" }), hacheur };
});

function newNavigateur(change: Partial<ConnexionDeps> = {}): Navigateur {
  return openNavigateur(createAppConnexion({ ...deps, ...change }), ORIGINE);
}

const logIn = (navigateur: Navigateur, courriel: string, mot_de_passe: string) =>
  navigateur.post("/connexion", { courriel, mot_de_passe, retour: "/" });

describe("logging in by password", () => {
  it("comes in, whatever the case of the address, and to the page asked", async () => {
    const navigateur = newNavigateur();
    const response = await navigateur.post("/connexion", {
      courriel: " Agent@Exemple.fr ",
      mot_de_passe: PHRASE,
      retour: "/t/200068666/bilan",
    });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/t/200068666/bilan"]);
    expect(await navigateur.compte()).toBe(agent);
  });

  it("says the same, after the same work, of an unknown account, a closed one, one without a password and a wrong password", async () => {
    const answers: string[] = [];
    for (const [courriel, phrase] of [
      [COURRIEL, "girafe bleue orageuse"],
      ["inconnu@exemple.fr", PHRASE],
      ["ferme@exemple.fr", PHRASE],
      ["sans@exemple.fr", PHRASE],
      ["pas une adresse", PHRASE],
      ["", ""],
    ] as const) {
      const avant = hacheur.verifies();
      const response = await logIn(newNavigateur(), courriel, phrase);
      expect(hacheur.verifies() - avant).toBe(1);
      const text = (await response.text()).replace(` value="${courriel}"`, "").replace(' value=""', "");
      answers.push(`${response.status} ${text}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("422");
    expect(textOf(answers[0] ?? "")).toContain("L’adresse de courriel et le mot de passe ne vont pas ensemble");
  });

  it("keeps the typed address, never the password, in the page and out of the log", async () => {
    const response = await logIn(newNavigateur(), `"><script>alert(1)</script>@exemple.fr`, "girafe bleue orageuse");
    const html = await response.text();
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;@exemple.fr"');
    expect(html).not.toContain("girafe");
    expect(JSON.stringify(scene.journal)).toContain("identifiants-refuses");
    expect(JSON.stringify(scene.journal)).not.toMatch(/girafe|exemple\.fr/);
  });

  it("hashes again with the parameters of the day", async () => {
    await scene.base.queries.writeMotDePasse(agent, `v1:${PHRASE}`, scene.horloge.maintenant());
    await logIn(newNavigateur(), COURRIEL, PHRASE);
    expect(await scene.base.queries.readMotDePasse(agent)).toBe(`v2:${PHRASE}`);
  });

  it("comes in by a password that has not changed for ten years", async () => {
    await scene.base.queries.writeMotDePasse(agent, `v2:${PHRASE}`, "2016-03-10T09:00:00.000Z");
    expect((await logIn(newNavigateur(), COURRIEL, PHRASE)).status).toBe(303);
  });

  it("makes an insistent address wait, with how long", async () => {
    for (let n = 0; n < 5; n++) await logIn(newNavigateur(), COURRIEL, `essai numéro ${n}`);
    const response = await logIn(newNavigateur(), COURRIEL, PHRASE);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(textOf(await response.text())).toContain("Trop d’essais sans succès. Attendez 5 minutes");
    expect(hacheur.verifies()).toBe(5);
  });

  it("lets the person in from a browser that has already come in, while an attack runs from that very address", async () => {
    const navigateur = newNavigateur();
    await logIn(navigateur, COURRIEL, PHRASE);
    navigateur.cookies.delete(COOKIE);
    for (let n = 0; n < 30; n++) await logIn(newNavigateur(), COURRIEL, `essai numéro ${n}`);
    await logIn(navigateur, COURRIEL, PHRASE);
    expect(await navigateur.compte()).toBe(agent);
  });

  it("100 000 guesses, the right one among them: nobody comes in, but the person", async () => {
    const frein = createFrein();
    // In memory: a hundred thousand queries would measure the database.
    const compte = await scene.base.queries.findCompte(agent);
    const sessions: unknown[] = [];
    const queries: LoginDeps["queries"] = {
      ...scene.base.queries,
      transaction: (work) => work(queries),
      recordActe: async () => undefined,
      findCompteByCourriel: async () => compte,
      readMotDePasse: async () => `v2:${PHRASE}`,
      openSession: async (session: unknown) => void sessions.push(session),
      recordPassage: async () => undefined,
    };
    const attaque: LoginDeps = {
      queries,
      horloge: scene.horloge,
      demonstration: false,
      hacheur,
      frein,
      onDefaut: () => undefined,
    };
    const come = (adresse: string, motDePasse: string, appareils = "") =>
      loginByMotDePasse(attaque, { courriel: COURRIEL, motDePasse, adresse, appareils }).then(
        (entree) => entree,
        (error: Error & { code?: string }) => error.code,
      );
    const premiere = await come("198.51.100.7", PHRASE);
    if (typeof premiere !== "object") throw new Error("the person could not come in");
    const avant = hacheur.verifies();
    const refus: Record<string, number> = {};
    for (let n = 0; n < 100_000; n++) {
      // From twenty thousand machines; the hundredth guess onwards, one in a thousand is right.
      const juste = n >= 100 && n % 1000 === 0;
      const adresse = `10.${(n >> 8) % 78}.${n & 255}.1`;
      const answer = String(await come(adresse, juste ? PHRASE : `essai ${n}`));
      refus[answer] = (refus[answer] ?? 0) + 1;
    }
    expect(refus).toEqual({ "identifiants-refuses": 50, "trop-d-essais": 99_950 });
    expect(hacheur.verifies() - avant).toBeLessThanOrEqual(100);
    expect(sessions).toHaveLength(1);
    // Their own address, then their own device from anywhere.
    expect(await come("198.51.100.7", PHRASE)).toMatchObject({ compte: agent });
    expect(await come("203.0.113.250", PHRASE, premiere.appareils)).toMatchObject({ compte: agent });
    expect(sessions).toHaveLength(3);
    // Three seconds of a core, more on a machine that does other things.
  }, 120_000);
});

describe("changing one's password", () => {
  const change = (navigateur: Navigateur, actuel: string, nouveau: string) =>
    navigateur.post("/mon-compte/mot-de-passe", { actuel, nouveau });

  async function opened(): Promise<Navigateur> {
    const navigateur = newNavigateur();
    await logIn(navigateur, COURRIEL, PHRASE);
    return navigateur;
  }

  it("closes the other sessions and what other browsers had won, and keeps this one", async () => {
    const [ici, ailleurs] = [await opened(), await opened()];
    const response = await change(ici, PHRASE, "girafe bleue orageuse");
    expect(response.headers.get("location")).toBe("/mon-compte?fait=mot-de-passe");
    expect([await ici.compte(), await ailleurs.compte()]).toEqual([agent, null]);
    expect((await logIn(newNavigateur(), COURRIEL, PHRASE)).status).toBe(422);
    expect((await logIn(ailleurs, COURRIEL, "girafe bleue orageuse")).status).toBe(303);
  });

  it.each([
    [
      "the present one is wrong",
      "girafe bleue orageuse",
      "violon marin tortue",
      "Le mot de passe actuel n’est pas le bon",
    ],
    ["the new one is short", PHRASE, "court", "il en faut au moins 12"],
    ["the new one is common", PHRASE, "motdepasse2026", "essayé parmi les premiers"],
    ["the new one is one’s own organisation's name", PHRASE, "Territoire B 2026", "essayé parmi les premiers"],
    ["the new one is one’s own address", PHRASE, "agent@exemple.fr", "essayé parmi les premiers"],
  ])("refuses when %s, and changes nothing", async (_, actuel, nouveau, message) => {
    const [ici, ailleurs] = [await opened(), await opened()];
    const response = await change(ici, actuel, nouveau);
    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain(message);
    expect([await ici.compte(), await ailleurs.compte()]).toEqual([agent, agent]);
    expect(await scene.base.queries.readMotDePasse(agent)).toBe(`v2:${PHRASE}`);
  });

  it("an open screen does not let one search the password", async () => {
    const ici = await opened();
    for (let n = 0; n < 10; n++) await change(ici, `essai numéro ${n}`, "girafe bleue orageuse");
    expect((await change(ici, PHRASE, "girafe bleue orageuse")).status).toBe(429);
    expect(await scene.base.queries.readMotDePasse(agent)).toBe(`v2:${PHRASE}`);
  });

  it("without a password yet, asks for a recent login", async () => {
    const ici = await opened();
    await scene.base.sql.query("delete from acces.mot_de_passe where compte = $1", [agent]);
    scene.horloge.avance = 16;
    expect(textOf(await (await change(ici, "", "girafe bleue orageuse")).text())).toContain("plus de dix minutes");
    scene.horloge.avance = 0;
    expect((await change(ici, "", "girafe bleue orageuse")).status).toBe(303);
  });

  it("is for whoever is logged in", async () => {
    expect((await change(newNavigateur(), PHRASE, "girafe bleue orageuse")).status).not.toBe(303);
    expect(await scene.base.queries.readMotDePasse(agent)).toBe(`v2:${PHRASE}`);
  });
});
