import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";

const MOTIF = "Arrivée dans le service";
const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };

let db: TestDatabase;
let ids: Awaited<ReturnType<typeof seed>>;

beforeAll(async () => {
  db = await createDatabase();
  ids = await seed();
});
afterAll(() => db.drop());

async function seed() {
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  await territoire("200039915", []);
  const epci = await organisation("epci", "L’agglomération", EPCI);
  const bailleur = await organisation("bailleur", "Un bailleur", "552100554");
  const vu = "2026-03-09T10:00:00Z";
  const [gerante, agent, officier, dpo, etranger] = [
    await compte("Gerante", vu),
    await compte("Agent"),
    await compte("Officier", vu),
    await compte("Dpo", vu),
    await compte("Etranger", vu),
  ];
  return {
    epci,
    bailleur,
    gerante,
    agent,
    officier,
    dpo,
    etranger,
    hGerante: await habilitation(gerante, epci, "gestionnaire-epci"),
    hAgent: await habilitation(agent, bailleur, "agent-bailleur"),
    hOfficier: await habilitation(officier, epci, "agent-epci", { fin: "2026-04-30" }),
    hDpo: await habilitation(dpo, epci, "dpo"),
    hEtranger: await habilitation(etranger, bailleur, "agent-bailleur", { epci: "200039915" }),
  };
}

type Qui = "gerante" | "agent" | "officier" | "dpo";
const ROLE: Readonly<Record<Qui, RoleHabilite>> = {
  gerante: "gestionnaire-epci",
  agent: "agent-bailleur",
  officier: "agent-epci",
  dpo: "dpo",
};

const apps = new Map<Qui, ReturnType<typeof createTestApp>>();

function appOf(qui: Qui) {
  const acteur = acteurOf(ids[qui], ROLE[qui], { organisation: ids.epci });
  const app = apps.get(qui) ?? createTestApp(db.bases, { horloge }, acteur);
  apps.set(qui, app);
  return app;
}

async function ask(qui: Qui, chemin: string) {
  const response = await appOf(qui).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } });
  return { statut: response.status, html: await response.text(), response };
}

