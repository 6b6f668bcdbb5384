import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openSession, resolveSession } from "../connexion/session.ts";

const AILLEURS = "200039915";
const MOTIF = "Départ de la collectivité";
const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };

let db: TestDatabase;
let ids: Awaited<ReturnType<typeof seed>>;
let gerante: ReturnType<typeof createTestApp>;
let administratrice: ReturnType<typeof createTestApp>;

async function seed() {
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  await territoire(AILLEURS, []);
  const epci = await organisation("epci", "L’agglomération", EPCI);
  const plateforme = await organisation("plateforme", "Exploitant de la plateforme");
  const vu = "2026-03-09T10:00:00Z";
  const comptes = {
    gerante: await compte("Gerante", vu),
    agent: await compte("Agent", vu),
    etranger: await compte("Etranger", vu),
    dpo: await compte("Dpo", vu),
    administratrice: await compte("Administratrice", vu),
  };
  return {
    epci,
    plateforme,
    ...comptes,
    hGerante: await habilitation(comptes.gerante, epci, "gestionnaire-epci"),
    hAgent: await habilitation(comptes.agent, epci, "agent-epci"),
    hEtranger: await habilitation(comptes.etranger, epci, "agent-epci", { epci: AILLEURS }),
    hDpo: await habilitation(comptes.dpo, epci, "dpo"),
    hAdministratrice: await habilitation(comptes.administratrice, plateforme, "administrateur", { epci: null }),
  };
}

beforeAll(async () => {
  db = await createDatabase();
  ids = await seed();
  const asked = acteurOf(ids.gerante, "gestionnaire-epci", { organisation: ids.epci });
  gerante = createTestApp(db.bases, { horloge }, asked);
  const admin = acteurOf(ids.administratrice, "administrateur", { epci: null, organisation: ids.plateforme });
  administratrice = createTestApp(db.bases, { horloge }, admin);
});
afterAll(() => db.drop());

beforeEach(async () => {
  await db.pool.query("update compte set ferme_le = null");
  await db.pool.query("delete from acces.session");
});

async function send(app: typeof gerante, chemin: string, champs: Readonly<Record<string, string>> = {}) {
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const response = await app.request(chemin, { method: "POST", body: new URLSearchParams(champs), headers });
  return { statut: response.status, vers: response.headers.get("location"), texte: textOf(await response.text()) };
}

/** Opens a session of the person; the returned function tells whether it is still open. */
async function sessionOf(compte: number): Promise<() => Promise<boolean>> {
  const deps = { queries: db.bases.connexions, horloge, demonstration: false };
  const jeton = await openSession(deps, { compte, moyen: "cle-acces" });
  return async () => (await resolveSession(deps, jeton)) !== null;
}

async function lastActe(): Promise<string> {
  const { entrees } = await db.bases.pour(acteurOf(ids.dpo, "dpo")).journal.list({ epci: EPCI });
  const [last] = entrees;
  return `${last?.acte} ${last?.objet} ${last?.auteur}`;
}

