// @module-tag moteur
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { contexteOf } from "#service/sql/open-base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { seedOf } from "../fixtures/habilitations.ts";
import { createTestApp } from "../fixtures/http.ts";
import { attribution, BAILLEUR, EPCI, stageRows } from "../fixtures/lots.ts";

/** What a hostile reviewer tried on the third lock, with SQL of their own, and on the pages: each attempt stays here, refused. */
const AILLEURS = "200039915";
const AUTRE_SIREN = "552100554";

let db: TestDatabase;
let ids: { epci: number; mien: number; autre: number; moi: number; etranger: number };

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  await territoire(AILLEURS, []);
  const epci = await organisation("epci", "L’agglomération", EPCI);
  const mien = await organisation("bailleur", "Le mien", BAILLEUR);
  const autre = await organisation("bailleur", "Un autre", AUTRE_SIREN);
  const moi = await compte("Moi");
  const etranger = await compte("Etranger");
  await habilitation(etranger, autre, "agent-bailleur", { epci: AILLEURS });
  ids = { epci, mien, autre, moi, etranger };
});
afterAll(() => db.drop());

function acteur(role: RoleHabilite, more: Partial<Acteur["habilitations"][number]> = {}, nom = "Moi"): Acteur {
  const tenue = { id: 1, epci: EPCI, organisation: ids.mien, siren: BAILLEUR, nomOrganisation: "Le mien" };
  return {
    nom,
    compte: ids.moi,
    demandeurs: [],
    habilitations: [{ ...tenue, communes: [], sensible: true, role, ...more }],
    motif: "essai d’une attaque",
  };
}

