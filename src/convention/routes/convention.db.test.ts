import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { annulationOf } from "../../../test/fixtures/annulation.ts";
import { acteurOf, seedOf } from "../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";

/** From no convention to an avenant, through the forms of the pages: each act is done by an allowed role, and refused to the others. */
const JOUR = "2026-03-10";
const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
const SIREN = "552100554";
const TITRE = "Convention 2026-2028";

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
  const organisations = {
    epci: await organisation("epci", "L’agglomération", EPCI),
    etat: await organisation("etat", "Préfecture", null),
    bailleur: await organisation("bailleur", "Premier Habitat", SIREN),
    autre: await organisation("bailleur", "Second Habitat", "320000007"),
  };
  const comptes = {
    agent: await compte("Agent"),
    prefet: await compte("Prefet"),
    bailleur: await compte("Bailleur"),
    voisin: await compte("Voisin"),
    mairie: await compte("Mairie"),
    gerante: await compte("Gerante"),
  };
  for (const qui of Object.keys(comptes) as Qui[]) {
    const { role, chez } = QUI[qui];
    await habilitation(comptes[qui], organisations[chez], role);
  }
  return { organisations, comptes };
}

type Qui = "agent" | "prefet" | "bailleur" | "voisin" | "mairie" | "gerante";
const QUI: Readonly<Record<Qui, { role: RoleHabilite; chez: "epci" | "etat" | "bailleur" | "autre" }>> = {
  agent: { role: "agent-epci", chez: "epci" },
  prefet: { role: "etat", chez: "etat" },
  bailleur: { role: "responsable-bailleur", chez: "bailleur" },
  voisin: { role: "responsable-bailleur", chez: "autre" },
  mairie: { role: "commune", chez: "epci" },
  gerante: { role: "gestionnaire-epci", chez: "epci" },
};

const apps = new Map<Qui | "personne", ReturnType<typeof createTestApp>>();

function appOf(qui: Qui | "personne") {
  const known = apps.get(qui);
  if (known) return known;
  const acteur =
    qui === "personne"
      ? null
      : acteurOf(ids.comptes[qui], QUI[qui].role, { organisation: ids.organisations[QUI[qui].chez] });
  const app = createTestApp(db.bases, { horloge }, acteur);
  apps.set(qui, app);
  return app;
}

async function ask(qui: Qui | "personne", chemin: string) {
  const response = await appOf(qui).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } });
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html), response };
}

