import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { hashJeton } from "#socle/lectures/connexion/jeton.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { COURRIER_ESSAI } from "../../../../test/fixtures/courrier.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import type { InvitationDeps } from "../../lectures/habilitation/circonstances.ts";
import { accorderHabilitation, type DemandeAccord } from "./accorder.ts";
import { reinviter } from "./inviter.ts";
import { renouvelerHabilitation } from "./renouveler.ts";
import { revoquerHabilitation } from "./revoquer.ts";
import { faireRevue, readRevue } from "./revue.ts";

const MOTIF = "Arrivée dans le service";
const AUJOURDHUI = "2026-03-10";

let db: TestDatabase;
let ids: { epci: number; bailleur: number; gerante: number; hGerante: number; dpo: number };

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  await territoire("200039915", []);
  const epci = await organisation("epci", "L’agglomération", EPCI);
  const bailleur = await organisation("bailleur", "Un bailleur", "552100554");
  const gerante = await compte("Gerante", "2026-03-09T10:00:00Z");
  const dpo = await compte("Dpo", "2026-03-09T10:00:00Z");
  const hGerante = await habilitation(gerante, epci, "gestionnaire-epci");
  await habilitation(dpo, epci, "dpo");
  ids = { epci, bailleur, gerante, dpo, hGerante };
});
afterAll(() => db.drop());

function deps(compte = ids.gerante, role: "gestionnaire-epci" | "agent-epci" = "gestionnaire-epci"): InvitationDeps {
  return {
    base: db.bases.pour(acteurOf(compte, role, { organisation: ids.epci }), {
      ressource: "habilitation",
      action: "creer",
    }),
    connexions: db.bases.connexions,
    horloge: { aujourdhui: () => AUJOURDHUI, maintenant: () => `${AUJOURDHUI}T09:00:00.000Z` },
    courrier: COURRIER_ESSAI,
    origine: "http://localhost",
  };
}

function demande(courriel: string, changes: Partial<DemandeAccord> = {}): DemandeAccord {
  return {
    epci: EPCI,
    courriel,
    prenom: "Ana",
    nom: "Morel",
    organisation: { id: ids.bailleur },
    role: "agent-bailleur",
    communes: [],
    sensible: false,
    debut: AUJOURDHUI,
    fin: "2026-12-31",
    motif: MOTIF,
    remise: "main",
    ...changes,
  };
}

async function journal(): Promise<readonly string[]> {
  const { entrees } = await db.bases.pour(acteurOf(ids.dpo, "dpo")).journal.list({ epci: EPCI });
  return entrees.map(({ acte, objet, motif, auteur }) => `${acte} ${objet} ${motif} ${auteur}`).reverse();
}

function hashOf(lien: string | null): string {
  expect(lien).toMatch(/^\/bienvenue\/[\w-]{43}$/);
  return hashJeton(lien?.split("/").at(-1) ?? "");
}

const comptes = async () => (await db.pool.query("select courriel from compte")).rows.length;

describe("granting", () => {
  it("makes the account, the organisation, the habilitation, their lines and a link, once", async () => {
    const organisation = { type: "commune", nom: "Mairie du Der", siren: null } as const;
    const before = await journal();
    const { habilitation, lien } = await accorderHabilitation(
      deps(),
      demande(" Ana.Morel@Exemple.fr ", { organisation, role: "commune", communes: ["52129", "52448", "52129"] }),
    );
    expect(habilitation).toMatchObject({
      compte: { courriel: "ana.morel@exemple.fr", prenom: "Ana", nom: "Morel" },
      organisation,
      communes: ["52129", "52448"],
      accordeePar: ids.gerante,
      motif: MOTIF,
    });
    expect((await journal()).slice(before.length)).toEqual([
      `organisation-ajoutee organisation:${habilitation.organisation.id} ${MOTIF} Gerante Essai`,
      `compte-invite compte:${habilitation.compte.id} ${MOTIF} Gerante Essai`,
      `habilitation-accordee habilitation:${habilitation.id} ${MOTIF} Gerante Essai`,
    ]);
    const written = await db.bases.connexions.findLien(hashOf(lien));
    expect(written).toMatchObject({ usage: "invitation", compte: habilitation.compte.id, serviLe: null });
    expect(written?.expireLe).toBe("2026-03-11T09:00:00.000Z");
  });

  it("gives a known person no link, and keeps their name", async () => {
    const known = demande("ana.morel@exemple.fr", { prenom: "Autre", nom: "Nom" });
    const { habilitation, lien } = await accorderHabilitation(deps(), known);
    expect(lien).toBeNull();
    expect(habilitation.compte).toMatchObject({ prenom: "Ana", nom: "Morel" });
  });

  test.each<[string, Partial<DemandeAccord>, string]>([
    ["the same again", { courriel: "ana.morel@exemple.fr" }, "habilitation-identique"],
    ["to oneself", { courriel: "gerante@exemple.fr", role: "agent-epci" }, "habilitation-a-soi"],
    ["without a name", { prenom: " " }, "nom-absent"],
    ["to no address", { courriel: "ana.morel" }, "courriel-invalide"],
    ["for an organisation that does not exist", { organisation: { id: 999_999 } }, "organisation-inconnue"],
    [
      "for a wrong SIREN",
      { organisation: { type: "bailleur", nom: "X Habitat", siren: "552100555" } },
      "siren-invalide",
    ],
    ["for no name", { organisation: { type: "bailleur", nom: " ", siren: null } }, "organisation-sans-nom"],
    ["past the manager’s end", { fin: "2027-02-01" }, "fin-apres-la-votre"],
    ["elsewhere", { epci: "200039915" }, "habilitation-hors-droit"],
  ])("refuses, and leaves nothing behind: %s", async (_, changes, code) => {
    const before = { comptes: await comptes(), journal: await journal() };
    await expect(accorderHabilitation(deps(), demande("neuf@exemple.fr", changes))).rejects.toMatchObject({ code });
    expect({ comptes: await comptes(), journal: await journal() }).toEqual(before);
  });

  it("refuses a closed account", async () => {
    const { compte } = seedOf(db.pool);
    await db.pool.query("update compte set ferme_le = now() where id = $1", [await compte("Parti")]);
    await expect(accorderHabilitation(deps(), demande("parti@exemple.fr"))).rejects.toMatchObject({
      code: "compte-ferme",
    });
  });

  it("believes the database, not the session, on what the grantor still holds", async () => {
    const { compte } = seedOf(db.pool);
    const former = await compte("Ancienne");
    await expect(accorderHabilitation(deps(former), demande("neuf@exemple.fr"))).rejects.toMatchObject({
      code: "habilitation-hors-droit",
    });
  });
});