async function send(qui: Qui, chemin: string, champs: Readonly<Record<string, string | readonly string[]>>) {
  const body = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(champs)) for (const one of [valeur].flat()) body.append(nom, one);
  const response = await appOf(qui).request(`/t/${EPCI}/${chemin}`, {
    method: "POST",
    body,
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  return { statut: response.status, html: await response.text(), response, vers: response.headers.get("location") };
}

const FORMULAIRE = {
  prenom: "Ana",
  nom: "Morel",
  role: "agent-bailleur",
  organisation_type: "bailleur",
  organisation_nom: "",
  organisation_siren: "",
  debut: "2026-03-10",
  fin: "2026-12-31",
  motif: MOTIF,
  remise: "main",
};

describe("who may open what", () => {
  test.each<[string, Record<Qui, number>]>([
    ["habilitations", { gerante: 200, officier: 200, dpo: 200, agent: 200 }],
    ["habilitations.csv", { gerante: 403, officier: 403, dpo: 200, agent: 403 }],
    ["habilitations/accorder", { gerante: 200, officier: 403, dpo: 403, agent: 403 }],
    ["habilitations/dormants", { gerante: 200, officier: 200, dpo: 200, agent: 403 }],
    ["droits", { gerante: 200, officier: 200, dpo: 200, agent: 403 }],
    ["droits.csv", { gerante: 200, officier: 200, dpo: 200, agent: 403 }],
  ])("%s", async (chemin, expected) => {
    for (const qui of ["gerante", "officier", "dpo", "agent"] as const) {
      expect((await ask(qui, chemin)).statut, qui).toBe(expected[qui]);
    }
  });

  test.each(["accorder", "dormants", "1/revoquer", "1/renouveler", "1/lien"])(
    "only managers act: %s",
    async (chemin) => {
      for (const qui of ["officier", "dpo", "agent"] as const) {
        expect((await send(qui, `habilitations/${chemin}`, { motif: MOTIF })).statut, qui).toBe(403);
      }
    },
  );

  it("shows each the rows that are theirs", async () => {
    const mine = await ask("agent", "habilitations");
    expectSoundPage(mine.html);
    expect(textOf(mine.html)).toContain("Mes habilitations");
    expect(mine.html).toContain("agent@exemple.fr");
    expect(mine.html).not.toContain("dpo@exemple.fr");
    expect((await ask("agent", `habilitations/${ids.hAgent}`)).statut).toBe(200);
  });

  it("answers for a habilitation of somebody else, or of elsewhere, as for none", async () => {
    const none = await ask("agent", "habilitations/99999999");
    expect(none.statut).toBe(404);
    for (const [qui, id] of [
      ["agent", ids.hDpo],
      ["gerante", ids.hEtranger],
    ] as const) {
      const found = await ask(qui, `habilitations/${id}`);
      expect(found.statut).toBe(404);
      expect(textOf(found.html).replace(String(id), "")).toContain("n’existe pas. Choisissez-en une dans la liste.");
    }
    for (const act of ["revoquer", "renouveler", "lien"]) {
      expect(
        (await send("gerante", `habilitations/${ids.hEtranger}/${act}`, { motif: MOTIF, fin: "2026-12-31" })).statut,
      ).toBe(404);
    }
  });
});

describe("the list", () => {
  it("groups by organisation and filters", async () => {
    const all = textOf((await ask("dpo", "habilitations")).html);
    expect(all).toContain("L’agglomération, 3 habilitations");
    expect(all).toContain("Un bailleur, 1 habilitation");
    expect(all).not.toContain("Accorder une habilitation");
    const soon = textOf((await ask("dpo", "habilitations?vue=expire")).html);
    expect(soon).toContain("Officier Essai");
    expect(soon).not.toContain("Dpo Essai");
    expect(textOf((await ask("dpo", "habilitations?role=dpo")).html)).toContain("Dpo Essai");
    expect(textOf((await ask("dpo", `habilitations?organisation=${ids.bailleur}`)).html)).not.toContain(
      "L’agglomération, ",
    );
    expect(textOf((await ask("dpo", "habilitations?vue=dormants")).html)).toContain("Agent Essai");
    expect(textOf((await ask("dpo", "habilitations?role=membre-cal")).html)).toContain("Aucune habilitation ne répond");
    expect((await ask("dpo", "habilitations?vue=ailleurs")).statut).toBe(400);
  });

  it("is exported for the DPO, with a line in the journal", async () => {
    const { html: csv, response } = await ask("dpo", "habilitations.csv");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="habilitations-${EPCI}.csv"`);
    expect(csv).toContain("Agent;Essai;agent@exemple.fr");
    const { entrees } = await db.bases.pour(acteurOf(ids.dpo, "dpo")).journal.list({ epci: EPCI });
    expect(entrees[0]).toMatchObject({ acte: "document-exporte", ressource: "habilitation" });
  });
});

describe("granting", () => {
  it("proposes what the manager may give, until their own end", async () => {
    const { html } = await ask("gerante", "habilitations/accorder");
    expectSoundPage(html);
    expect(html).toMatch(/name="debut" type="date" value="2026-03-10"/);
    expect(html).toMatch(/name="fin" type="date" value="2026-12-31"/);
    expect(html).not.toContain('value="administrateur"');
    expect(textOf(html)).toContain("Commune 52448");
  });

  it("shows the link of a new person once, without an address of its own", async () => {
    const { statut, html, response } = await send("gerante", "habilitations/accorder", {
      ...FORMULAIRE,
      courriel: "ana.morel@exemple.fr",
      role: "commune",
      organisation: "",
      organisation_type: "commune",
      organisation_nom: "Mairie du Der",
      communes: ["52448", "52129"],
    });
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(html).toMatch(/value="http:\/\/localhost\/bienvenue\/[\w-]{43}"/);
    const again = await send("gerante", "habilitations/accorder", {
      ...FORMULAIRE,
      courriel: "ana.morel@exemple.fr",
      role: "commune",
      organisation: "",
      organisation_type: "commune",
      organisation_nom: "Mairie du Der",
      communes: ["52448", "52129"],
    });
    expect(again.statut).toBe(409);
    expect(again.html).not.toContain("/bienvenue/");
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["no role", { role: "" }, 422, "Choisissez le rôle"],
    ["oneself", { courriel: "gerante@exemple.fr", role: "agent-epci" }, 403, "Personne ne s’accorde"],
    ["the platform", { role: "administrateur" }, 403, "Vous ne pouvez ni accorder"],
    ["no organisation", { organisation: "" }, 422, "Choisissez une organisation"],
    ["a wrong reason", { motif: "non" }, 422, "Écrivez le motif"],
    ["communes that would narrow nothing", { communes: "52448" }, 422, "ne se limite pas à certaines communes"],
    [
      "a wrong SIREN",
      { organisation: "", organisation_nom: "X Habitat", organisation_siren: "123" },
      422,
      "n’est pas un SIREN",
    ],
  ])("comes back with what was typed: %s", async (_, changes, statut, message) => {
    const champs = { ...FORMULAIRE, courriel: "neuf@exemple.fr", organisation: String(ids.bailleur), ...changes };
    const answer = await send("gerante", "habilitations/accorder", champs);
    expect(answer.statut).toBe(statut);
    expectSoundPage(answer.html);
    expect(textOf(answer.html)).toContain(message);
    expect(answer.html).toContain(`value="${champs.courriel}"`);
    expect(answer.html).toContain(champs.motif);
  });

  it("writes what was typed as text", async () => {
    const champs = {
      ...FORMULAIRE,
      courriel: "x",
      prenom: `"><script>alert(1)</script>`,
      organisation: "",
      organisation_nom: "<b>",
    };
    const { html } = await send("gerante", "habilitations/accorder", champs);
    expectSoundPage(html);
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<b>");
  });
});