async function send(qui: Qui, chemin: string, champs: Readonly<Record<string, string>>) {
  const response = await appOf(qui).request(`/t/${EPCI}/${chemin}`, {
    method: "POST",
    body: new URLSearchParams(champs),
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") };
}

/** Form data of a table of objectives. */
function objectifs(taux: string, more: Readonly<Record<string, string>> = {}) {
  return {
    "reference.2026.hors-qpv": "2025",
    [`nombre.2026.hors-qpv.bailleur:${SIREN}`]: "32",
    [`taux.2026.hors-qpv.bailleur:${SIREN}`]: taux,
    [`base.2026.hors-qpv.bailleur:${SIREN}`]: "130",
    "taux.2026.hors-qpv.epci": taux,
    "base.2026.hors-qpv.epci": "130",
    ...more,
  };
}

const V0 = "convention/versions/0";

describe.sequential("a convention, from nothing to its avenant", () => {
  it("begins with what there is to do, for whoever may do it", async () => {
    const agent = await ask("agent", "convention");
    expectSoundPage(agent.html);
    expect(agent.text).toContain("Trois façons de commencer");
    for (const qui of ["bailleur", "mairie", "gerante", "personne"] as const) {
      const page = await ask(qui, "convention");
      expect([qui, page.statut]).toEqual([qui, 200]);
      expect(page.text).toContain("Aucune convention publiée");
    }
    expect((await ask("agent", "avenants")).text).toContain("Aucun avenant");
  });

  it("is prepared by the EPCI alone; a refused form comes back whole", async () => {
    for (const qui of ["prefet", "bailleur", "mairie", "gerante"] as const) {
      expect((await send(qui, "convention/preparer", {})).statut, qui).toBe(403);
      expect((await ask(qui, "convention/preparer")).statut, qui).toBe(403);
    }
    expectSoundPage((await ask("agent", "convention/preparer?reprise=oui")).html);
    const refused = await send("agent", "convention/preparer", { titre: "x", objet: "Un <b>objet", duree: "3" });
    expect(refused.statut).toBe(422);
    expectSoundPage(refused.html);
    expect(refused.text).toContain("Titre : écrivez au moins 3 caractères.");
    expect(refused.html).toContain("Un &lt;b&gt;objet");
    expect(
      (await send("agent", "convention/preparer", { titre: TITRE, objet: "Objectifs", duree: "trois" })).statut,
    ).toBe(422);
    const done = await send("agent", "convention/preparer", { titre: TITRE, objet: "Objectifs 2026", duree: "3" });
    expect(done).toMatchObject({ statut: 303, vers: `/t/${EPCI}/${V0}?fait=cree` });
    const page = await ask("agent", `${V0}?fait=cree`);
    expectSoundPage(page.html);
    expect(page.text).toContain("Le projet est créé.");
    expect((await send("agent", "convention/preparer", { titre: TITRE, objet: "Encore", duree: "3" })).text).toContain(
      "est déjà en préparation",
    );
  });

  it("is a draft for the signatories, and nothing for the public", async () => {
    const signatory = await ask("bailleur", V0);
    expect(signatory.statut).toBe(200);
    expect(signatory.html).not.toContain('method="post" action="/t/');
    for (const qui of ["gerante", "personne"] as const) {
      expect((await ask(qui, V0)).statut, qui).toBe(404);
      expect((await ask(qui, "convention/versions/77")).statut, qui).toBe(404);
      expect((await ask(qui, "convention")).text).not.toContain(TITRE);
    }
  });

  it("checks typed objectives without saving them: the floor, and the number's own rate", async () => {
    const editor = await ask("agent", `${V0}/objectifs`);
    expectSoundPage(editor.html);
    expect(editor.text).toContain("Aucun objectif n’est encore écrit.");
    const year = await send("agent", `${V0}/objectifs`, {
      action: "ajouter-annee",
      ajout_objet: "hors-qpv",
      ajout_annee: "2026",
    });
    expect(year.statut).toBe(200);
    expect(year.html).toContain(`name="nombre.2026.hors-qpv.epci"`);
    const bearer = await send("agent", `${V0}/objectifs`, {
      ...objectifs("25"),
      action: "ajouter-porteur",
      ajout_objet: "hors-qpv",
      ajout_porteur: "reservataire:COLACT",
    });
    expect(bearer.html).toContain('name="nombre.2026.hors-qpv.reservataire:COLACT"');
    const low = await send("agent", `${V0}/objectifs`, { ...objectifs("21"), action: "verifier" });
    expect(low.statut).toBe(200);
    expectSoundPage(low.html);
    expect(low.text).toContain("Rien n’est encore enregistré.");
    expect(low.text).toMatch(/Bloquant 2026 : 21 % hors QPV pour l’EPCI, sous le plancher légal de 25 %/);
    expect(low.html).toContain('href="#nombre.2026.hors-qpv.epci"');
    const fair = await send("agent", `${V0}/objectifs`, { ...objectifs("25"), action: "verifier" });
    expect(fair.text).toContain("24,6 %");
    expect(fair.text).not.toContain("Bloquant");
    expect((await ask("agent", V0)).text).toContain("Cette version n’écrit encore aucun objectif.");
  });

  it("says at the field what cannot be read, and keeps all that was typed", async () => {
    const champ = `taux.2026.hors-qpv.bailleur:${SIREN}`;
    const refused = await send("agent", `${V0}/objectifs`, {
      ...objectifs("25", { [champ]: "vingt" }),
      action: "enregistrer",
    });
    expect(refused.statut).toBe(422);
    expectSoundPage(refused.html);
    expect(refused.html).toContain(`href="#${champ}"`);
    expect(refused.html).toMatch(new RegExp(`name="${champ}" value="vingt"[^>]* aria-invalid="true"`));
    expect(refused.html).toContain('value="32"');
    const wrong = await send("agent", `${V0}/objectifs`, {
      ...objectifs("25"),
      action: "ajouter-annee",
      ajout_annee: "26",
    });
    expect(wrong.statut).toBe(400);
    expect(wrong.html).toContain('value="32"');
  });

  it("saves objectives, for the EPCI alone", async () => {
    for (const qui of ["prefet", "bailleur", "mairie", "gerante"] as const) {
      expect((await send(qui, `${V0}/objectifs`, { ...objectifs("25"), action: "enregistrer" })).statut, qui).toBe(403);
      expect((await ask(qui, `${V0}/objectifs`)).statut, qui).toBe(403);
    }
    const saved = await send("agent", `${V0}/objectifs`, { ...objectifs("25"), action: "enregistrer" });
    expect(saved).toMatchObject({ statut: 303, vers: `/t/${EPCI}/${V0}?fait=objectifs` });
    const page = await ask("bailleur", V0);
    expect(page.text).toMatch(/Premier Habitat 130 32, imprimé 25 % \([^)]*24,6 %\)/);
    expect((await ask("agent", `${V0}/objectifs`)).html).toMatch(/name="base.2026.hors-qpv.epci" value="130"/);
  });

  it("takes signatories, and gives them back", async () => {
    const add = (champs: Readonly<Record<string, string>>) => send("agent", `${V0}/signataires`, champs);
    const bad = await add({ organisation: "", nom: "Un réservataire", qualite: "le président", siren: "123" });
    expect(bad.statut).toBe(422);
    expectSoundPage(bad.html);
    expect(bad.text).toContain("SIREN : neuf chiffres");
    expect(bad.html).toContain('value="Un réservataire"');
    for (const organisation of [ids.organisations.bailleur, ids.organisations.etat]) {
      expect((await add({ organisation: String(organisation), qualite: "la directrice" })).statut).toBe(303);
    }
    expect((await add({ organisation: "", nom: "Un réservataire", qualite: "le président" })).statut).toBe(303);
    const deTrop = await add({ organisation: "", nom: "De trop", qualite: "le président" });
    const annoncee = (deTrop.vers ?? "").replace(`/t/${EPCI}/`, "");
    expect(annulationOf((await ask("agent", annoncee)).html)).toMatchObject({
      chemin: `${V0}/signataires/retirer`,
      champs: { signataire: await signataireOf("De trop") },
    });
    expect(annulationOf((await ask("bailleur", annoncee)).html)).toBeNull();
    expect((await send("bailleur", `${V0}/signataires`, { nom: "Moi", qualite: "moi" })).statut).toBe(403);
    const removed = await send("agent", `${V0}/signataires/retirer`, { signataire: await signataireOf("De trop") });
    expect(removed.vers).toContain("fait=signataire-retire");
    const page = await ask("agent", V0);
    expect(page.text).not.toContain("De trop");
    expect(page.text).toContain("0 sur 3");
  });

  it("records its steps in their order, the agreement of the préfet by the State", async () => {
    const record = (qui: Qui, nature: string, date: string) =>
      send(qui, `${V0}/etapes`, { nature, date, acte: `acte de ${nature}` });
    const tomorrow = await record("agent", "projet", "2026-03-11");
    expect(tomorrow.statut).toBe(422);
    expectSoundPage(tomorrow.html);
    expect(tomorrow.text).toContain("cette date n’est pas encore passée");
    expect(tomorrow.html).toContain('value="acte de projet"');
    expect((await record("agent", "vote", "2026-01-05")).text).toContain("vient après");
    expect((await record("agent", "projet", "05/01/2026")).text).toContain("écrivez une date qui existe");
    expect((await record("agent", "projet", "")).text).toContain("donnez la date de l’acte");
    for (const [nature, date] of [
      ["projet", "2026-01-05"],
      ["avis-cil", "2026-01-20"],
      ["avis-pdalhpd", "2026-01-21"],
      ["vote", "2026-02-01"],
    ] as const) {
      expect((await record("agent", nature, date)).vers, nature).toContain("fait=etape");
    }
    expect((await ask("agent", V0)).text).toContain(
      "est enregistrée ici par les services de l’État, ou par vous avec l’acte signé",
    );
    const refused = await record("agent", "accord-prefet", "2026-02-10");
    expect(refused.statut).toBeGreaterThanOrEqual(400);
    expect(refused.text).toContain("enregistré par les services de l’État");
    for (const qui of ["bailleur", "mairie"] as const) {
      expect((await record(qui, "accord-prefet", "2026-02-10")).statut, qui).toBe(403);
    }
    expect((await ask("prefet", V0)).text).toContain("Étape suivante : Accord du préfet");
    expect((await record("prefet", "accord-prefet", "2026-02-10")).vers).toContain("fait=etape");
    expect((await ask("prefet", V0)).html).not.toContain("/etapes");
  });

  it("is signed by each for itself", async () => {
    const mine = await signataireOf("Premier Habitat");
    const sign = (qui: Qui, signataire: string, le = "2026-02-15") => send(qui, `${V0}/signatures`, { signataire, le });
    expect((await ask("bailleur", V0)).html.match(/\/signatures"/g)).toHaveLength(1);
    expect((await ask("voisin", V0)).html).not.toContain("/signatures");
    const other = await sign("voisin", mine);
    expect(other.statut).toBeGreaterThanOrEqual(400);
    expectSoundPage(other.html);
    expect(other.text).toContain("signe pour elle-même");
    expect((await sign("mairie", mine)).statut).toBe(403);
    const future = await sign("bailleur", mine, "2026-12-31");
    expect(future.text).toContain("n’est pas encore passée");
    expect(future.html).toContain('value="2026-12-31"');
    expect((await sign("bailleur", mine)).vers).toContain("fait=signature");
    expect((await ask("mairie", V0)).text).toContain("1 sur 3");
    expect((await sign("prefet", await signataireOf("Préfecture"))).statut).toBe(303);
    expect((await sign("agent", await signataireOf("Un réservataire"))).statut).toBe(303);
  });

  it("comes into force, and is then read by all, on the day asked", async () => {
    await send("agent", `${V0}/etapes`, { nature: "signatures", date: "2026-02-15", acte: "convention signée" });
    const inForce = await send("agent", `${V0}/etapes`, {
      nature: "en-vigueur",
      date: "2026-02-16",
      acte: "affichage",
    });
    expect(inForce.vers).toContain("fait=etape");
    for (const qui of ["personne", "gerante", "mairie", "agent"] as const) {
      const page = await ask(qui, "convention");
      expectSoundPage(page.html);
      expect(page.text, qui).toContain("En vigueur aujourd’hui : Convention 2026-2028");
      expect(page.text, qui).toContain("3 sur 3 signatures complètes");
    }
    expect((await ask("personne", "convention?jour=2026-02-15")).text).toContain(
      "Aucune convention en vigueur le 15 février 2026",
    );
    expect((await ask("personne", "convention?jour=2026-02-16")).text).toContain("En vigueur le 16 février 2026");
    expect((await ask("personne", "convention?jour=hier")).statut).toBe(400);
    for (const acte of ["objectifs", "abandonner", "signataires"]) {
      const frozen = await send("agent", `${V0}/${acte}`, {
        confirme: "oui",
        nom: "Un autre",
        qualite: "le maire",
        action: "enregistrer",
      });
      expect(frozen.statut, acte).toBeGreaterThanOrEqual(400);
      expect(frozen.text, acte).toContain("est en vigueur : une version signée ne se modifie pas");
    }
  });

  it("is downloaded as it reads, with a line in the journal of whoever is known", async () => {
    const pdf = await ask("mairie", "convention.pdf");
    expect(pdf.response.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.response.headers.get("content-disposition")).toContain(`convention-${EPCI}-${JOUR}.pdf`);
    expect((await ask("personne", "convention.pdf?jour=2020-01-01")).statut).toBe(404);
    const response = await appOf("agent").request(`/t/${EPCI}/convention.xlsx`);
    const book = read(await response.arrayBuffer(), { type: "array" });
    expect(utils.sheet_to_json(book.Sheets.Objectifs ?? {})).toMatchObject([
      { Porteur: "Premier Habitat", "Nombre écrit": 32, "Taux écrit": 0.25 },
      { Porteur: "EPCI", "Taux écrit": 0.25 },
    ]);
    const { rows } = await db.pool.query(
      "select acte, ressource, objet, compte from journal.entree where acte = 'document-exporte' order by numero",
    );
    expect(rows).toMatchObject([
      { ressource: "objectif", objet: `convention.pdf:0:${JOUR}`, compte: ids.comptes.mairie },
      { ressource: "objectif", objet: `convention.xlsx:0:${JOUR}`, compte: ids.comptes.agent },
    ]);
  });

  it("is amended by an avenant, which starts from it and cannot write less than the law", async () => {
    expect((await send("bailleur", "avenants", { titre: "Avenant", objet: "Moins" })).statut).toBe(403);
    const baisse = { titre: "Avenant n° 1", objet: "Baisse de l’objectif", application: "a-compter" };
    const refused = await send("agent", "avenants", { ...baisse, application: "" });
    expect([refused.statut, refused.text.includes("Dites comment l’avenant s’applique")]).toEqual([422, true]);
    expect(refused.html).toContain("Baisse de l’objectif</textarea>");
    expect((await send("agent", "avenants", { ...baisse, titre: "Av" })).statut).toBe(422);
    const made = await send("agent", "avenants", baisse);
    expect(made.vers).toBe(`/t/${EPCI}/convention/versions/1?fait=cree`);
    const V1 = "convention/versions/1";
    expect((await ask("agent", V1)).text).toContain("Aucun objectif ne change par rapport à « Convention 2026-2028 ».");
    expect((await send("agent", `${V1}/objectifs`, { ...objectifs("20"), action: "enregistrer" })).statut).toBe(303);
    const list = await ask("agent", "avenants");
    expectSoundPage(list.html);
    expect(list.text).toContain("Modifie Convention 2026-2028");
    expect(list.text).toMatch(/Bloquant 2026 : 20 % hors QPV pour l’EPCI/);
    expect(list.text).toContain("2026, Hors QPV : 1er quartile ou relogés EPCI 25 % 20 %");
    expect((await ask("personne", "avenants")).text).not.toContain("Avenant n° 1");
    const bare = await send("agent", `${V1}/abandonner`, {});
    expect(bare.statut).toBe(409);
    expect(bare.text).toContain("Cochez la case");
    expect((await send("prefet", `${V1}/abandonner`, { confirme: "oui" })).statut).toBe(403);
    const gone = await send("agent", `${V1}/abandonner`, { confirme: "oui" });
    expect(gone.vers).toBe(`/t/${EPCI}/avenants?fait=abandon`);
    expect((await ask("agent", "avenants?fait=abandon")).text).toContain("Le projet est abandonné.");
    expect((await ask("agent", V1)).statut).toBe(404);
  });

  it("takes the objectives of a file only when there is one", async () => {
    await send("agent", "avenants", { titre: "Avenant bis", objet: "Reprise", application: "prorata" });
    const [, numero] =
      /versions\/(\d+)"/.exec((await ask("agent", "avenants")).html.replaceAll("versions/0", "")) ?? [];
    const V = `convention/versions/${numero}`;
    expect((await send("agent", `${V}/reprise`, {})).statut).toBe(409);
    const none = await send("agent", `${V}/reprise`, { confirme: "oui" });
    expect(none.statut).toBeGreaterThanOrEqual(400);
    expect(none.text).toContain("Aucun fichier d’objectifs n’est publié");
  });

  test.each(["etapes", "signatures", "signataires", "signataires/retirer", "abandonner", "reprise", "objectifs"])(
    "%s of a version that is not there is a page that is not there",
    async (acte) => {
      const champs = {
        nature: "projet",
        date: "2026-01-01",
        acte: "un acte",
        signataire: "1",
        le: "2026-01-01",
        nom: "Un nom",
        qualite: "le maire",
        confirme: "oui",
      };
      expect((await send("agent", `convention/versions/55/${acte}`, champs)).statut).toBe(404);
    },
  );
});

async function signataireOf(nom: string): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    "select id::text as id from convention_signataire where nom = $1",
    [nom],
  );
  return rows[0]?.id ?? "0";
}
