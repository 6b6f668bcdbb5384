import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFournisseur, unsigned } from "../fixtures/fournisseur-oidc.ts";
import { expectSoundPage } from "../fixtures/pages.ts";
import type { Navigateur } from "./navigateur.ts";
import {
  COOKIE,
  goToProvider,
  logInByProConnect,
  newNavigateur,
  openScene,
  type Scene,
  SIRET,
  type Trajet,
} from "./scene-proconnect.ts";

let scene: Scene;
let agent: number;

const COURRIEL = "agent@exemple.fr";
const PERSONNE = {
  sub: "sujet-agent",
  email: COURRIEL,
  siret: SIRET,
  given_name: "Ada",
  usual_name: "Agent",
  uid: "u1",
};

beforeAll(async () => {
  scene = await openScene();
  agent = await scene.addCompte(COURRIEL);
  await scene.addCompte("karim@exemple.fr");
  const ferme = await scene.addCompte("ferme@exemple.fr");
  await scene.base.sql.query("update compte set ferme_le = now() where id = $1", [ferme]);
  await scene.addCompte("sans@exemple.fr", { siren: null });
  await scene.addCompte("finie@exemple.fr", { fin: "2026-03-09" });
  const revoque = await scene.addCompte("revoque@exemple.fr");
  await scene.base.sql.query("update habilitation set revoquee_le = now() where compte = $1", [revoque]);
  await scene.addCompte("fictif@demonstration.invalid", { demonstration: true });
  const lie = await scene.addCompte("lie@exemple.fr");
  await scene.base.machine.linkProConnect(lie, { emetteur: scene.fournisseur.emetteur, sujet: "un-autre" });
});
afterAll(() => scene.close());

beforeEach(async () => {
  await scene.base.sql.query("delete from acces.session");
  await scene.base.sql.query("update compte set emetteur = null, sujet = null where id = $1", [agent]);
  scene.fournisseur.personne = PERSONNE;
  scene.fournisseur.ecarts = {};
  scene.horloge.avance = 0;
  scene.journal.length = 0;
});

/** No session, a page in French that says to start again or to ask for a right, and nothing of what went wrong. */
async function expectRefusal(response: Response, navigateur: Navigateur): Promise<void> {
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(html).toMatch(/La connexion par ProConnect n’a pas abouti|Demandez une habilitation/);
  expect(html).not.toMatch(/OAUTH|oauth|nonce|JWT|token|Error|issuer|127\.0\.0\.1|<script(?! type="module" src)/);
  expect(navigateur.cookies.has(COOKIE)).toBe(false);
  expect(await navigateur.compte()).toBeNull();
}

const param = (nom: string, valeur: string | null) => (adresse: URL) =>
  valeur === null ? adresse.searchParams.delete(nom) : adresse.searchParams.set(nom, valeur);
const claim = (nom: string, valeur: unknown): Trajet => ({
  ecarts: { idToken: ({ [nom]: _, ...claims }) => (valeur === undefined ? claims : { ...claims, [nom]: valeur }) },
});
const answer = (status: number, type: string, body: string): Trajet => ({
  ecarts: { jeton: (response: ServerResponse) => void response.writeHead(status, { "content-type": type }).end(body) },
});
const person = (details: Record<string, unknown>): Trajet => ({
  ecarts: { details: (claims) => ({ ...claims, ...details }) },
});
const now = () => Math.floor(Date.now() / 1000);