describe("renewing and revoking", () => {
  it("renews for what follows, under the same rules", async () => {
    const { habilitation } = await accorderHabilitation(deps(), demande("renouvele@exemple.fr", { fin: "2026-06-30" }));
    const renewed = await renouvelerHabilitation(deps(), {
      epci: EPCI,
      id: habilitation.id,
      fin: "2026-12-31",
      motif: MOTIF,
    });
    expect(renewed).toMatchObject({ debut: "2026-07-01", fin: "2026-12-31", accordeePar: ids.gerante });
    expect((await journal()).at(-1)).toBe(`habilitation-accordee habilitation:${renewed.id} ${MOTIF} Gerante Essai`);
    await expect(
      renouvelerHabilitation(deps(), { epci: EPCI, id: habilitation.id, fin: "2026-12-31", motif: MOTIF }),
    ).rejects.toMatchObject({ code: "habilitation-identique" });
  });

  it("renews nobody’s own", async () => {
    await expect(
      renouvelerHabilitation(deps(), { epci: EPCI, id: ids.hGerante, fin: "2027-06-30", motif: MOTIF }),
    ).rejects.toMatchObject({ code: "habilitation-a-soi" });
  });

  it("revokes at once, and writes it", async () => {
    const { habilitation } = await accorderHabilitation(deps(), demande("revoque@exemple.fr"));
    const { id, compte } = habilitation;
    expect((await db.bases.connexions.readActeur(compte.id, AUJOURDHUI))?.habilitations).toHaveLength(1);
    await revoquerHabilitation(deps(), { epci: EPCI, id, motif: "Départ du service" });
    expect((await db.bases.connexions.readActeur(compte.id, AUJOURDHUI))?.habilitations).toEqual([]);
    expect((await journal()).at(-1)).toBe(`habilitation-revoquee habilitation:${id} Départ du service Gerante Essai`);
    await expect(revoquerHabilitation(deps(), { epci: EPCI, id, motif: MOTIF })).rejects.toMatchObject({
      code: "habilitation-deja-revoquee",
    });
  });

  test.each([
    ["of another territory", "200039915"],
    ["that does not exist", EPCI],
  ])("knows none %s", async (_, epci) => {
    const id = epci === EPCI ? 999_999 : ids.hGerante;
    await expect(revoquerHabilitation(deps(), { epci, id, motif: MOTIF })).rejects.toMatchObject({
      code: "habilitation-inconnue",
    });
  });

  it("keeps one manager, even when two leave together", async () => {
    await expect(revoquerHabilitation(deps(), { epci: EPCI, id: ids.hGerante, motif: MOTIF })).rejects.toMatchObject({
      code: "dernier-gestionnaire",
    });
    const { habilitation } = await accorderHabilitation(
      deps(),
      demande("seconde@exemple.fr", { role: "gestionnaire-epci", organisation: { id: ids.epci } }),
    );
    const second = deps(habilitation.compte.id);
    const results = await Promise.allSettled([
      revoquerHabilitation(deps(), { epci: EPCI, id: ids.hGerante, motif: MOTIF }),
      revoquerHabilitation(second, { epci: EPCI, id: habilitation.id, motif: MOTIF }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "dernier-gestionnaire" },
    });
    await db.pool.query("update habilitation set revoquee_le = null, revoquee_par = null where id = any ($1)", [
      [ids.hGerante, habilitation.id],
    ]);
  });
});

