import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
const OPH = "999000011";
const horloge = { aujourdhui: () => "2030-03-10", maintenant: () => "2030-03-10T09:00:00.000Z" };

let visiteurs: Visiteurs;
let database: TestDatabase;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: "2030-03-10", siren: OPH });
  database = visiteurs.database;
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin: string) => visiteurs.ask(role, `observatoire/remontees${chemin}`);
const send = (role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, `observatoire/remontees${chemin}`, champs);

/** Key of one of the bailleur's résidences in Saint-Dizier. */
async function residenceOf(siren: string): Promise<string> {
  const { rows } = await database.pool.query(
    `select i.courante as cle
       from residence_parc r
       join publication p on p.lot = r.lot
       join residence i on i.epci = r.epci and i.ecriture = r.ecriture
      where r.bailleur = $1 and r.commune = '52448' order by p.periode desc, i.courante limit 1`,
    [siren],
  );
  return z.tuple([z.object({ cle: z.string() })]).parse(rows)[0].cle;
}

const FAIT = {
  commune: "52448",
  residence: "",
  observee: "2030-03-01",
  type: "bruit",
  gravite: "faible",
  recurrente: "oui",
  texte: "Chantier de nuit sur la place",
};
const SUITE = { etat: "prise-en-charge", le: "2030-03-05", texte: "Appel à l’entreprise" };

/** Records a report, and returns its number. */
async function write(role: RoleHabilite, champs: Partial<typeof FAIT> = {}): Promise<string> {
  const { vers, html } = await send(role, "", { ...FAIT, ...champs });
  const id = /remontees\/(\d+)\?fait=ecrite$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(textOf(html).slice(0, 800));
  return id;
}

it("a button pressed twice writes one report, and both presses are led to it", async () => {
  const presses = await openVisiteurs({ jour: "2030-03-10", siren: OPH, secondEnvoi: 2_000 });
  try {
    const count = async () => (await presses.database.pool.query("select count(*) as n from remontee")).rows[0].n;
    const avant = await count();
    const fait = { ...FAIT, residence: await residenceOf(OPH) };
    const press = () => presses.send("agent-bailleur", "observatoire/remontees", fait);
    const ensemble = await Promise.all([press(), press()]);
    const [premier, ...autres] = [...ensemble, await press()].map(({ vers }) => vers);
    expect(premier).toMatch(/remontees\/\d+\?fait=ecrite$/);
    expect(autres).toEqual([premier, premier]);
    expect(await count()).toBe(avant + 1);
  } finally {
    await presses.close();
  }
});

describe("the list", () => {
  it("shows what the demonstration reports, with its counts, its files and its map", async () => {
    const { statut, html } = await ask("reservataire", "");
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Équipement en panne");
    const parCommune = await ask("reservataire", "?partie=remontees-par-commune");
    expect(textOf(parCommune.html)).toContain("Remontées par commune");
    expect(parCommune.html).toContain("<svg");
    expect(text).not.toContain("Écrire une remontée");
    expect(html).toContain("/figures/remontees.xlsx");
  });

  it("is filtered by its address, and says what that leaves", async () => {
    const { html } = await ask("agent-epci", "?type=equipement&etat=prise-en-charge");
    expect(textOf(html)).toContain("1 remontée");
    const none = textOf((await ask("agent-epci", "?type=nuisibles")).html);
    expect(none).toContain("Aucune remontée ne répond à ces filtres");
    expect((await ask("agent-epci", "?type=inconnue")).statut).toBe(400);
    const residence = await residenceOf(OPH);
    await write("agent-bailleur", { residence });
    const own = await ask("commune", `?residence=${residence}`);
    expect(own.html).toContain(`value="${residence}" selected`);
  });

  it("goes away as a table, with every row that the filters keep", async () => {
    const { statut, html } = await ask("etat", "/figures/remontees.ouvert.csv?type=equipement");
    expect(statut).toBe(200);
    expect(html.trim().split("\n")).toHaveLength(2);
    expect(html).toContain("Équipement en panne");
  });

  test.each(["dpo", "guichet", "membre-cal", "gestionnaire-epci"] as const)("is closed to %s", async (role) => {
    expect((await ask(role, "")).statut).toBe(403);
    expect((await ask(role, "/figures/remontees.xlsx")).statut).toBe(403);
  });

  it("is closed to the public", async () => {
    const app = createTestApp(
      database.bases,
      { horloge },
      { nom: "public", compte: null, demandeurs: [], habilitations: [], motif: null },
    );
    const { status } = await app.request(`/t/${EPCI}/observatoire/remontees`, {
      headers: { accept: "application/json" },
    });
    expect(status).toBe(401);
  });
});

