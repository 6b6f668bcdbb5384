import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Ecarts, type Fournisseur, startFournisseur } from "../fixtures/fournisseur-oidc.ts";
import { expectSoundPage } from "../fixtures/pages.ts";
import { AILLEURS, DEMANDE, EPCI, openPortail, type Page, type ScenePortail, Telephone } from "./scene-portail.ts";

const CAMILLE = {
  sub: "sujet-de-camille",
  given_name: "Camille Lou",
  family_name: "Exemple",
  preferred_username: "Durand",
  birthdate: "1990-05-02",
};
const AUTRE = { sub: "sujet-d-un-autre", given_name: "Alex", family_name: "Autre", birthdate: "1971-01-30" };

let fournisseur: Fournisseur;
let scene: ScenePortail;

beforeAll(async () => {
  fournisseur = await startFournisseur("ES256");
  scene = await openPortail(fournisseur);
});
afterAll(async () => {
  await scene.close();
  await fournisseur.close();
});
beforeEach(async () => {
  fournisseur.personne = CAMILLE;
  fournisseur.ecarts = {};
  scene.temps.avance = 0;
  await scene.database.pool.query("delete from acces.franceconnect_dossier");
});

type Trajet = { readonly but?: string; readonly ecarts?: Ecarts; readonly rappel?: (adresse: URL) => void };

/** To FranceConnect; the address that it calls back, not yet followed. */
async function aller(telephone: Telephone, { but = "reprendre", ecarts = {}, rappel }: Trajet = {}): Promise<URL> {
  fournisseur.ecarts = ecarts;
  const depart = await telephone.ask(`${DEMANDE}/franceconnect?but=${but}`);
  const chez = await fetch(depart.vers, { redirect: "manual" });
  const adresse = new URL(chez.headers.get("location") ?? "about:blank");
  rappel?.(adresse);
  return adresse;
}

async function revenir(telephone: Telephone, trajet?: Trajet): Promise<Page> {
  const adresse = await aller(telephone, trajet);
  return telephone.ask(`${adresse.pathname}${adresse.search}`);
}

const liens = async () =>
  z
    .array(z.object({ sujet_hash: z.string(), nom: z.string().nullable() }))
    .parse(
      (
        await scene.database.pool.query(
          "select f.sujet_hash, d.nom from acces.franceconnect_dossier f join nominatif.demandeur d on d.id = f.demandeur",
        )
      ).rows,
    );

/** A plain page in French, no file opened, nothing of what went wrong. */
async function expectRefus(telephone: Telephone, { vers, statut }: Page, message: string): Promise<void> {
  expect([statut, vers]).toEqual([303, expect.stringContaining(`${DEMANDE}/franceconnect/echec?refus=`)]);
  const page = await telephone.ask(vers);
  expect(page.statut).toBe(422);
  expectSoundPage(page.html);
  expect(page.text).toContain(message);
  expect(page.html).not.toMatch(/OAUTH|nonce|JWT|token|issuer|127\.0\.0\.1/);
  expect(page.html).toContain(`href="${DEMANDE}/reprendre"`);
}

