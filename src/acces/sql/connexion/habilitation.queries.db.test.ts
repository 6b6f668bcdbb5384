// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import type { NouvelleHabilitation } from "../../lectures/habilitation/ports.ts";

const AILLEURS = "200039915";

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
  await territoire(AILLEURS);
  const epci = await organisation("epci", "L’agglomération", EPCI);
  const bailleur = await organisation("bailleur", "Un bailleur", "552100554");
  const plateforme = await organisation("plateforme", "L’exploitant");
  const [gerante, agent, officier, dpo, admin, etranger] = [
    await compte("Gerante", "2026-03-09T10:00:00Z"),
    await compte("Agent"),
    await compte("Officier", "2025-11-01T10:00:00Z"),
    await compte("Dpo", "2026-03-01T10:00:00Z"),
    await compte("Admin", "2026-03-01T10:00:00Z"),
    await compte("Etranger", "2026-03-01T10:00:00Z"),
  ];
  return {
    epci,
    bailleur,
    gerante,
    agent,
    officier,
    dpo,
    admin,
    etranger,
    hGerante: await habilitation(gerante, epci, "gestionnaire-epci"),
    hAgent: await habilitation(agent, bailleur, "agent-bailleur"),
    hOfficier: await habilitation(officier, epci, "agent-epci"),
    hDpo: await habilitation(dpo, epci, "dpo"),
    hAdmin: await habilitation(admin, plateforme, "administrateur", { epci: null }),
    hEtranger: await habilitation(etranger, bailleur, "agent-bailleur", { epci: AILLEURS }),
    hAncienne: await habilitation(agent, bailleur, "agent-bailleur", { debut: "2025-01-01", fin: "2025-12-31" }),
  };
}

const ofGerante = () =>
  db.bases.pour(acteurOf(ids.gerante, "gestionnaire-epci", { organisation: ids.epci })).habilitations;

function nouvelle(changes: Partial<NouvelleHabilitation> = {}): NouvelleHabilitation {
  return {
    compte: ids.officier,
    organisation: ids.epci,
    role: "relogement",
    epci: EPCI,
    communes: ["52448"],
    sensible: true,
    debut: "2026-03-10",
    fin: "2026-12-31",
    motif: "Relogement du quartier",
    accordeePar: ids.gerante,
    preuveApres: null,
    ...changes,
  };
}

describe("who sees which habilitations", () => {
  test.each([
    ["gestionnaire-epci", "gerante", ["hGerante", "hAgent", "hOfficier", "hDpo", "hAncienne"]],
    ["agent-epci", "officier", ["hGerante", "hAgent", "hOfficier", "hDpo", "hAncienne"]],
    ["dpo", "dpo", ["hGerante", "hAgent", "hOfficier", "hDpo", "hAncienne"]],
    ["agent-bailleur", "agent", ["hAgent", "hAncienne"]],
    ["administrateur", "admin", ["hGerante"]],
  ] as const)("%s", async (role, who, expected) => {
    const acteur = acteurOf(ids[who], role, role === "administrateur" ? { epci: null } : {});
    const list = await db.bases.pour(acteur).habilitations.list(EPCI);
    expect(list.map(({ id }) => id).sort()).toEqual(expected.map((name) => ids[name]).sort());
  });

  it("gives back what was written, with names", async () => {
    expect(await ofGerante().find(ids.hAgent)).toMatchObject({
      compte: { id: ids.agent, courriel: "agent@exemple.fr", prenom: "Agent", vuLe: null, fermeLe: null },
      organisation: { id: ids.bailleur, type: "bailleur", nom: "Un bailleur", siren: "552100554" },
      role: "agent-bailleur",
      debut: "2026-01-01",
      accordeePar: null,
      nomAccordeePar: null,
      revoqueeLe: null,
    });
  });

  it("finds nothing of another territory", async () => {
    expect(await ofGerante().find(ids.hEtranger)).toBeNull();
    expect(await ofGerante().list(AILLEURS)).toEqual([]);
  });

  it("tells one's own, of the day", async () => {
    expect((await ofGerante().mine("2026-03-10")).map(({ id }) => id)).toEqual([ids.hGerante]);
    expect(await ofGerante().mine("2027-01-01")).toEqual([]);
  });
});

describe("granting, by the database's own rules", () => {
  it("signs with whoever acts, whatever the query says", async () => {
    const granted = await ofGerante().grant(nouvelle({ accordeePar: ids.admin }));
    expect(granted).toMatchObject({
      accordeePar: ids.gerante,
      nomAccordeePar: "Gerante Essai",
      communes: ["52448"],
      sensible: true,
    });
    await ofGerante().revoke(granted.id, ids.gerante);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ["to oneself", () => ofGerante().grant(nouvelle({ compte: ids.gerante, accordeePar: null })), /check/],
    ["elsewhere", () => ofGerante().grant(nouvelle({ epci: AILLEURS })), /ne permet pas cette écriture/],
    [
      "administrateur, by a manager",
      () => ofGerante().grant(nouvelle({ role: "administrateur", epci: null })),
      /ne permet pas cette écriture/,
    ],
    ["more than a year", () => ofGerante().grant(nouvelle({ fin: "2027-03-11" })), /check/],
    [
      "by an officer",
      () => db.bases.pour(acteurOf(ids.officier, "agent-epci")).habilitations.grant(nouvelle({ compte: ids.agent })),
      /ne permet pas cette écriture/,
    ],
    [
      "anything but managers, by an administrateur",
      () => db.bases.pour(acteurOf(ids.admin, "administrateur", { epci: null })).habilitations.grant(nouvelle()),
      /ne permet pas cette écriture/,
    ],
  ])("refuses: %s", async (_, run, expected) => {
    await expect(run()).rejects.toThrow(expected);
  });

  it("lets nobody rewrite a right that was given", async () => {
    const acteur = JSON.stringify(acteurOf(ids.gerante, "gestionnaire-epci"));
    const update = async (set: string) => {
      const client = await db.pool.connect();
      try {
        await client.query("begin; set local role blaise_application");
        await client.query("select set_config('blaise.acteur', $1, true)", [acteur]);
        await client.query(`update habilitation set ${set} where id = $1`, [ids.hAgent]);
      } finally {
        await client.query("rollback");
        client.release();
      }
    };
    for (const set of [
      "fin = '2026-12-30'",
      "sensible = true",
      "role = 'responsable-bailleur'",
      `compte = ${ids.dpo}`,
    ]) {
      await expect(update(set), set).rejects.toThrow(/another one is granted/);
    }
    await expect(update("motif = 'Motif corrigé'")).resolves.toBeUndefined();
  });
});