/** What is tampered with between an honest start and the end: one browser, one login. */
const TRAJETS: readonly (readonly [string, Trajet])[] = [
  ["state missing", { rappel: param("state", null) }],
  ["state of nobody", { rappel: param("state", "invente") }],
  ["state empty", { rappel: param("state", "") }],
  ["state twice", { rappel: (adresse) => adresse.searchParams.append("state", "invente") }],
  ["code missing", { rappel: param("code", null) }],
  ["code of nobody", { rappel: param("code", "invente") }],
  ["mix-up: called back in another provider's name", { rappel: param("iss", "https://autre.exemple.fr") }],
  ["called back in nobody's name by a provider that signs its callbacks", { rappel: param("iss", null) }],
  ["refused by the provider", { rappel: param("error", "access_denied") }],
  [
    "script in the description of an error",
    {
      rappel: (adresse) => {
        adresse.searchParams.delete("code");
        param("error", "<script>alert(1)</script>")(adresse);
        param("error_description", "<script>alert(1)</script>")(adresse);
      },
    },
  ],
  ["answer in a token instead of parameters", { rappel: param("response", "e30.e30.") }],
  ["PKCE taken off the request", { ecarts: { sansDefi: true } }],
  ["PKCE challenge of the attacker", { demande: param("code_challenge", "A".repeat(43)) }],
  ["nonce of the attacker in the request", { demande: param("nonce", "invente") }],
  ["nonce taken off the request", { demande: param("nonce", null) }],
  ["nonce of another login", claim("nonce", "invente")],
  ["nonce missing", claim("nonce", undefined)],
  ["issued by another", claim("iss", "https://autre.exemple.fr/api/v2")],
  ["issued by nobody", claim("iss", undefined)],
  ["for another service", claim("aud", "autre-service")],
  ["for nobody", claim("aud", undefined)],
  [
    "for two services, used by the other",
    { ecarts: { idToken: (claims) => ({ ...claims, aud: ["blaise", "autre"], azp: "autre" }) } },
  ],
  ["for two services, nobody says which uses it", claim("aud", ["blaise", "autre"])],
  ["for us, used by another", claim("azp", "autre")],
  ["out of date", claim("exp", now() - 3600)],
  ["without an end", claim("exp", undefined)],
  ["issued tomorrow", claim("iat", now() + 86_400)],
  ["issued at no date", claim("iat", undefined)],
  ["not yet valid", claim("nbf", now() + 86_400)],
  ["subject missing", claim("sub", undefined)],
  ["subject that is not the one of the details", claim("sub", "sujet-autre")],
  ["alg: none", { ecarts: { signature: async (claims) => unsigned(claims) } }],
  ["alg: none with a signature", { ecarts: { signature: async (claims) => unsigned(claims, "AAAA") } }],
  ["signature taken off", { ecarts: { signature: async (c, cles) => (await cles.sign(c)).replace(/[^.]+$/, "") } }],
  ["HS256 with the public key as the secret", { ecarts: { signature: (c, cles) => cles.signHmac(c) } }],
  ["key that is published nowhere", { ecarts: { signature: (c, cles) => cles.signAilleurs(c) } }],
  ["kid unknown", { ecarts: { signature: (c, cles) => cles.sign(c, { kid: "inconnue" }) } }],
  [
    "kid unknown, key of another issuer",
    { ecarts: { signature: (c, cles) => cles.signAilleurs(c, { kid: "autre" }) } },
  ],
  [
    "claims changed after the signature",
    {
      ecarts: {
        signature: async (claims, cles) => {
          const [head, , signature] = (await cles.sign(claims)).split(".");
          return `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: "autre" })).toString("base64url")}.${signature}`;
        },
      },
    },
  ],
  ["identity that is not a token", { ecarts: { signature: async () => "bonjour" } }],
  ["no identity", answer(200, "application/json", '{"access_token":"a","token_type":"Bearer"}')],
  ["no access token", answer(200, "application/json", '{"token_type":"Bearer","id_token":"e30.e30.AA"}')],
  ["access token of an unknown kind", answer(200, "application/json", '{"access_token":"a","token_type":"mac"}')],
  ["tokens as a page", answer(200, "text/html", "<p>maintenance</p>")],
  ["tokens that are not JSON", answer(200, "application/json", "{")],
  ["provider out of order", answer(500, "application/json", '{"error":"server_error"}')],
  [
    "tokens asked elsewhere by a redirection",
    { ecarts: { jeton: (r) => void r.writeHead(307, { location: "https://voleur.invalid/" }).end() } },
  ],
  ["provider that never answers", { ecarts: { jeton: () => undefined } }],
  ["details unsigned where a signature was agreed", { ecarts: { detailsEnJson: true } }],
  ["details under alg: none", { ecarts: { signatureDetails: async (claims) => unsigned(claims) } }],
  ["details signed by another key", { ecarts: { signatureDetails: (c, cles) => cles.signAilleurs(c) } }],
  ["details signed by the public key as a secret", { ecarts: { signatureDetails: (c, cles) => cles.signHmac(c) } }],
  ["details of another issuer", person({ iss: "https://autre.exemple.fr" })],
  ["details for another service", person({ aud: "autre" })],
  ["details of another person", person({ sub: "sujet-autre" })],
  ["address not verified", person({ email_verified: false })],
  ["address absent", person({ email: undefined })],
  ["address that only looks like it (Kelvin sign)", person({ email: "\u212aarim@exemple.fr" })],
  ["address followed by another", person({ email: "agent@exemple.fr,pirate@exemple.fr" })],
  ["address of somebody who has no account", person({ email: "inconnu@exemple.fr" })],
  ["two addresses", person({ email: [COURRIEL, "pirate@exemple.fr"] })],
  ["SIRET absent", person({ siret: undefined })],
  ["SIRET of another organisation", person({ siret: "99900002900010" })],
  ["SIRET of 13 digits", person({ siret: SIRET.slice(0, 13) })],
  ["SIRET of 15 digits", person({ siret: `${SIRET}0` })],
  ["SIRET whose key is wrong", person({ siret: "99900001100019" })],
  ["SIREN in place of the SIRET", person({ siret: SIRET.slice(0, 9) })],
  ["SIRET as a number", person({ siret: Number(SIRET) })],
  ["closed account", person({ email: "ferme@exemple.fr" })],
  ["account without a habilitation", person({ email: "sans@exemple.fr" })],
  ["habilitation that ended yesterday", person({ email: "finie@exemple.fr" })],
  ["habilitation revoked", person({ email: "revoque@exemple.fr" })],
  ["synthetic person of the demonstration", person({ email: "fictif@demonstration.invalid" })],
  ["account of this address linked to another subject", person({ email: "lie@exemple.fr" })],
];

