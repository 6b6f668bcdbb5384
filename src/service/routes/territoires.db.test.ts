import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { acteurOf, seedOf } from "../../../test/fixtures/habilitations.ts";
import { connexionOf, createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";

const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };
const VITRY = "200034718";
const OUVRIR = "/territoires/ouvrir";
const PERSONNE = { courriel: "Premiere@Exemple.fr", prenom: "Ada", nom: "Gerante", remise: "main" };

let db: TestDatabase;
let apps: Readonly<Record<"admin" | "second" | "agent", ReturnType<typeof createTestApp>>>;

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  const plateforme = await organisation("plateforme", "Exploitant de la plateforme");
  const administrateur = async (prenom: string) => {
    const id = await compte(prenom, "2026-03-09T10:00:00Z");
    await habilitation(id, plateforme, "administrateur", { epci: null });
    return createTestApp(
      db.bases,
      { horloge },
      acteurOf(id, "administrateur", { epci: null, organisation: plateforme }),
    );
  };
  const agent = acteurOf(await compte("Agent"), "agent-epci");
  apps = {
    admin: await administrateur("Admin"),
    second: await administrateur("Second"),
    agent: createTestApp(db.bases, { horloge }, agent),
  };
});
afterAll(() => db.drop());

type Qui = keyof typeof apps;

async function page(chemin: string, qui: Qui = "admin") {
  const response = await apps[qui].request(chemin, { headers: { accept: "text/html" } });
  const html = await response.text();
  if (response.status === 200) expectSoundPage(html);
  return { statut: response.status, html, text: textOf(html) };
}

async function send(chemin: string, champs: Readonly<Record<string, string>>, qui: Qui = "admin") {
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const response = await apps[qui].request(chemin, { method: "POST", body: new URLSearchParams(champs), headers });
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html) };
}

async function opened(epci: string): Promise<number> {
  return (await db.pool.query("select from territoire where epci = $1", [epci])).rowCount ?? 0;
}

describe("who may open a territory", () => {
  it("nobody but the platform, and the page does not exist for the others", async () => {
    expect((await page(OUVRIR, "agent")).statut).toBe(404);
    expect((await send(OUVRIR, { siren: VITRY, ...PERSONNE }, "agent")).statut).toBe(404);
    expect(await opened(VITRY)).toBe(0);
    expect((await page("/territoires", "agent")).html).not.toContain(OUVRIR);
    expect((await page("/territoires")).html).toContain(`href="${OUVRIR}"`);
  });
});

describe("the search", () => {
  test.each([
    ["a name", "vitry champagne der"],
    ["a SIREN", VITRY],
    ["a commune", "Vitry-le-François"],
  ])("by %s leads to the territory", async (_, recherche) => {
    const { html } = await page(`${OUVRIR}?${new URLSearchParams({ recherche })}`);
    expect(html).toMatch(new RegExp(`siren=${VITRY}|name="siren" value="${VITRY}"`));
  });

  it("shows its perimeter on a map, and where the contours come from", async () => {
    const { html, text } = await page(`${OUVRIR}?siren=${VITRY}`);
    expect(html.match(/<path d=/g)?.length).toBeGreaterThan(30);
    expect(html).toContain("<title>Vitry-le-François</title>");
    expect(text).toContain("IGN, ADMIN EXPRESS COG 2018, Licence Ouverte");
    expect(html.length).toBeLessThan(60_000);
  });

  it("says of a commune that was split again in whose contour it is", async () => {
    // Neussargues gave Celles and Chalinargues back in 2025: Hautes Terres Communauté.
    const { text } = await page(`${OUVRIR}?siren=200066637`);
    expect(text).toContain(
      "Celles n’a pas de contour propre en 2018 : la commune est dans celui de Neussargues-Moissac, gardé entier.",
    );
  });

  it("says what to write when nothing is found", async () => {
    const { text } = await page(`${OUVRIR}?recherche=xyzzyx`);
    expect(text).toContain("Aucun territoire ne porte ce nom");
  });
});