describe("a manager closes the sessions of a person of the territory", () => {
  it("all of them, at the next request, with a line in the journal", async () => {
    const [premiere, seconde, voisine] = [
      await sessionOf(ids.agent),
      await sessionOf(ids.agent),
      await sessionOf(ids.dpo),
    ];
    const { vers } = await send(gerante, `/t/${EPCI}/habilitations/${ids.hAgent}/sessions`);
    expect(vers).toBe(`/t/${EPCI}/habilitations/${ids.hAgent}?fait=sessions`);
    expect([await premiere(), await seconde(), await voisine()]).toEqual([false, false, true]);
    expect(await lastActe()).toBe(`sessions-fermees compte:${ids.agent} Gerante Essai`);
  });

  it("never of somebody of elsewhere, who does not exist here", async () => {
    const ouverte = await sessionOf(ids.etranger);
    expect((await send(gerante, `/t/${EPCI}/habilitations/${ids.hEtranger}/sessions`)).statut).toBe(404);
    expect((await send(gerante, `/t/${AILLEURS}/habilitations/${ids.hEtranger}/sessions`)).statut).toBe(404);
    expect(await ouverte()).toBe(true);
  });

  it("never of somebody who also works elsewhere, nor by a right that is over", async () => {
    const ouverte = await sessionOf(ids.dpo);
    const path = `/t/${EPCI}/habilitations/${ids.hDpo}/sessions`;
    for (const [change, undo] of [
      [
        `insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
         select compte, organisation, 'commune', '${AILLEURS}', '2026-01-01', '2026-12-31', 'Ailleurs' from habilitation where id = ${ids.hDpo}`,
        "delete from habilitation where motif = 'Ailleurs'",
      ],
      [
        `update habilitation set revoquee_le = now() where id = ${ids.hDpo}`,
        `alter table habilitation disable trigger user; update habilitation set revoquee_le = null where id = ${ids.hDpo}; alter table habilitation enable trigger user`,
      ],
    ] as const) {
      await db.pool.query(change);
      expect((await send(gerante, path)).texte).toContain("ne peuvent pas être fermées d’ici");
      expect(await ouverte()).toBe(true);
      await db.pool.query(undo);
    }
  });

  test.each(["agent-epci", "dpo", "agent-bailleur"] as const)("nobody else does: %s", async (role) => {
    const ouverte = await sessionOf(ids.dpo);
    const app = createTestApp(db.bases, { horloge }, acteurOf(ids.agent, role, { organisation: ids.epci }));
    expect((await send(app, `/t/${EPCI}/habilitations/${ids.hDpo}/sessions`)).statut).toBe(403);
    expect(await ouverte()).toBe(true);
  });

  it("undoes the line when the closing fails", async () => {
    const ouverte = await sessionOf(ids.agent);
    const before = await lastActe();
    const connexions = { ...db.bases.connexions, closeSessionsOf: () => Promise.reject(new Error("cut")) };
    const app = createTestApp({ ...db.bases, connexions }, { horloge }, acteurOf(ids.gerante, "gestionnaire-epci"));
    expect((await send(app, `/t/${EPCI}/habilitations/${ids.hAgent}/sessions`)).statut).toBe(500);
    expect([await lastActe(), await ouverte()]).toEqual([before, true]);
  });
});

describe("an administrateur closes an account", () => {
  const chemin = (id: number, acte: string) => `/plateforme/habilitations/${id}/${acte}`;

  it("and its sessions at once; opens it again", async () => {
    const ouverte = await sessionOf(ids.gerante);
    expect((await send(administratrice, chemin(ids.hGerante, "fermer"), { motif: MOTIF })).vers).toMatch(/fait=ferme$/);
    expect(await ouverte()).toBe(false);
    const compte = await db.bases.connexions.findCompte(ids.gerante);
    expect(compte?.fermeLe).toBe(horloge.maintenant());
    expect(await lastActe()).toBe(`compte-ferme compte:${ids.gerante} Administratrice Essai`);
    const page = await (await administratrice.request(`/plateforme/habilitations/${ids.hGerante}`)).text();
    expectSoundPage(page);
    expect(textOf(page)).toContain("Compte fermé Le 10 mars 2026");
    expect((await send(administratrice, chemin(ids.hGerante, "fermer"), { motif: MOTIF })).statut).toBe(409);

    expect((await send(administratrice, chemin(ids.hGerante, "rouvrir"), { motif: "Retour de congé" })).vers).toMatch(
      /fait=rouvert$/,
    );
    expect((await db.bases.connexions.findCompte(ids.gerante))?.fermeLe).toBeNull();
    expect(await (await sessionOf(ids.gerante))()).toBe(true);
    expect((await send(administratrice, chemin(ids.hGerante, "rouvrir"), { motif: MOTIF })).statut).toBe(409);
  });

  it("closes a manager's sessions alone", async () => {
    const ouverte = await sessionOf(ids.gerante);
    expect((await send(administratrice, chemin(ids.hGerante, "sessions"))).vers).toMatch(/fait=sessions$/);
    expect([await ouverte(), (await db.bases.connexions.findCompte(ids.gerante))?.fermeLe]).toEqual([false, null]);
  });

  test.each<[string, () => number, string, number, string]>([
    ["without a reason", () => ids.hGerante, "", 422, "Écrivez le motif"],
    ["one’s own", () => ids.hAdministratrice, MOTIF, 403, "Personne ne ferme son propre compte"],
    ["of somebody that the platform does not see", () => ids.hAgent, MOTIF, 404, "n’existe pas"],
  ])("refuses %s", async (_, id, motif, statut, message) => {
    const answer = await send(administratrice, chemin(id(), "fermer"), { motif });
    expect([answer.statut, answer.texte]).toEqual([statut, expect.stringContaining(message)]);
    expect((await db.pool.query("select from compte where ferme_le is not null")).rowCount).toBe(0);
  });

  it("is not for a manager", async () => {
    expect((await send(gerante, chemin(ids.hGerante, "fermer"), { motif: MOTIF })).statut).toBe(404);
    expect((await send(gerante, `/t/${EPCI}/habilitations/${ids.hAgent}/fermer`, { motif: MOTIF })).statut).toBe(404);
  });
});