describe("writing", () => {
  it("asks for the commune, then for a résidence of it, without a script", async () => {
    const first = await ask("commune", "/nouvelle");
    expectSoundPage(first.html);
    expect(first.html).not.toContain('name="residence"');
    const { html } = await ask("commune", "/nouvelle?commune=52448");
    expectSoundPage(html);
    expect(textOf(html)).toContain("Hors résidence : dans la commune");
    expect(html).toContain(await residenceOf(OPH));
  });

  it("gives a bailleur's agent their own résidences alone", async () => {
    const { html } = await ask("agent-bailleur", "/nouvelle?commune=52448");
    expect(html).toContain(await residenceOf(OPH));
    expect(html).not.toContain(await residenceOf("999000029"));
    expect(html).not.toContain("Hors résidence");
    const refused = await send("agent-bailleur", "", { ...FAIT, residence: await residenceOf("999000029") });
    expect([refused.statut, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining("Choisissez-la dans la liste"),
    ]);
    expect((await send("agent-bailleur", "", FAIT)).statut).toBe(422);
  });

  it("keeps the fact, the organisation and not the agent, and writes the journal", async () => {
    const id = await write("commune");
    const { html } = await ask("reservataire", `/${id}`);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Organisation d’essai");
    expect(text).toContain("Chantier de nuit sur la place");
    expect(text).not.toContain("Camille");
    expect(text).not.toContain("Écrire une suite");
    const { rows } = await database.pool.query("select acte, auteur from journal.entree where objet = $1", [
      `remontee:${id}`,
    ]);
    expect(rows).toEqual([{ acte: "remontee-ecrite", auteur: "Camille commune" }]);
  });

  test.each([
    ["without a kind", { type: "" }, "choisissez une réponse"],
    ["without a day", { observee: "" }, "donnez la date"],
    ["of tomorrow", { observee: "2030-03-11" }, "n’est pas encore passé"],
    ["of somebody's health", { texte: "fragilité psychique d’une personne" }, "Besoin d’accompagnement"],
    ["of another commune", { commune: "75056" }, "Choisissez une commune du territoire"],
    ["of nothing", { type: "autre", texte: "" }, "décrivez le fait"],
  ])("is refused %s, with what was typed", async (_, champs, message) => {
    const { statut, html } = await send("commune", "", { ...FAIT, ...champs });
    expect(statut).toBe(422);
    expect(textOf(html)).toContain(message);
    if (!("texte" in champs) && !("commune" in champs)) expect(html).toContain("Chantier de nuit sur la place");
  });

  it("shows a warning before keeping a text", async () => {
    const texte = "Appeler le 06 39 98 12 47";
    const { statut, html } = await send("commune", "", { ...FAIT, texte });
    expect(statut).toBe(422);
    expect(html).toContain('name="relu"');
    expect((await send("commune", "", { ...FAIT, texte, relu: "oui" })).statut).toBe(303);
  });

  test.each(["reservataire", "membre-coordination"] as const)("is closed to %s", async (role) => {
    expect((await ask(role, "/nouvelle")).statut).toBe(403);
    expect((await send(role, "", FAIT)).statut).toBe(403);
  });
});

describe("following up", () => {
  it("goes from reported to taken on to resolved, each with its day and its organisation", async () => {
    const id = await write("commune");
    expect((await send("agent-epci", `/${id}/suite`, SUITE)).statut).toBe(303);
    const resolue = { etat: "resolue", le: "2030-03-08", texte: "Chantier fini" };
    expect((await send("agent-epci", `/${id}/suite`, resolue)).vers).toContain("fait=suivie");
    const { html } = await ask("agent-epci", `/${id}`);
    expectSoundPage(html);
    expect(textOf(html)).toContain("Prise en charge le 5 mars 2030");
    expect(textOf(html)).toContain("Résolue le 8 mars 2030");
    expect(html).not.toContain("/suite");
    const again = await send("agent-epci", `/${id}/suite`, { ...SUITE, le: "2030-03-09" });
    expect([again.statut, textOf(again.html)]).toEqual([409, expect.stringContaining("est close")]);
    const { rows } = await database.pool.query("select acte from journal.entree where objet = $1 order by le", [
      `remontee:${id}`,
    ]);
    expect(rows.map(({ acte }) => acte)).toEqual(["remontee-ecrite", "remontee-suivie", "remontee-close"]);
  });

  it("is closed once when two close it together", async () => {
    const id = await write("commune");
    const close = { etat: "resolue", le: "2030-03-08", texte: "Chantier fini" };
    const sent = await Promise.all([
      send("agent-epci", `/${id}/suite`, close),
      send("agent-epci", `/${id}/suite`, { ...close, etat: "sans-suite" }),
    ]);
    expect(sent.map(({ statut }) => statut).sort()).toEqual([303, 409]);
  });

  it("is for the bailleur of the résidence, whoever reported; closing, for who answers for it", async () => {
    const [own, other] = [await residenceOf(OPH), await residenceOf("999000029")];
    const mine = await write("commune", { residence: own });
    expect((await send("agent-bailleur", `/${mine}/suite`, SUITE)).statut).toBe(303);
    const close = { etat: "resolue", le: "2030-03-09", texte: "Réglé sur place" };
    const refused = await send("agent-bailleur", `/${mine}/suite`, close);
    expect([refused.statut, textOf(refused.html)]).toEqual([403, expect.stringContaining("revient à un responsable")]);
    expect((await ask("agent-bailleur", `/${mine}`)).html).not.toContain('value="resolue"');
    expect((await send("responsable-bailleur", `/${mine}/suite`, close)).statut).toBe(303);
    for (const id of [await write("commune", { residence: other }), await write("commune")]) {
      expect((await ask("agent-bailleur", `/${id}`)).statut).toBe(200);
      expect((await send("agent-bailleur", `/${id}/suite`, SUITE)).statut).toBe(403);
    }
  });

  test.each([
    [{ le: "2030-02-01" }, 422, "ne peut précéder"],
    [{ le: "2030-03-11" }, 422, "n’est pas encore passé"],
    [{ etat: "" }, 422, "choisissez une réponse"],
    [{ texte: "ok" }, 422, "cinq caractères"],
  ])("is refused with %j", async (champs, statut, message) => {
    const id = await write("commune");
    const refused = await send("agent-epci", `/${id}/suite`, { ...SUITE, ...champs });
    expect([refused.statut, textOf(refused.html)]).toEqual([statut, expect.stringContaining(message)]);
  });

  it("is nothing on what does not exist", async () => {
    expect((await ask("agent-epci", "/987654")).statut).toBe(404);
    expect((await ask("agent-epci", "/01")).statut).toBe(404);
    expect((await send("agent-epci", "/987654/suite", SUITE)).statut).toBe(404);
    expect((await send("commune", "/1/suite", SUITE)).statut).toBe(403);
  });
});