describe("the opening", () => {
  test.each<[string, Record<string, string>, string]>([
    ["without a territory", { siren: "12" }, "Choisissez le territoire"],
    ["of nobody's SIREN", { siren: "123456789" }, "Vérifiez les neuf chiffres"],
    ["of the Métropole du Grand Paris", { siren: "200054781" }, "chaque établissement public territorial"],
    ["with half an address", { courriel: "ada@" }, "L’adresse électronique n’est pas complète"],
    ["without a name", { prenom: "" }, "donnez aussi le prénom et le nom"],
    ["to oneself", { courriel: "admin@exemple.fr" }, "Personne ne s’accorde"],
  ])("refused %s, opens nothing and keeps what was typed", async (_, changes, message) => {
    const { text, html } = await send(OUVRIR, { siren: VITRY, ...PERSONNE, ...changes });
    expect(text).toContain(message);
    expect(await opened(changes.siren ?? VITRY)).toBe(0);
    if (!changes.siren) expect(html).toContain('value="Gerante"');
  });

  it("of two administrators at once, one opens it and the other reads that it is done", async () => {
    const answers = await Promise.all(
      (["admin", "second"] as const).map((qui) =>
        send(OUVRIR, { siren: VITRY, ...PERSONNE, courriel: `${qui}.invite@exemple.fr` }, qui),
      ),
    );
    expect(answers.map(({ statut }) => statut).sort()).toEqual([200, 409]);
    const [won] = answers.filter(({ statut }) => statut === 200);
    const [lost] = answers.filter(({ statut }) => statut === 409);
    expect(won?.html).toMatch(/value="http:\/\/localhost\/bienvenue\/[\w-]{43}"/);
    expect(lost?.text).toContain("est déjà ouvert dans Blaise");
    expect(lost?.html).toContain(`/plateforme/habilitations/accorder?territoire=${VITRY}`);
    const { rows } = await db.pool.query(
      "select c.courriel, h.role from habilitation h join compte c on c.id = h.compte where h.epci = $1",
      [VITRY],
    );
    expect(rows).toHaveLength(1);
    const { rows: communes } = await db.pool.query("select from territoire_commune where epci = $1", [VITRY]);
    expect(communes.length).toBeGreaterThan(30);
  });

  it("is in the journal, with who did it", async () => {
    const { rows } = await db.pool.query(
      "select acte, auteur from journal.entree where epci = $1 order by organisation, numero",
      [VITRY],
    );
    const actes = rows.map(({ acte }) => acte);
    expect(actes).toEqual(expect.arrayContaining(["territoire-ouvert", "compte-invite", "habilitation-accordee"]));
    for (const { auteur } of rows) expect(auteur).toMatch(/^(Admin|Second) Essai$/);
  });

  it("is said of a territory that is open already, before anything is typed", async () => {
    const { text } = await page(`${OUVRIR}?siren=${EPCI}`);
    expect(text).toContain("Ce territoire est déjà ouvert");
  });
});

describe("an invitation that nobody answered", () => {
  it("is sent again in one act, from the list of territories", async () => {
    const { html, text } = await page("/territoires");
    expect(text).toContain("Ada Gerante, gestionnaire : aucune connexion encore.");
    const [, action = ""] = /action="(\/plateforme\/habilitations\/\d+\/lien)"/.exec(html) ?? [];
    const sent = await send(action, { remise: "courriel" });
    expect(sent.statut).toBe(200);
    expect(sent.text).toMatch(/Un message est parti à|Aucun serveur de courrier n’est réglé/);
  });

  it("once expired, says how to have another", async () => {
    const { rows } = await db.pool.query("select id from habilitation where epci = $1", [VITRY]);
    const { html } = await send(`/plateforme/habilitations/${rows[0]?.id}/lien`, { remise: "main" });
    const [, lien = ""] = /value="http:\/\/localhost(\/bienvenue\/[\w-]{43})"/.exec(html) ?? [];
    await db.pool.query("update acces.lien set expire_le = '2026-03-10T08:00:00Z' where servi_le is null");
    const connexion = { ...connexionOf(null), queries: db.bases.connexions, horloge };
    const response = await createTestApp(db.bases, { horloge, connexion }, null).request(lien, {
      headers: { accept: "text/html" },
    });
    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain(
      "Demandez-en un autre à la personne qui vous l’a remis, ou faites-vous-en envoyer un par « Mot de passe oublié »",
    );
  });
});