describe("one habilitation", () => {
  it("is renewed, and revoked with a reason", async () => {
    const page = await ask("gerante", `habilitations/${ids.hOfficier}`);
    expectSoundPage(page.html);
    expect(textOf(page.html)).toContain("commencera le 1er mai 2026");
    const renewed = await send("gerante", `habilitations/${ids.hOfficier}/renouveler`, {
      fin: "2026-12-31",
      motif: MOTIF,
    });
    expect(renewed.statut).toBe(303);
    expect(renewed.vers).toMatch(/habilitations\/\d+\?fait=renouvelee$/);
    const refused = await send("gerante", `habilitations/${ids.hOfficier}/revoquer`, { motif: "" });
    expect(refused.statut).toBe(422);
    expect(textOf(refused.html)).toContain("Écrivez le motif");
    const revoked = await send("gerante", `habilitations/${ids.hOfficier}/revoquer`, { motif: "Départ du service" });
    expect(revoked.vers).toBe(`/t/${EPCI}/habilitations/${ids.hOfficier}?fait=revoquee`);
    const after = textOf((await ask("dpo", `habilitations/${ids.hOfficier}`)).html);
    expect(after).toContain("Révoquée");
    expect(after).toContain("par Gerante Essai");
  });

  it("offers no renewal of one’s own, and keeps the last manager", async () => {
    const { html } = await ask("gerante", `habilitations/${ids.hGerante}`);
    expect(textOf(html)).toContain("Cette habilitation est la vôtre");
    expect(html).not.toContain(`/habilitations/${ids.hGerante}/renouveler`);
    const own = await send("gerante", `habilitations/${ids.hGerante}/renouveler`, { fin: "2027-06-30", motif: MOTIF });
    expect(own.statut).toBe(403);
    const last = await send("gerante", `habilitations/${ids.hGerante}/revoquer`, { motif: "Départ du service" });
    expect(last.statut).toBe(409);
    expect(textOf(last.html)).toContain("dernière habilitation de gestionnaire");
  });

  it("gives a new link only to somebody invited here who never came", async () => {
    const refused = await send("gerante", `habilitations/${ids.hAgent}/lien`, {});
    expect(refused.statut).toBe(422);
    expect(refused.html).not.toContain("/bienvenue/");
    const granted = await send("gerante", "habilitations/accorder", {
      ...FORMULAIRE,
      courriel: "perdu@exemple.fr",
      organisation: String(ids.bailleur),
    });
    const [, id] = /habilitations\/(\d+)"/.exec(granted.html) ?? [];
    const again = await send("gerante", `habilitations/${id}/lien`, { remise: "main" });
    expect(again.statut).toBe(200);
    expectSoundPage(again.html);
    expect(again.html).toMatch(/value="http:\/\/localhost\/bienvenue\/[\w-]{43}"/);
  });
});

it("reviews dormant accounts", async () => {
  const before = await ask("gerante", "habilitations/dormants");
  expectSoundPage(before.html);
  expect(textOf(before.html)).toContain("Aucune revue n’a encore été faite.");
  expect(before.html).toContain(`name="habilitation" value="${ids.hAgent}"`);
  expect((await ask("dpo", "habilitations/dormants")).html).not.toContain('name="habilitation"');
  const refused = await send("gerante", "habilitations/dormants", { habilitation: String(ids.hAgent), motif: "" });
  expect(refused.statut).toBe(422);
  expect(refused.html).toMatch(new RegExp(`value="${ids.hAgent}" checked`));
  const done = await send("gerante", "habilitations/dormants", {
    habilitation: [String(ids.hAgent)],
    motif: "Jamais venu en poste",
  });
  expect(done.vers).toBe(`/t/${EPCI}/habilitations/dormants?fait=revue`);
  const after = textOf((await ask("dpo", "habilitations/dormants")).html);
  expect(after).toMatch(/Dernière revue faite le \d+(er)? \S+ \d{4} par Personne/);
});

it("shows the matrix by role, by resource, and whole", async () => {
  for (const chemin of [
    "droits",
    "droits?role=agent-bailleur",
    "droits?ressource=demande-sensible",
    "droits?ressource=nir",
  ]) {
    const { html, statut } = await ask("dpo", chemin);
    expect(statut).toBe(200);
    expectSoundPage(html);
  }
  const sensible = textOf((await ask("dpo", "droits?ressource=demande-sensible")).html);
  expect(sensible).toContain("Réservataire lire : les dossiers qui me sont confiés");
  expect(sensible).toMatch(/Aucun droit : Public ; Agent de commune \(consultation\) ;/);
  expect((await ask("dpo", "droits?role=roi")).statut).toBe(400);
});