describe("ProConnect under attack", () => {
  it.each(TRAJETS)("%s", async (_, trajet) => {
    const navigateur = newNavigateur(scene.app);
    await expectRefusal(await logInByProConnect(scene, navigateur, trajet), navigateur);
    expect(await scene.base.queries.findCompte(agent)).toMatchObject({ sujet: null });
    // The same browser, left alone, is not harmed: nor are the others.
    expect(await scene.base.sql.query("select from acces.session where fermee_le is null")).toMatchObject({
      rowCount: 0,
    });
  });

  it("there are forty of them at least", () => {
    expect(new Set(TRAJETS.map(([nom]) => nom)).size).toBe(TRAJETS.length);
    expect(TRAJETS.length).toBeGreaterThanOrEqual(40);
  });

  it("login CSRF: the attacker's callback, followed by a browser that started nothing", async () => {
    const rappel = await goToProvider(scene, newNavigateur(scene.app));
    const victime = newNavigateur(scene.app);
    await expectRefusal(await victime.get(`${rappel.pathname}${rappel.search}`), victime);
  });

  it("login CSRF: the same, in a browser with a login of its own in progress", async () => {
    const victime = newNavigateur(scene.app);
    await goToProvider(scene, victime);
    const rappel = await goToProvider(scene, newNavigateur(scene.app));
    await expectRefusal(await victime.get(`${rappel.pathname}${rappel.search}`), victime);
  });

  it("code injection: the victim's code in the attacker's own login", async () => {
    const volee = await goToProvider(scene, newNavigateur(scene.app));
    const pirate = newNavigateur(scene.app);
    const rappel = param("code", volee.searchParams.get("code"));
    await expectRefusal(await logInByProConnect(scene, pirate, { rappel }), pirate);
  });

  it("a login in progress is used once, even when it failed", async () => {
    const navigateur = newNavigateur(scene.app);
    const rappel = await goToProvider(scene, navigateur);
    const defi = navigateur.cookies.get("__Host-blaise-proconnect") ?? "";
    await navigateur.get(`${rappel.pathname}?state=faux`);
    navigateur.cookies.set("__Host-blaise-proconnect", defi);
    await expectRefusal(await navigateur.get(`${rappel.pathname}${rappel.search}`), navigateur);
  });

  it("a login in progress is worth ten minutes", async () => {
    const navigateur = newNavigateur(scene.app);
    const rappel = await goToProvider(scene, navigateur);
    scene.horloge.avance = 11;
    await expectRefusal(await navigateur.get(`${rappel.pathname}${rappel.search}`), navigateur);
  });

  it("level of authentication below what was asked", async () => {
    const navigateur = newNavigateur(scene.open({ niveaux: ["eidas2"] }));
    await expectRefusal(await logInByProConnect(scene, navigateur), navigateur);
    expect(scene.fournisseur.demandes.at(-1)?.get("acr_values")).toBe("eidas2");
  });

  it("signature of another algorithm than what was agreed", async () => {
    const navigateur = newNavigateur(scene.open({ algorithme: "ES256" }));
    await expectRefusal(await logInByProConnect(scene, navigateur), navigateur);
  });

  it.each([
    ["document of another issuer", { issuer: "https://autre.exemple.fr" }],
    ["document without keys", { jwks_uri: undefined }],
    ["keys that nobody serves", { jwks_uri: "http://autre.exemple.invalid/jwks" }],
  ])("discovery: %s", async (_, change) => {
    const navigateur = newNavigateur(scene.open());
    const ecarts = { decouverte: (document: Record<string, unknown>) => ({ ...document, ...change }) };
    scene.fournisseur.ecarts = ecarts;
    const depart = await navigateur.get("/connexion/proconnect");
    if (depart.status === 422) return expectRefusal(depart, navigateur);
    return expectRefusal(await logInByProConnect(scene, navigateur, { ecarts }), navigateur);
  });

  it("tells the operator's log a reason, and neither a name, an address nor a token", async () => {
    const navigateur = newNavigateur(scene.app);
    await logInByProConnect(scene, navigateur, claim("nonce", "invente"));
    const text = JSON.stringify(scene.journal);
    expect(text).toContain("proconnect-refuse");
    expect(text).toMatch(/"raison":"[A-Z_]+"/);
    expect(text).not.toMatch(/exemple\.fr|Ada|eyJ/);
  });
});