it("renews by a new line, equal but for its dates", async () => {
  const former = await ofGerante().find(ids.hAgent);
  const dates = { debut: "2027-01-01", fin: "2027-06-30", motif: "Toujours en poste", accordeePar: ids.gerante };
  const sansPreuve = { ...dates, preuveApres: null };
  const renewed = await ofGerante().renew(ids.hAgent, sansPreuve);
  expect(renewed).toMatchObject({
    ...former,
    ...dates,
    id: renewed.id,
    accordeeLe: renewed.accordeeLe,
    nomAccordeePar: "Gerante Essai",
  });
  expect(renewed.id).not.toBe(ids.hAgent);
  expect(await ofGerante().find(ids.hAgent)).toEqual(former);
});

it("revokes once, and says by whom", async () => {
  const { id } = await ofGerante().grant(nouvelle({ role: "membre-coordination", sensible: false }));
  expect(await ofGerante().revoke(id, ids.gerante)).toBe(true);
  expect(await ofGerante().revoke(id, ids.gerante)).toBe(false);
  expect(await ofGerante().find(id)).toMatchObject({ nomRevoqueePar: "Gerante Essai", revoqueeLe: expect.any(String) });
  expect(await db.bases.pour(acteurOf(ids.agent, "agent-bailleur")).habilitations.revoke(ids.hOfficier, null)).toBe(
    false,
  );
});

it("lists whoever never came, or not since", async () => {
  const dormants = await ofGerante().dormants(EPCI, "2025-12-10T00:00:00Z", "2026-03-10");
  expect(dormants.map(({ id }) => id)).toEqual([ids.hOfficier, ids.hAgent]);
  expect(await ofGerante().dormants(EPCI, "2025-10-01T00:00:00Z", "2026-03-10")).toHaveLength(1);
});

it("keeps one organisation per type and SIREN, and lists those of the territory", async () => {
  const h = ofGerante();
  const same = await h.addOrganisation({ type: "bailleur", nom: "Le même, autrement écrit", siren: "552100554" });
  expect(same).toMatchObject({ id: ids.bailleur, nom: "Un bailleur", ajoutee: false });
  const guichet = { type: "guichet", nom: "Guichet du centre", siren: null } as const;
  const first = await h.addOrganisation(guichet);
  expect(first.ajoutee).toBe(true);
  expect(await h.addOrganisation(guichet)).toEqual({ ...first, ajoutee: false });
  expect((await h.organisations(EPCI)).map(({ nom }) => nom)).toEqual(["Un bailleur", "L’agglomération"]);
  await expect(
    db.bases.pour(acteurOf(ids.agent, "agent-bailleur")).habilitations.addOrganisation({ ...guichet, nom: "Autre" }),
  ).rejects.toThrow(/ne permet pas cette écriture/);
});

it("finds a person by their address, in whatever case, and makes no second account", async () => {
  const h = ofGerante();
  expect(await h.findCompteByCourriel("AGENT@exemple.fr")).toMatchObject({ id: ids.agent });
  expect(await h.findCompteByCourriel("inconnu@exemple.fr")).toBeNull();
  expect(await h.createCompte({ courriel: "Agent@exemple.fr", prenom: "X", nom: "Y", invitePour: EPCI })).toBeNull();
  expect(
    await h.createCompte({ courriel: "Neuf@exemple.fr", prenom: "Neuf", nom: "Venu", invitePour: EPCI }),
  ).toMatchObject({
    courriel: "neuf@exemple.fr",
    vuLe: null,
  });
  const stranger = db.bases.pour(acteurOf(ids.agent, "agent-bailleur")).habilitations;
  expect(await stranger.findCompteByCourriel("dpo@exemple.fr")).toBeNull();
});

it("keeps the reviews, and lets nobody rewrite them", async () => {
  const h = ofGerante();
  await h.addRevue(EPCI, { faitePar: "Gerante Essai", comptes: 2, revoquees: 1, motif: "Plus en poste" });
  expect(await h.revues(EPCI)).toEqual([
    { faiteLe: expect.any(String), faitePar: "Gerante Essai", comptes: 2, revoquees: 1, motif: "Plus en poste" },
  ]);
  const dpo = db.bases.pour(acteurOf(ids.dpo, "dpo")).habilitations;
  expect(await dpo.revues(EPCI)).toHaveLength(1);
  await expect(dpo.addRevue(EPCI, { faitePar: "Dpo", comptes: 0, revoquees: 0, motif: "" })).rejects.toThrow(
    /ne permet pas cette écriture/,
  );
});