describe("a household comes by FranceConnect", () => {
  it("begins a demande with who it is, still its own to correct, and comes back without a code", async () => {
    const telephone = new Telephone(scene);
    expect((await telephone.ask(`${DEMANDE}/nouvelle`)).text).toContain("S’identifier avec FranceConnect");
    expect((await revenir(telephone, { but: "nouvelle" })).vers).toBe(`${DEMANDE}/nouvelle`);
    expect((await telephone.ask(`${DEMANDE}/nouvelle`)).text).toContain("Camille Lou Exemple");
    await telephone.commencer();
    expect(telephone.cookies.has("blaise-identite")).toBe(false);
    const question = await telephone.ask(`${DEMANDE}/etapes/vous/identite`);
    expect(question.text).toContain("viennent de FranceConnect");
    for (const valeur of ["Exemple", "Durand", "Camille Lou", "1990-05-02"]) {
      expect(question.html).toContain(`value="${valeur}"`);
    }
    const marque = async () =>
      (
        await scene.database.pool.query(
          "select franceconnect_le is not null as m from nominatif.demandeur where nom_usage = 'Durand'",
        )
      ).rows;
    expect(await marque()).toEqual([{ m: true }]);

    const autre = new Telephone(scene);
    expect((await autre.ask(`${DEMANDE}/reprendre`)).text).toContain("S’identifier avec FranceConnect");
    expect((await revenir(autre)).vers).toBe(`${DEMANDE}/mes-demandes`);
    expect((await autre.ask(`${DEMANDE}/mes-demandes`)).vers).toBe(`${DEMANDE}/etapes`);
    expect((await autre.ask(`${DEMANDE}/etapes/vous/identite`)).html).toContain('value="Camille Lou"');

    const corrige = {
      civilite: "madame",
      nom: "Exemple",
      nom_usage: "Durand",
      prenom: "Camille",
      naissance: "1990-05-02",
    };
    expect((await autre.identite(corrige)).statut).toBe(303);
    expect(await marque()).toEqual([{ m: false }]);
    expect((await autre.ask(`${DEMANDE}/etapes/vous/identite`)).text).not.toContain("viennent de FranceConnect");
  });

  it("asks for names and birth alone, at the level of FranceConnect, with PKCE, a state and a nonce", async () => {
    await aller(new Telephone(scene));
    const asked = fournisseur.demandes.at(-1);
    expect(asked?.get("scope")).toBe("openid given_name family_name preferred_username birthdate");
    expect(asked?.get("acr_values")).toBe("eidas1");
    expect(asked?.get("redirect_uri")).toBe("http://localhost/franceconnect/retour");
    expect(asked?.get("code_challenge_method")).toBe("S256");
    for (const nom of ["state", "nonce", "code_challenge"]) expect(asked?.get(nom)).toMatch(/^[\w-]{43}$/);
  });

  it("keeps the file that is open in the browser, the first time", async () => {
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await telephone.identite({ nom: "EXEMPLE", prenom: "Camille", naissance: "1990-05-02" });
    expect((await telephone.ask(`${DEMANDE}/pause`)).text).toContain("Garder cette demande avec FranceConnect");
    expect((await revenir(telephone, { but: "garder" })).vers).toBe(`${DEMANDE}/pause?fait=garde`);
    expect(await liens()).toMatchObject([{ nom: "EXEMPLE" }]);
    const { codes } = z
      .object({ codes: z.array(z.string()) })
      .parse(
        (
          await scene.database.pool.query(
            "select array_agg(e.code order by e.id) as codes from nominatif.evenement e join acces.franceconnect_dossier f on f.demandeur = e.demandeur",
          )
        ).rows[0],
      );
    expect(codes).toEqual(["demande-commencee", "franceconnect-lie"]);
  });

  it("keeps the subject nowhere: a keyed hash alone", async () => {
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await revenir(telephone);
    expect((await liens()).map(({ sujet_hash }) => sujet_hash)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    const { rows } = await scene.database.pool.query(
      `select (select string_agg(t::text, ' ') from acces.franceconnect_dossier t) || (select coalesce(string_agg(t::text, ' '), '') from acces.session_dossier t)
           || (select coalesce(string_agg(t::text, ' '), '') from acces.defi t) || (select string_agg(t::text, ' ') from nominatif.evenement t)
           || (select string_agg(t::text, ' ') from journal.entree t) as tout`,
    );
    expect(JSON.stringify([rows, scene.journal, [...telephone.cookies]])).not.toContain(CAMILLE.sub);
  });

  it("who is unknown is told what to do, and nothing is opened", async () => {
    const telephone = new Telephone(scene);
    const { vers } = await revenir(telephone);
    expect(vers).toBe(`${DEMANDE}/reprendre?fait=franceconnect-inconnu`);
    const page = await telephone.ask(vers);
    expect(page.text).toContain("Aucune demande n’est gardée avec votre FranceConnect");
    expect(page.html).toContain(`href="${DEMANDE}/nouvelle"`);
    expect(telephone.cookies.has("blaise-dossier")).toBe(false);
    expect(await liens()).toEqual([]);
  });

  it("a mandate ties nobody, and takes nobody's name: the one who asks is another person", async () => {
    const aidant = new Telephone(scene);
    const jour = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(Date.now());
    await revenir(aidant, { but: "nouvelle" });
    const mandat = { pour: "autre", nom: "Alex Aidant", qualite: "proche", signe_le: jour, au: jour };
    expect((await aidant.ask(`${DEMANDE}/nouvelle`, mandat)).vers).toBe(`${DEMANDE}/code`);
    expect((await aidant.ask(`${DEMANDE}/etapes/vous/identite`)).html).not.toContain("Camille Lou");
    expect((await revenir(aidant, { but: "garder" })).vers).toContain("franceconnect-inconnu");
    expect(await liens()).toEqual([]);
  });

  it("a day of birth that nobody knows is left for the person to say", async () => {
    fournisseur.personne = { ...CAMILLE, birthdate: "1990-00-00" };
    const telephone = new Telephone(scene);
    await revenir(telephone, { but: "nouvelle" });
    await telephone.commencer();
    const { html } = await telephone.ask(`${DEMANDE}/etapes/vous/identite`);
    expect(html).toContain('value="Exemple"');
    expect(html).not.toContain("1990-");
  });

  it("leaves FranceConnect too, by its own address, and comes back to the territory", async () => {
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await revenir(telephone);
    const sortie = await telephone.send(`${DEMANDE}/quitter`, {});
    const adresse = new URL((sortie.headers.get("refresh") ?? "").replace("0; url=", ""));
    expect(adresse.pathname).toBe("/api/v2/session/end");
    expect(adresse.searchParams.get("id_token_hint")).toMatch(/^eyJ/);
    expect(adresse.searchParams.get("post_logout_redirect_uri")).toBe("http://localhost/franceconnect/sortie");
    expect([...telephone.cookies.keys()]).toEqual([]);
    const retour = await telephone.ask(`/franceconnect/sortie?state=${adresse.searchParams.get("state")}`);
    expect(retour.vers).toBe(`${DEMANDE}/reprendre?fait=quitte`);
    expect((await telephone.ask("/franceconnect/sortie?state=//ailleurs.invalid")).vers).toBe("/logement-social");
  });
});

describe("and nobody else does", () => {
  const param = (nom: string, valeur: string) => (adresse: URL) => adresse.searchParams.set(nom, valeur);
  const claim = (nom: string, valeur: unknown): Trajet => ({
    ecarts: { idToken: (claims) => ({ ...claims, [nom]: valeur }) },
  });

  it.each<[string, Trajet]>([
    ["state of nobody", { rappel: param("state", "invente") }],
    ["code of nobody", { rappel: param("code", "invente") }],
    ["refused by the person", { rappel: param("error", "access_denied") }],
    ["nonce of another login", claim("nonce", "invente")],
    ["nonce missing", claim("nonce", undefined)],
    ["for another service", claim("aud", "autre")],
    ["level below what was asked", claim("acr", "eidas0")],
    ["level missing", claim("acr", undefined)],
    ["details of another person", { ecarts: { details: (claims) => ({ ...claims, sub: AUTRE.sub }) } }],
    ["details unsigned", { ecarts: { detailsEnJson: true } }],
    ["signed by another key", { ecarts: { signature: (claims, cles) => cles.signAilleurs(claims) } }],
    ["provider that never answers", { ecarts: { jeton: () => undefined } }],
  ])("%s", async (_, trajet) => {
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await revenir(telephone);
    const avant = await liens();
    // An honest trip would open that file, in any browser.
    const neuf = new Telephone(scene);
    await expectRefus(neuf, await revenir(neuf, trajet), "n’a pas abouti");
    expect(neuf.cookies.has("blaise-dossier")).toBe(false);
    expect(await liens()).toEqual(avant);
  });

  it("a callback is used once: the same one again, with its cookie put back, opens nothing", async () => {
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await revenir(telephone);
    const victime = new Telephone(scene);
    const rappel = await aller(victime);
    const defi = victime.cookies.get("blaise-franceconnect") ?? "";
    expect((await victime.ask(`${rappel.pathname}${rappel.search}`)).vers).toBe(`${DEMANDE}/mes-demandes`);
    const rejoue = new Telephone(scene);
    rejoue.cookies.set("blaise-franceconnect", defi);
    const page = await rejoue.ask(`${rappel.pathname}${rappel.search}`);
    expect(page.statut).toBe(422);
    expectSoundPage(page.html);
    expect(page.text).toContain("n’a pas abouti");
    expect(rejoue.cookies.has("blaise-dossier")).toBe(false);
  });

  it("a callback followed by a browser that started nothing, or too late, opens nothing", async () => {
    const rappel = await aller(new Telephone(scene));
    const victime = new Telephone(scene);
    expect((await victime.ask(`${rappel.pathname}${rappel.search}`)).statut).toBe(422);
    const lent = new Telephone(scene);
    const tard = await aller(lent);
    scene.temps.avance = 11 * 60_000;
    expect((await lent.ask(`${tard.pathname}${tard.search}`)).statut).toBe(422);
  });

  it("the subject of somebody else neither opens a file nor takes it over", async () => {
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await revenir(telephone);
    fournisseur.personne = AUTRE;
    const autre = new Telephone(scene);
    expect((await revenir(autre)).vers).toContain("franceconnect-inconnu");
    expect(autre.cookies.has("blaise-dossier")).toBe(false);
    // In the very browser where the file is open.
    const avant = await liens();
    await expectRefus(telephone, await revenir(telephone), "n’est pas celle de la demande ouverte");
    expect(await liens()).toEqual(avant);
    // Of the same name and the same birth, it is still the file of the first who came.
    fournisseur.personne = { ...CAMILLE, sub: AUTRE.sub };
    await expectRefus(telephone, await revenir(telephone, { but: "garder" }), "un autre accès FranceConnect");
    expect(await liens()).toEqual(avant);
  });

  it("an identity that was forged, or is half an hour old, begins nothing under its name", async () => {
    const telephone = new Telephone(scene);
    telephone.cookies.set("blaise-identite", Buffer.from(JSON.stringify(CAMILLE)).toString("base64url"));
    expect((await telephone.ask(`${DEMANDE}/nouvelle`)).text).not.toContain("vous identifie");
    await revenir(telephone, { but: "nouvelle" });
    scene.temps.avance = 31 * 60_000;
    expect((await telephone.ask(`${DEMANDE}/nouvelle`)).text).not.toContain("vous identifie");
    await telephone.commencer();
    expect(await liens()).toEqual([]);
  });

  it("never an agent: no account is opened nor made, and one that is open is asked to leave first", async () => {
    const compter = async () => (await scene.database.pool.query("select count(*)::integer as n from compte")).rows;
    const avant = await compter();
    const { pool } = scene.database;
    fournisseur.personne = { ...CAMILLE, email: "agent@exemple.fr" };
    await pool.query(
      "insert into compte (courriel, prenom, nom, demonstration) values ('agent@exemple.fr', 'Ada', 'Agent', true)",
    );
    await pool.query(
      `with o as (insert into organisation (type, nom) values ('guichet', 'Mairie') returning id)
       insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
       select c.id, o.id, 'guichet', $1, contexte.aujourdhui() - 1, contexte.aujourdhui() + 30, 'essai' from compte c, o where c.courriel = 'agent@exemple.fr'`,
      [EPCI],
    );
    const { rows } = await pool.query<{ id: string }>("select id from compte where courriel = 'agent@exemple.fr'");
    const telephone = new Telephone(scene);
    await telephone.commencer();
    await revenir(telephone);
    expect(telephone.cookies.has("blaise")).toBe(false);
    await telephone.ask("/connexion/demonstration", { compte: String(rows[0]?.id), retour: "/" });
    expect(telephone.cookies.has("blaise")).toBe(true);
    await expectRefus(telephone, await telephone.ask(`${DEMANDE}/franceconnect`), "compte d’agent");
    await pool.query(
      "delete from acces.session; delete from habilitation; delete from compte where courriel = 'agent@exemple.fr'",
    );
    expect(await compter()).toEqual(avant);
  });

  it("a territory that is not open starts nothing", async () => {
    const telephone = new Telephone(scene);
    expect((await telephone.ask("/ma-demande/999999999/franceconnect")).statut).toBe(404);
    expect((await telephone.ask(`/ma-demande/${AILLEURS}/franceconnect`)).statut).toBe(302);
  });
});

describe("where it is not declared", () => {
  it("no button is shown and no address answers", async () => {
    const sans = await openPortail();
    try {
      const telephone = new Telephone(sans);
      await telephone.commencer();
      for (const page of ["nouvelle", "reprendre", "pause"]) {
        const { statut, html } = await telephone.ask(`${DEMANDE}/${page}`);
        expect([page, statut]).toEqual([page, 200]);
        expect(html).not.toContain("FranceConnect");
      }
      for (const chemin of [
        `${DEMANDE}/franceconnect`,
        `${DEMANDE}/franceconnect/echec`,
        "/franceconnect/retour",
        "/franceconnect/sortie",
      ]) {
        expect([chemin, (await telephone.ask(chemin)).statut]).toEqual([chemin, 404]);
      }
    } finally {
      await sans.close();
    }
  });
});