describe("a new link", () => {
  it("replaces the former one, until the person has come", async () => {
    const { habilitation, lien } = await accorderHabilitation(deps(), demande("perdu@exemple.fr"));
    const again = await reinviter(deps(), { epci: EPCI, id: habilitation.id, remise: "main" });
    expect(again.lien).not.toBe(lien);
    const now = `${AUJOURDHUI}T09:00:01.000Z`;
    expect(await db.bases.connexions.useLien(hashOf(lien), now)).toBe(false);
    expect(await db.bases.connexions.useLien(hashOf(again.lien), now)).toBe(true);
    await db.bases.connexions.recordPassage(habilitation.compte.id, now);
    await expect(reinviter(deps(), { epci: EPCI, id: habilitation.id, remise: "main" })).rejects.toMatchObject({
      code: "invitation-impossible",
    });
  });

  it("is refused for an account that another territory invited, or that holds anything elsewhere", async () => {
    const { compte, habilitation, organisation } = seedOf(db.pool);
    const elsewhere = await compte("Ailleurs");
    const here = await accorderHabilitation(deps(), demande("ailleurs@exemple.fr"));
    expect(here.habilitation.compte.id).toBe(elsewhere);
    // `now()` differs between the transactions, even within a millisecond.
    await db.pool.query(
      `update compte c
          set cree_le = case when date_trunc('milliseconds', h.accordee_le) = h.accordee_le
                             then h.accordee_le + interval '1 microsecond'
                             else date_trunc('milliseconds', h.accordee_le) end
         from habilitation h
        where h.id = $1
          and c.id = h.compte`,
      [here.habilitation.id],
    );
    await expect(reinviter(deps(), { epci: EPCI, id: here.habilitation.id, remise: "main" })).rejects.toMatchObject({
      code: "invitation-impossible",
    });
    const both = await accorderHabilitation(deps(), demande("deux@exemple.fr"));
    await habilitation(both.habilitation.compte.id, await organisation("bailleur", "Autre"), "agent-bailleur", {
      epci: "200039915",
    });
    await expect(reinviter(deps(), { epci: EPCI, id: both.habilitation.id, remise: "main" })).rejects.toMatchObject({
      code: "invitation-impossible",
    });
    // A right that begins later already counts as one elsewhere.
    const later = await accorderHabilitation(deps(), demande("bientot@exemple.fr"));
    await habilitation(later.habilitation.compte.id, await organisation("bailleur", "Encore"), "agent-bailleur", {
      epci: "200039915",
      debut: "2026-12-01",
      fin: "2027-06-30",
    });
    await expect(reinviter(deps(), { epci: EPCI, id: later.habilitation.id, remise: "main" })).rejects.toMatchObject({
      code: "invitation-impossible",
    });
  });
});

describe("review of dormant accounts", () => {
  it("shows who never came or not since, revokes the chosen ones with one reason, and says when", async () => {
    const { compte, habilitation } = seedOf(db.pool);
    const old = await compte("Vieux", "2025-12-09T08:59:59Z");
    const recent = await compte("Recent", "2025-12-10T09:00:01Z");
    const hOld = await habilitation(old, ids.bailleur, "agent-bailleur");
    const hRecent = await habilitation(recent, ids.bailleur, "agent-bailleur");
    const { jours, dormants } = await readRevue(deps(), EPCI);
    expect(jours).toBe(90);
    expect(dormants[0]?.compte.id).toBe(old);
    expect(dormants.map(({ compte: { id } }) => id)).not.toContain(recent);
    expect(dormants.every(({ compte: { vuLe } }) => vuLe === null || vuLe < "2025-12-10")).toBe(true);

    const refused = faireRevue(deps(), { epci: EPCI, ids: [hOld, hRecent], motif: MOTIF });
    await expect(refused).rejects.toMatchObject({ code: "habilitation-active" });
    expect((await deps().base.habilitations.find(hOld))?.revoqueeLe).toBeNull();

    await faireRevue(deps(), { epci: EPCI, ids: [hOld, hOld], motif: "Compte jamais utilisé" });
    expect((await deps().base.habilitations.find(hOld))?.revoqueeLe).not.toBeNull();
    const comptesVus = dormants.length;
    expect((await journal()).slice(-2)).toEqual([
      `habilitation-revoquee habilitation:${hOld} Compte jamais utilisé Gerante Essai`,
      `habilitation-revue dormants:${comptesVus} revoquees:1 Compte jamais utilisé Gerante Essai`,
    ]);
    await faireRevue(deps(), { epci: EPCI, ids: [], motif: "" });
    const { revues } = await readRevue(deps(), EPCI);
    expect(revues.map(({ comptes: c, revoquees }) => [c, revoquees])).toEqual([
      [comptesVus - 1, 0],
      [comptesVus, 1],
    ]);
  });

  it("asks why before revoking", async () => {
    const { compte, habilitation } = seedOf(db.pool);
    const id = await habilitation(await compte("Jamais"), ids.bailleur, "agent-bailleur");
    await expect(faireRevue(deps(), { epci: EPCI, ids: [id], motif: "" })).rejects.toMatchObject({
      code: "motif-absent",
    });
  });
});
