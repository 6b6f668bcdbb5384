import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demonstrationComptes } from "#acces/actes/connexion/demonstration.ts";
import { createLien, createLienMotDePasse, createPremierLien } from "#acces/actes/connexion/lien.ts";
import { openSession } from "#acces/actes/connexion/session.ts";
import { type ConnexionDeps, openConnexion } from "#acces/routes/connexion/deps.ts";
import { LIBELLE_ROLE, ORGANISATIONS_DU_ROLE, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { BAILLEURS } from "../../demo/bailleurs.ts";
import { expectSoundPage, textOf } from "../fixtures/pages.ts";
import { EPCI } from "./base-connexion.ts";
import { createHacheurFactice } from "./hacheur-factice.ts";
import { createAppConnexion, type Navigateur, openNavigateur } from "./navigateur.ts";
import { openScene, type Scene } from "./scene-proconnect.ts";

let scene: Scene;
let deps: ConnexionDeps;

const ORIGINE = "http://localhost:3000";
const PHRASE = "tortue marée violon";
const ADMIN = { courriel: "Admin@Exemple.fr", prenom: "Ada", nom: "Première", mot_de_passe: PHRASE };

beforeAll(async () => {
  scene = await openScene();
  const { queries } = scene.base;
  const options = { queries, horloge: scene.horloge, demonstration: true, origine: ORIGINE, proconnect: null };
  const log = { info: () => undefined };
  deps = { ...openConnexion({ ...options, log, adresse: () => "192.0.2.1" }), hacheur: createHacheurFactice() };
});
afterAll(() => scene.close());

beforeEach(() => {
  scene.horloge.avance = 0;
});

const newNavigateur = (): Navigateur => openNavigateur(createAppConnexion(deps), ORIGINE);

async function refusalAt(chemin: string): Promise<string> {
  const response = await newNavigateur().get(chemin);
  expect(response.status).toBe(422);
  return textOf(await response.text());
}

describe("the first administrator", () => {
  it("is created by the last link shown, once, within a day", async () => {
    const former = (await createPremierLien(deps)) ?? "";
    const lien = (await createPremierLien(deps)) ?? "";
    expect(lien).toMatch(/^\/bienvenue\/[\w-]{43}$/);
    expect(await refusalAt(former)).toContain("Ce lien ne sert qu’une fois");
    scene.horloge.avance = 24 * 60;
    expect(await refusalAt(lien)).toContain("Ce lien ne sert qu’une fois");
    scene.horloge.avance = 24 * 60 - 1;
    const page = await (await newNavigateur().get(lien)).text();
    expectSoundPage(page);
    expect(textOf(page)).toContain("Créer le premier administrateur");

    const navigateur = newNavigateur();
    for (const [champs, message] of [
      [{ ...ADMIN, mot_de_passe: "court" }, "au moins 12"],
      [{ ...ADMIN, courriel: "pas une adresse" }, "Indiquez une adresse de courriel"],
      [{ ...ADMIN, nom: " " }, "Indiquez une adresse de courriel"],
      [{ ...ADMIN, mot_de_passe: "Ada.Premiere.2026" }, "essayé parmi les premiers"],
    ] as const) {
      const response = await navigateur.post(lien, champs);
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(textOf(html)).toContain(message);
      expect(html).toContain('value="Ada"');
    }

    const response = await navigateur.post(lien, ADMIN);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/mon-compte"]);
    const compte = (await navigateur.compte()) ?? 0;
    expect(await scene.base.queries.findCompte(compte)).toMatchObject({
      courriel: "admin@exemple.fr",
      nom: "Première",
    });
    const acteur = await scene.base.queries.readActeur(compte, "2026-03-10");
    expect(acteur?.habilitations).toMatchObject([{ role: "administrateur", epci: null }]);
    expect(await refusalAt(lien)).toContain("Ce lien ne sert qu’une fois");
    expect((await newNavigateur().post(lien, { ...ADMIN, courriel: "b@exemple.fr" })).status).toBe(422);
    expect(await createPremierLien(deps)).toBeNull();
  });

  it("is not a second one, by a link drawn before the first was used", async () => {
    await scene.base.sql.query("update habilitation set revoquee_le = now() where role = 'administrateur'");
    const lien = (await createPremierLien(deps)) ?? "";
    await scene.base.sql.query("update habilitation set revoquee_le = null where role = 'administrateur'");
    const response = await newNavigateur().post(lien, { ...ADMIN, courriel: "second@exemple.fr" });
    expect(response.status).toBe(422);
    expect(await scene.base.queries.findCompteByCourriel("second@exemple.fr")).toBeNull();
  });

  it("does not take over an account that exists", async () => {
    const agent = await scene.addCompte("agent@exemple.fr");
    await scene.base.sql.query("update habilitation set revoquee_le = now() where role = 'administrateur'");
    const lien = (await createPremierLien(deps)) ?? "";
    const response = await newNavigateur().post(lien, { ...ADMIN, courriel: "agent@exemple.fr" });
    expect(textOf(await response.text())).toContain("Un compte existe déjà");
    expect(await scene.base.queries.readMotDePasse(agent)).toBeNull();
    await scene.base.sql.query("update habilitation set revoquee_le = null where role = 'administrateur'");
  });

  it("login alone cannot grant, outside of that link", async () => {
    const compte = await scene.base.queries.createCompte({
      ...ADMIN,
      courriel: "x@exemple.fr",
      demonstration: false,
      invitePour: null,
    });
    const { queries } = scene.base;
    const organisation = await scene.base.machine.ensureOrganisation({
      type: "plateforme",
      nom: "Autre",
      siren: null,
      demonstration: false,
    });
    const droit = {
      compte,
      organisation,
      communes: [],
      sensible: false,
      debut: "2026-03-10",
      fin: "2026-12-31",
      motif: "x",
    };
    await expect(queries.grantFromMachine({ ...droit, role: "administrateur", epci: null })).rejects.toThrow(
      /row-level|ne permet pas cette écriture/,
    );
    await expect(queries.grantFromMachine({ ...droit, role: "agent-epci", epci: EPCI })).rejects.toThrow(
      /row-level|ne permet pas cette écriture/,
    );
  });
});

describe("links of an account", () => {
  it("invitation: whoever kept it opens nothing once the person has come in by other means", async () => {
    const compte = await scene.addCompte("venue@exemple.fr");
    const lien = await createLien(deps, { usage: "invitation", compte });
    await openSession(deps, { compte, moyen: "proconnect" });
    const champs = { ...ADMIN, prenom: "Pirate", nom: "X" };
    expect((await newNavigateur().post(lien, champs)).status).toBe(422);
    expect(await scene.base.queries.readMotDePasse(compte)).toBeNull();
    expect(await scene.base.queries.findCompte(compte)).not.toMatchObject({ prenom: "Pirate" });
  });

  it("invitation: the address is fixed, the names are the person's", async () => {
    const compte = await scene.addCompte("invitee@exemple.fr");
    const lien = await createLien(deps, { usage: "invitation", compte });
    const page = await (await newNavigateur().get(lien)).text();
    expect(page).toContain("invitee@exemple.fr");
    const navigateur = newNavigateur();
    await navigateur.post(lien, { ...ADMIN, courriel: "pirate@exemple.fr", nom: "Invitée" });
    expect(await navigateur.compte()).toBe(compte);
    expect(await scene.base.queries.findCompte(compte)).toMatchObject({
      courriel: "invitee@exemple.fr",
      nom: "Invitée",
    });
  });

  it("forgotten password: changes it, closes every session, and no name", async () => {
    const compte = await scene.addCompte("oubli@exemple.fr");
    await scene.base.queries.writeMotDePasse(compte, "v2:ancienne phrase de passe", scene.horloge.maintenant());
    const ancien = newNavigateur();
    await ancien.post("/connexion", { courriel: "oubli@exemple.fr", mot_de_passe: "ancienne phrase de passe" });
    expect(await ancien.compte()).toBe(compte);
    await expect(createLienMotDePasse(deps, "personne@exemple.fr")).rejects.toMatchObject({ code: "compte-inconnu" });
    const lien = await createLienMotDePasse(deps, " Oubli@Exemple.fr");
    const navigateur = newNavigateur();
    await navigateur.post(lien, { ...ADMIN, courriel: "" });
    expect([await navigateur.compte(), await ancien.compte()]).toEqual([compte, null]);
    expect(await scene.base.queries.findCompte(compte)).toMatchObject({ nom: "Agent" });
  });

  it("is worth nothing for a closed account or a synthetic person, and two at once serve once", async () => {
    const compte = await scene.addCompte("double@exemple.fr");
    const lien = await createLien(deps, { usage: "invitation", compte });
    const [one, other] = [newNavigateur(), newNavigateur()];
    const statuts = await Promise.all([one, other].map(async (n) => (await n.post(lien, ADMIN)).status));
    expect(statuts.toSorted()).toEqual([303, 422]);
    const ferme = await createLien(deps, { usage: "mot-de-passe", compte });
    await scene.base.sql.query("update compte set ferme_le = now() where id = $1", [compte]);
    expect(await refusalAt(ferme)).toContain("Ce lien ne sert qu’une fois");
    const fictif = await scene.addCompte("fictif@demonstration.invalid", { demonstration: true });
    expect(await refusalAt(await createLien(deps, { usage: "mot-de-passe", compte: fictif }))).toContain("Ce lien");
  });

  it.each(["/bienvenue/x", `/bienvenue/${"A".repeat(43)}`, "/bienvenue/%00"])("%s is no link", async (chemin) => {
    expect(await refusalAt(chemin)).toContain("Ce lien ne sert qu’une fois");
  });
});

describe("the demonstration", () => {
  it("has one synthetic person per role, each in a fitting organisation, and two bailleurs apart", async () => {
    const territoire = {
      epci: EPCI,
      nom: "Saint-Dizier",
      bailleurs: BAILLEURS,
      commune: { code: "52448", nom: "Saint-Dizier" },
    };
    for (let n = 0; n < 2; n++) await demonstrationComptes(scene.base.machine, territoire, "2026-03-10");
    const comptes = await scene.base.queries.listComptesDemonstration("2026-03-10");
    const roles = comptes.map(({ role }) => role);
    expect(new Set(roles)).toEqual(new Set(ROLES_HABILITES));
    const { rows } = await scene.base.sql.query(
      `select h.role, o.type, o.siren, o.demonstration, c.courriel, c.nom
         from habilitation h join compte c on c.id = h.compte join organisation o on o.id = h.organisation
        where c.demonstration and c.courriel <> 'fictif@demonstration.invalid'`,
    );
    expect(rows).toHaveLength(ROLES_HABILITES.length);
    for (const row of rows as {
      role: keyof typeof ORGANISATIONS_DU_ROLE;
      type: string;
      courriel: string;
      nom: string;
    }[]) {
      expect(ORGANISATIONS_DU_ROLE[row.role]).toContain(row.type);
      expect([row.courriel, row.nom]).toEqual([`${row.role}@demonstration.invalid`, LIBELLE_ROLE[row.role]]);
    }
    const siren = (role: string) => (rows as { role: string; siren: string }[]).find((row) => row.role === role)?.siren;
    expect(siren("agent-bailleur")).not.toBe(siren("responsable-bailleur"));
    // A synthetic administrator does not stand for a real one.
    await scene.base.sql.query(
      "update habilitation set revoquee_le = now() where compte = any (select id from compte where not demonstration)",
    );
    expect(await createPremierLien(deps)).not.toBeNull();
  });

  it("opens by a button, says that it is synthetic, and lets nobody keep the account", async () => {
    const navigateur = newNavigateur();
    const page = await (await navigateur.get("/connexion?retour=/t/200068666")).text();
    expectSoundPage(page);
    expect(textOf(page)).toContain("Ces personnes sont fictives");
    const { compte } = await scene.base.queries
      .findCompteByCourriel("agent-epci@demonstration.invalid")
      .then((found) => ({
        compte: found?.id ?? 0,
      }));
    const response = await navigateur.post("/connexion/demonstration", {
      compte: String(compte),
      retour: "/t/200068666",
    });
    expect(response.headers.get("location")).toBe("/t/200068666");
    expect(await navigateur.compte()).toBe(compte);
    const moi = await (await navigateur.get("/mon-compte")).text();
    expectSoundPage(moi);
    expect(textOf(moi)).toContain("Agent de l’EPCI");
    expect(moi).not.toContain('name="nouveau"');
    const change = await navigateur.post("/mon-compte/mot-de-passe", { nouveau: PHRASE });
    expect(textOf(await change.text())).toContain("personne fictive");
    expect((await navigateur.post("/mon-compte/cles/options", {})).status).toBe(422);
    expect(await scene.base.queries.readMotDePasse(compte)).toBeNull();
  });

  it("does not open a real person's account by that button", async () => {
    const reel = await scene.addCompte("reel@exemple.fr");
    for (const compte of [String(reel), "0", "-1", "1 or 1=1", ""]) {
      const navigateur = newNavigateur();
      expect((await navigateur.post("/connexion/demonstration", { compte })).status).toBe(404);
      expect(await navigateur.compte()).toBeNull();
    }
  });
});

describe("one's own account", () => {
  it("shows identity, rights with their end, and open sessions", async () => {
    const compte = await scene.addCompte("complet@exemple.fr");
    await scene.base.queries.writeMotDePasse(compte, `v2:${PHRASE}`, scene.horloge.maintenant());
    const navigateur = newNavigateur();
    await navigateur.post("/connexion", { courriel: "complet@exemple.fr", mot_de_passe: PHRASE });
    const page = await (await navigateur.get("/mon-compte")).text();
    expectSoundPage(page);
    const text = textOf(page);
    expect(text).toContain("Ada Agent, complet@exemple.fr");
    expect(text).toContain("Agent de bailleur");
    expect(text).toContain("31 décembre 2026 inclus");
    expect(text).toContain("par mot de passe");
    expect(text).toContain("(celle-ci)");
  });

  it("is for whoever is logged in", async () => {
    expect((await newNavigateur().get("/mon-compte")).status).not.toBe(200);
  });
});