describe("what an honest login does", () => {
  it.each<[string, Trajet]>([
    ["an address in capitals", person({ email: "Agent@Exemple.FR" })],
    ["an address that the provider says verified", person({ email_verified: true })],
    ["nothing particular", {}],
  ])("comes in with %s, and only links the account", async (_, trajet) => {
    const navigateur = newNavigateur(scene.app);
    const response = await logInByProConnect(scene, navigateur, { ...trajet, retour: "/t/200068666/bilan" });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/t/200068666/bilan"]);
    expect(await navigateur.compte()).toBe(agent);
    expect(response.headers.getSetCookie().join("\n")).toMatch(
      /^__Host-blaise=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
    );
  });

  it("starts from a page that offers it first, and keeps where to go back to", async () => {
    const html = await (await newNavigateur(scene.app).get("/connexion?retour=/t/200068666/bilan")).text();
    expectSoundPage(html);
    expect(html).toContain('href="/connexion/proconnect?retour=%2Ft%2F200068666%2Fbilan"');
    expect(html.indexOf("Se connecter avec ProConnect")).toBeLessThan(html.indexOf("Mot de passe"));
  });

  it("sends PKCE S256, state, nonce and the scopes", async () => {
    await goToProvider(scene, newNavigateur(scene.app));
    const asked = scene.fournisseur.demandes.at(-1);
    expect(asked?.get("scope")).toBe("openid email given_name usual_name siret uid");
    expect(asked?.get("code_challenge_method")).toBe("S256");
    for (const nom of ["state", "nonce", "code_challenge"]) expect(asked?.get(nom)).toMatch(/^[\w-]{43}$/);
  });

  it("gives no right: those of the account, and none more", async () => {
    const before = await scene.base.queries.readActeur(agent, "2026-03-10");
    await logInByProConnect(scene, newNavigateur(scene.app));
    expect(await scene.base.queries.readActeur(agent, "2026-03-10")).toEqual(before);
    expect(await scene.base.sql.query("select from compte")).toMatchObject({ rowCount: 8 });
  });

  it("follows the subject when the address changes, and not the address", async () => {
    await logInByProConnect(scene, newNavigateur(scene.app));
    const navigateur = newNavigateur(scene.app);
    await logInByProConnect(scene, navigateur, person({ email: "nouvelle@exemple.fr" }));
    expect(await navigateur.compte()).toBe(agent);
    scene.fournisseur.personne = { ...PERSONNE, sub: "sujet-usurpateur" };
    const usurpateur = newNavigateur(scene.app);
    await expectRefusal(await logInByProConnect(scene, usurpateur), usurpateur);
  });

  it("closes ProConnect's session too, by its own address", async () => {
    const navigateur = newNavigateur(scene.app);
    await logInByProConnect(scene, navigateur);
    const sortie = await navigateur.post("/deconnexion", {});
    const refresh = sortie.headers.get("refresh") ?? "";
    const adresse = new URL(refresh.replace("0; url=", ""));
    expect(adresse.pathname).toBe("/api/v2/session/end");
    expect(adresse.searchParams.get("id_token_hint")).toMatch(/^eyJ/);
    expect(adresse.searchParams.get("post_logout_redirect_uri")).toBe("https://blaise.exemple.fr/deconnexion");
    expect(await navigateur.compte()).toBeNull();
  });

  it("reads ES256 where that was agreed", async () => {
    const elliptique = await startFournisseur("ES256");
    try {
      const { emetteur, client, secret } = elliptique;
      await scene.addCompte("courbe@exemple.fr");
      elliptique.personne = { ...PERSONNE, sub: "sujet-courbe", email: "courbe@exemple.fr" };
      const navigateur = newNavigateur(scene.open({ emetteur, client, secret, algorithme: "ES256" }));
      await logInByProConnect({ ...scene, fournisseur: elliptique }, navigateur);
      expect(await navigateur.compte()).not.toBeNull();
    } finally {
      await elliptique.close();
    }
  });

  it("reads details in JSON where that was agreed", async () => {
    const navigateur = newNavigateur(scene.open({ userinfo: "json" }));
    await logInByProConnect(scene, navigateur, { ecarts: { detailsEnJson: true } });
    expect(await navigateur.compte()).toBe(agent);
  });
});