/** Runs the statements as the application's role and as that person, and takes everything back. Rows of the last one. */
async function as(who: Acteur, ...statements: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = await db.pool.connect();
  try {
    await client.query(
      `begin; set local role ${ROLE_APPLICATION}; select set_config('blaise.acteur', ${pg.escapeLiteral(contexteOf(who))}, true)`,
    );
    let rows: readonly Record<string, unknown>[] = [];
    for (const text of statements) rows = (await client.query<Record<string, unknown>>(text)).rows;
    return rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const one = async (text: string, params: readonly unknown[] = []): Promise<string> => {
  const { rows } = await db.pool.query<{ id: string | number }>(text, [...params]);
  return String(rows[0]?.id);
};

describe("whoever manages habilitations", () => {
  const gestion = () => acteur("gestionnaire-epci", { organisation: ids.epci });

  test.each([
    ["takes over an account by its address", "update compte set courriel = 'moi@voleur.invalid' where true"],
    ["binds an account to an identity of theirs", "update compte set emetteur = 'x', sujet = 'y' where nom = 'Essai'"],
    ["closes an account of elsewhere", "update compte set ferme_le = now() where true"],
    ["gives a bailleur another’s SIREN, hence its rows", `update organisation set siren = '${AUTRE_SIREN}' where true`],
  ])("never %s", async (_, text) => {
    for (const who of [gestion(), acteur("administrateur", { epci: null })]) {
      const changed = await as(who, `${text} returning id`).catch((error: pg.DatabaseError) => error.code);
      expect(changed === "42501" || (Array.isArray(changed) && changed.length === 0), String(changed)).toBe(true);
    }
  });
});

test("the law is typed by the platform alone, and read by the others once two persons answer for it", async () => {
  const [agent, admin] = [acteur("agent-epci"), acteur("administrateur", { epci: null })];
  const personne = { ...agent, compte: null, habilitations: [] };
  const write = (code: string) =>
    `insert into droit_saisie (code, depuis, valeur, source, confiance, saisi_par) values ('${code}', '2090-01-01', '1', 'Essai', 'B', 'Moi') returning id`;
  const typed = await one(write("essai"));
  const seen = async () =>
    Promise.all(
      [personne, agent, admin].map(
        async (who) => (await as(who, `select id from droit_saisie where id = ${typed}`)).length,
      ),
    );
  expect(await seen()).toEqual([0, 0, 1]);
  await db.pool.query("update droit_saisie set confirme_le = now(), confirme_par = 'Autre' where id = $1", [typed]);
  expect(await seen()).toEqual([1, 1, 1]);
  await db.pool.query("update droit_saisie set ecarte_le = now(), ecarte_par = 'Autre', motif = 'vu' where id = $1", [
    typed,
  ]);
  expect(await seen()).toEqual([0, 0, 1]);
  const jeu = `insert into droit_jeu (editeur, nom, version, contenu, empreinte, cle, importe_par)
    values ('e', 'n', '2026-01-01.1', '{}', '${"0".repeat(64)}', '${"0".repeat(64)}', 'Moi') returning nom`;
  for (const who of [personne, agent]) {
    await expect(as(who, write("autre"))).rejects.toMatchObject({ code: "42501" });
    await expect(as(who, jeu)).rejects.toMatchObject({ code: "42501" });
    expect(await as(who, "update droit_saisie set motif = 'x' where true returning id")).toEqual([]);
  }
  for (const text of [write("autre"), jeu]) expect(await as(admin, text)).toHaveLength(1);
  for (const table of ["droit_jeu", "droit_saisie"]) {
    await expect(as(admin, `delete from ${table}`)).rejects.toMatchObject({ code: "42501" });
  }
});

describe("a household’s file", () => {
  test.each(["relogement", "secretaire-cal", "guichet", "agent-epci"] as const)(
    "is not given to themselves by a %s",
    async (role) => {
      const demandeur = await one(
        "insert into nominatif.demandeur (epci, numero_hash) values ($1, gen_random_uuid()::text) returning id",
        [EPCI],
      );
      const lien = (compte: number) =>
        `insert into nominatif.lien (demandeur, epci, nature, compte) values ('${demandeur}', '${EPCI}', 'affectation', ${compte})`;
      await expect(as(acteur(role), lien(ids.moi))).rejects.toMatchObject({ code: "42501" });
      await expect(as(acteur(role), lien(ids.etranger))).resolves.toEqual([]);
      await expect(
        as(acteur(role), lien(ids.etranger), `update nominatif.lien set compte = ${ids.moi} where true`),
      ).rejects.toMatchObject({ code: "42501" });
    },
  );
});

describe("the agenda of a session", () => {
  it("opens what it names, and not what has the same number in another register", async () => {
    const seance = await one("insert into seance (epci, organisation) values ($1, $2) returning id", [EPCI, ids.autre]);
    await db.pool.query(
      "insert into convocation (seance, epci, epci_seance, compte, du, au) values ($1, $2, $2, $3, contexte.aujourdhui(), contexte.aujourdhui())",
      [seance, EPCI, ids.moi],
    );
    await db.pool.query(
      `insert into contingent (id, epci, organisation, reservataire, mode, code_sne, nombre, depuis)
       overriding system value values (4242, $1, $2, $2, 'flux', 'COLTER', 1, '2026-01-01')`,
      [EPCI, ids.autre],
    );
    await db.pool.query(
      `insert into logement_suivi (id, epci, organisation, cle) overriding system value values (4242, $1, $2, 'R1')`,
      [EPCI, ids.autre],
    );
    await db.pool.query(
      "insert into ordre_du_jour (seance, epci, ressource, objet) values ($1, $2, 'contingent', '4242')",
      [seance, EPCI],
    );
    const membre = acteur("membre-cal");
    expect(await as(membre, "select id from contingent")).toEqual([{ id: 4242 }]);
    expect(await as(membre, "select id from logement_suivi")).toEqual([]);
  });
});

describe("a blocked case on the agenda of a meeting", () => {
  let reunion: string;
  let cas: string;
  const membre = () => acteur("membre-coordination", { organisation: ids.autre });
  const convene = (du: string, au: string, compte = ids.moi) =>
    `insert into reunion_convoque (epci, reunion, compte, du, au) values ('${EPCI}', ${reunion}, ${compte}, ${du}, ${au})`;
  const lire = "select motif, reference from cas_bloque";

  beforeAll(async () => {
    const instance = await one(
      "insert into instance (epci, genre, nom) values ($1, 'commission-coordination', 'Commission') returning id",
      [EPCI],
    );
    reunion = await one(
      "insert into reunion (epci, instance, numero, titre, jour) values ($1, $2, 1, 'Réunion', contexte.aujourdhui()) returning id",
      [EPCI, instance],
    );
    cas = await one(
      "insert into cas_bloque (epci, organisation, reunion, motif) values ($1, $2, $3, 'trois-refus') returning id",
      [EPCI, ids.mien, reunion],
    );
    await db.pool.query(
      "insert into cas_proposition (epci, cas, nature, le, complement) values ($1, $2, 'visite', contexte.aujourdhui(), 'Visiter')",
      [EPCI, cas],
    );
  });

  it("is read from the convocation to its end, with what was proposed of it, and by nobody before nor after", async () => {
    expect(await as(membre(), lire)).toEqual([]);
    expect(await as(membre(), "select complement from cas_proposition")).toEqual([]);
    const during = async (du: string, au: string, text: string) => {
      await db.pool.query(convene(du, au));
      const rows = await as(membre(), text);
      await db.pool.query("delete from reunion_convoque");
      return rows;
    };
    expect(await during("contexte.aujourdhui()", "contexte.aujourdhui()", lire)).toMatchObject([
      { motif: "trois-refus" },
    ]);
    const proposals = "select complement from cas_proposition";
    expect(await during("contexte.aujourdhui()", "contexte.aujourdhui() + 60", proposals)).toEqual([
      { complement: "Visiter" },
    ]);
    for (const [du, au] of [
      ["contexte.aujourdhui() + 1", "contexte.aujourdhui() + 60"],
      ["contexte.aujourdhui() - 60", "contexte.aujourdhui() - 1"],
    ] as const) {
      expect(await during(du, au, lire)).toEqual([]);
      expect(await during(du, au, proposals)).toEqual([]);
    }
  });

  it("is opened to themselves by nobody, the EPCI's officer included", async () => {
    const mine = convene("contexte.aujourdhui()", "contexte.aujourdhui()");
    for (const role of ["membre-coordination", "agent-bailleur", "gestionnaire-epci", "agent-epci"] as const) {
      await expect(as(acteur(role, { organisation: ids.autre }), mine), role).rejects.toMatchObject({ code: "42501" });
    }
    const agent = acteur("agent-epci", { organisation: ids.epci });
    await expect(as(agent, convene("contexte.aujourdhui()", "contexte.aujourdhui()", ids.etranger))).resolves.toEqual(
      [],
    );
  });

  it("is proposed on by nobody who does not read it", async () => {
    const text = `insert into cas_proposition (epci, cas, nature, le) values ('${EPCI}', ${cas}, 'visite', contexte.aujourdhui()) returning id`;
    for (const role of ["guichet", "commune", "agent-bailleur", "membre-coordination"] as const) {
      await expect(as(acteur(role, { organisation: ids.autre }), text), role).rejects.toMatchObject({ code: "42501" });
    }
    expect(await as(acteur("agent-bailleur"), text)).toHaveLength(1);
  });

  it("keeps the contacts of its members, and who was written to, from the members themselves", async () => {
    for (const role of ["membre-coordination", "responsable-bailleur", "etat", "dpo", "gestionnaire-epci"] as const) {
      for (const table of ["instance_contact", "reunion_envoi", "reunion_convoque"]) {
        expect(await as(acteur(role), `select * from ${table}`), `${role} ${table}`).toEqual([]);
      }
    }
  });
});

describe("publishing", () => {
  it("does not make public the file of another territory by pointing at it", async () => {
    const lot = await one(
      `insert into lot (epci, source, profil, fichier, sha256, taille, statut, depose_par)
       values ($1, 'objectifs', 'x', 'x', 'brouillon', 1, 'pret', 'x') returning id`,
      [AILLEURS],
    );
    await db.pool.query(
      `insert into objectif (lot, epci, ligne, annee, objet, acte, depuis) values ($1, $2, 1, 2027, 'hors-qpv', 'brouillon', '2027-01-01')`,
      [lot, AILLEURS],
    );
    const publie = `insert into publication (epci, source, periode, lot, publie_le, publie_par) values ('${EPCI}', 'objectifs', '2027', ${lot}, now(), 'x')`;
    const agent = acteur("agent-epci", { organisation: ids.epci });
    await expect(as(agent, publie)).rejects.toThrow("publication_epci_lot_fkey");
    expect(await as(agent, "select acte from objectif where acte = 'brouillon'")).toEqual([]);
  });
});

describe("the name of whoever acts", () => {
  it("is text, whatever is in it", async () => {
    const nom = `O'Brien\\'; select set_config('blaise.acteur', '', true); -- ","service":"connexion","x":"$1 \\u0000`;
    const who = acteur("agent-bailleur", {}, nom);
    expect(await as(who, "select contexte.acteur() ->> 'nom' as nom, contexte.service() as service")).toEqual([
      { nom, service: null },
    ]);
    expect(await db.bases.pour(who).territoires.find(EPCI)).toMatchObject({ epci: EPCI });
  });
});

describe("a file published by another organisation", () => {
  it("is cited with the figures, and neither listed, nor opened, nor sampled", async () => {
    const lot = await stageRows(db.base, "sne-attributions", [
      attribution({}, 1),
      attribution({ bailleur: AUTRE_SIREN }, 2),
    ]);
    await db.pool.query("update lot set organisation = $2, colonnes = $3 where id = $1", [
      lot,
      ids.autre,
      JSON.stringify([{ entete: "REVENU", colonne: "revenu", exemples: ["1234,56"] }]),
    ]);
    await publishLot(db.base, lot);
    const agent = acteur("agent-bailleur");
    const base = db.bases.pour(agent);
    expect((await base.cubes.sources(EPCI)).map((source) => source.lot)).toEqual([lot]);
    expect(await base.lots.list(EPCI)).toEqual([]);
    expect(await base.lots.find(lot)).toBeNull();
    const app = createTestApp(db.bases, {}, agent);
    for (const path of [`/t/${EPCI}/donnees/lots/${lot}`, `/api/v1/territoires/${EPCI}/lots/${lot}`]) {
      const response = await app.request(path);
      expect(response.status, path).toBe(404);
      expect(await response.text()).not.toContain("1234,56");
    }
    // A bailleur's figures are for those who hold the right there: being somebody else in that organisation gives neither them nor zeros.
    const guichet = acteur("guichet", { organisation: ids.autre, siren: AUTRE_SIREN }).habilitations;
    const two = createTestApp(db.bases, {}, { ...agent, habilitations: [...guichet, ...agent.habilitations] });
    const bilan = await (await two.request(`/api/v1/territoires/${EPCI}/bilans/2017`)).json();
    expect(bilan).toMatchObject({ bailleur: BAILLEUR, total: 1 });
    expect((await two.request(`/t/${EPCI}/bilan?bailleur=${AUTRE_SIREN}`)).status).toBe(404);
    const three = acteur("responsable-bailleur", { organisation: ids.autre, siren: AUTRE_SIREN }).habilitations;
    const exports = createTestApp(db.bases, {}, { ...agent, habilitations: [...agent.habilitations, ...three] });
    expect((await exports.request(`/t/${EPCI}/bilan.csv?bailleur=${BAILLEUR}`)).status).toBe(404);
    expect((await exports.request(`/t/${EPCI}/bilan.csv`)).status).toBe(200);
    const own = db.bases.pour(acteur("agent-bailleur", { organisation: ids.autre, siren: AUTRE_SIREN }));
    expect((await own.lots.list(EPCI)).map(({ id }) => id)).toEqual([lot]);
  });
});

describe("a bailleur’s deposit", () => {
  it("with columns told by hand is read, and does not change what the territory remembers", async () => {
    const base = db.bases.pour(acteur("responsable-bailleur"), { ressource: "lot", action: "creer" });
    const outcome = await receiveFichier(
      {
        base,
        horloge: { aujourdhui: () => "2018-10-20", maintenant: () => "2018-10-20T10:00:00.000Z" },
        hash: (t) => t,
      },
      {
        fichier: fichierOf(
          "seuils.csv",
          new TextEncoder().encode(
            "siren_epci;libelle;annee;montant;arrete;date_effet\n200068666;X;2017;8000;X;2017-01-01\n",
          ),
        ),
        epci: EPCI,
        source: "seuils",
        colonnes: { montant: "seuil_annuel_uc" },
      },
    );
    expect(await outcome.fini).toMatchObject({ statut: "pret", acceptees: 1 });
    expect(await db.base.lots.correspondances(EPCI, "seuils")).toEqual({});
  });
});
