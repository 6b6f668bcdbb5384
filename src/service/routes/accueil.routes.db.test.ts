import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { ADMINISTRATEUR, ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { connexionOf, createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../test/fixtures/visiteurs.ts";

const JOUR = "2018-10-05";
let visiteurs: Visiteurs;

/** The demonstration leaves tasks: a commission in the coming week, late decisions and cases. */
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR, siren: "999000011" });
  const { database, organisation } = visiteurs;
  const one = async (sql: string, ...values: readonly unknown[]): Promise<number> => {
    const { rows } = await database.pool.query<{ id: number }>(`${sql} returning id`, [EPCI, ...values]);
    return rows[0]?.id ?? 0;
  };
  const instance = await one(
    "insert into instance (epci, genre, nom, frequence_mois, creee_le) values ($1, 'commission-coordination', 'Commission d’essai', 3, '2018-01-01')",
  );
  await one(
    "insert into instance_membre (epci, instance, organisation, nom, college) values ($1, $2, $3, 'Organisation d’essai', 'bailleurs')",
    instance,
    organisation,
  );
  const reunion = await one(
    "insert into reunion (epci, instance, numero, titre, jour, etat) values ($1, $2, 1, 'Commission d’essai n° 1', '2018-10-10', 'convoquee')",
    instance,
  );
  await one(
    "insert into decision_instance (epci, reunion, numero, texte, organisation, responsable, echeance) values ($1, $2, '2018-ESSAI/1', 'Transmettre la liste.', $3, 'Organisation d’essai', '2018-10-01')",
    reunion,
    organisation,
  );
}, 180_000);
afterAll(() => visiteurs.close());

/** What opens, then the page of all tasks: their text, and where each goes. */
async function tasksOf(role: RoleHabilite) {
  const pages = [await visiteurs.ask(role, "a-faire"), await visiteurs.ask(role, "a-faire/toutes")];
  for (const { statut, html } of pages) {
    expect(statut).toBe(200);
    expectSoundPage(html);
  }
  const liens = pages.flatMap(({ html }) =>
    [...html.matchAll(/<a class="bouton second" href="([^"]+)"/g)].map(([, href = ""]) =>
      href.replaceAll("&amp;", "&"),
    ),
  );
  return { text: pages.map(({ text }) => text).join(" "), liens: [...new Set(liens)] };
}

const ATTENDU: Readonly<Partial<Record<RoleHabilite, readonly string[]>>> = {
  guichet: ["Commission d’essai le 10 octobre 2018"],
  commune: ["Commission d’essai le 10 octobre 2018"],
  "agent-bailleur": ["Commission d’essai le 10 octobre 2018", "remontées de terrain à prendre en charge"],
  "responsable-bailleur": ["Décision 2018-ESSAI/1 à faire", "Bilan T1 2018 à vérifier et signer"],
  reservataire: ["Décision 2018-ESSAI/1 à faire", "Depuis le 01/10/2018"],
  etat: ["Décision 2018-ESSAI/1 à faire", "opération déposée à examiner"],
  "agent-epci": [
    "Commission d’essai n° 1 : ordre du jour vide",
    "à localiser",
    "Évaluation 2017 à figer",
    "opération déposée à examiner",
    "Mesure corrective proposée",
    "Pack du T3 2018",
  ],
  "gestionnaire-epci": ["Données Habilitations", "Conférence intercommunale du logement"],
  "membre-cal": ["Demandes , Repères de budget , Séances"],
  "secretaire-cal": ["Demandes , Logements libérés , Séances"],
  "membre-coordination": ["Commission d’essai le 10 octobre 2018 à 14 h : ordre du jour à venir"],
  relogement: ["Commission d’essai le 10 octobre 2018"],
  dpo: ["Aucune purge n’a encore été faite"],
};

describe.each(ROLES_HABILITES.filter((role) => role !== ADMINISTRATEUR))("à faire: %s", (role) => {
  it("says what is theirs, and each task opens", async () => {
    const { text, liens } = await tasksOf(role);
    for (const mots of ATTENDU[role] ?? []) expect(text).toContain(mots);
    // Roles that publish files have the whole navigation instead.
    if (role !== "agent-epci" && role !== "etat") expect(text).toContain("Ce que votre habilitation vous ouvre");
    for (const lien of liens.filter((one) => one !== "/mon-compte")) {
      const { statut } = await visiteurs.ask(role, lien.replace(`/t/${EPCI}/`, ""));
      expect([lien, statut]).toEqual([lien, 200]);
    }
  });
});

describe("page publique de la conférence", () => {
  const ask = (headers: Readonly<Record<string, string>> = {}) =>
    createTestApp(visiteurs.database.bases, { connexion: connexionOf(null), horloge: FIXE }, null).request(
      `/t/${EPCI}/cil`,
      { headers: { accept: "text/html", ...headers } },
    );

  it("is read without an account, and shows nothing that was not published", async () => {
    const response = await ask();
    const html = await response.text();
    expect(response.status).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Aucune décision n’est publiée");
    expect(text).toContain("Organisation d’essai");
    expect(text).toContain("Convention intercommunale d’attribution");
    for (const prive of ["Transmettre la liste", "2018-ESSAI", "n° 1", "10 octobre 2018"])
      expect(text).not.toContain(prive);
  });

  it("is the same for everyone, byte for byte, and may be kept", async () => {
    const publique = await ask();
    const octets = await publique.text();
    expect(publique.headers.get("cache-control")).toBe("public, max-age=300");
    expect((await visiteurs.ask("agent-epci", "cil")).html).toBe(octets);
    expect((await ask({ "if-none-match": publique.headers.get("etag") ?? "" })).status).toBe(304);
  });

  it("shows a decision once it is published, in its words alone", async () => {
    await visiteurs.database.pool.query(
      `insert into decision_publiee (epci, decision, instance_nom, jour, numero, texte, publie_le)
       select epci, id, 'Commission d’essai', '2018-10-04', numero, texte, '2018-10-05' from decision_instance where numero = '2018-ESSAI/1'`,
    );
    const text = textOf(await (await ask()).text());
    expect(text).toContain("Commission d’essai, 4 octobre 2018 Transmettre la liste. (décision 2018-ESSAI/1)");
  });

  it("is reached from the list of what is public", async () => {
    const app = createTestApp(visiteurs.database.bases, { connexion: connexionOf(null) }, null);
    const html = await (await app.request("/observatoire", { headers: { accept: "text/html" } })).text();
    expect(html).toContain(`href="/t/${EPCI}/cil"`);
  });
});

const FIXE = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00Z` };

test("a territory that is not here has no conférence", async () => {
  const app = createTestApp(visiteurs.database.bases, { connexion: connexionOf(null) }, null);
  expect((await app.request("/t/123456789/cil", { headers: { accept: "text/html" } })).status).toBe(404);
});
