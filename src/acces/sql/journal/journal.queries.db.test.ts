// @module-tag moteur
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { EntreeAEcrire, EntreeJournal } from "#socle/lectures/journal/ports.ts";
import { type Acteur, operateur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { addOrganisation, addPersonne, demandeurOf } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const AILLEURS = "200039915";
const DOSSIER = "0d6a1d2e-7c52-4f60-9a57-5b0f1e0c1a11";

let database: TestDatabase;
let bailleur: number;
let concurrent: number;
let agent: Acteur & { compte: number };
let autre: Acteur;
let dpo: Acteur;
let responsable: Acteur;

beforeAll(async () => {
  database = await createDatabase();
  const { pool } = database;
  bailleur = await addOrganisation(pool, "bailleur", "Bailleur");
  concurrent = await addOrganisation(pool, "bailleur", "Concurrent");
  const epci = await addOrganisation(pool, "epci", "EPCI");
  agent = await addPersonne(pool, "Agent", [{ role: "agent-bailleur", epci: EPCI, organisation: bailleur }]);
  autre = await addPersonne(pool, "Autre", [{ role: "agent-bailleur", epci: EPCI, organisation: concurrent }]);
  dpo = await addPersonne(pool, "Dpo", [{ role: "dpo", epci: EPCI, organisation: epci }]);
  responsable = await addPersonne(pool, "Chef", [
    { role: "responsable-bailleur", epci: EPCI, organisation: bailleur },
    { role: "agent-epci", epci: AILLEURS, organisation: epci },
  ]);
  await write(agent, { objet: "dossier:1", demandeur: DOSSIER });
  await write(autre, { objet: "dossier:2" });
  await write(agent, { objet: "dossier:3", acte: "dossier-liste", motif: "réunion" });
  await write(responsable, { objet: "dossier:4", epci: AILLEURS });
});
afterAll(() => database.drop());

function write(acteur: Acteur, entree: Partial<EntreeAEcrire>): Promise<void> {
  return database.bases
    .pour(acteur)
    .journal.ecrire({ acte: "dossier-lu", ressource: "demande-identite", epci: EPCI, ...entree });
}

async function read(acteur: Acteur, filtre = {}): Promise<readonly (string | null)[]> {
  const { entrees } = await database.bases.pour(acteur).journal.list({ epci: EPCI, ...filtre });
  return entrees.map(({ objet }) => objet);
}

/** The last line, as stored. */
async function last(): Promise<Partial<EntreeJournal>> {
  const { rows } = await database.pool.query(
    "select organisation, numero, compte, auteur, epci, motif, objet from journal.entree order by le desc limit 1",
  );
  return z.tuple([z.record(z.string(), z.unknown())]).parse(rows)[0];
}

describe("what is written", () => {
  test("the organisation is that of the habilitation in the territory, in the order of the roles", async () => {
    const plusieurs: Acteur = {
      ...agent,
      habilitations: [
        ...(dpo.habilitations ?? []),
        ...(responsable.habilitations ?? []),
        ...(autre.habilitations ?? []),
      ],
    };
    await write(plusieurs, { objet: "ordre:1" });
    expect(await last()).toMatchObject({ organisation: concurrent, epci: EPCI, objet: "ordre:1" });
    await write(plusieurs, { objet: "ordre:2", epci: AILLEURS });
    expect(await last()).toMatchObject({ organisation: responsable.habilitations[1]?.organisation });
  });

  test("the name is the account's, whatever the actor says of it; the reason is the one typed when nothing else is said", async () => {
    await write({ ...agent, nom: "Quelqu’un d’autre", motif: "instruction du dossier" }, { objet: "nom:1" });
    expect(await last()).toMatchObject({
      compte: agent.compte,
      auteur: "Camille Agent",
      motif: "instruction du dossier",
    });
    await write({ ...agent, motif: "instruction du dossier" }, { objet: "nom:2", motif: "autre raison" });
    expect(await last()).toMatchObject({ motif: "autre raison" });
  });

  test("the operator, the public and a stranger to the territory are written under the platform, of which there is one", async () => {
    for (const acteur of [operateur("poste local", [EPCI]), PUBLIC, { ...agent, habilitations: [] }]) {
      await write(acteur, { objet: `plateforme:${acteur.nom}` });
      expect(await last()).toMatchObject({ objet: `plateforme:${acteur.nom}`, compte: acteur.compte });
    }
    const { rows } = await database.pool.query(
      `select count(distinct e.organisation) as chaines, min(o.type) as type, (select count(*) from organisation where type = 'plateforme') as plateformes
         from journal.entree e join organisation o on o.id = e.organisation where e.objet like 'plateforme:%'`,
    );
    expect(rows).toEqual([{ chaines: 1, type: "plateforme", plateformes: 1 }]);
  });

  test("twenty first lines at once make one platform and one chain without a hole", async () => {
    const fresh = await createDatabase();
    try {
      const { journal } = fresh.bases.pour(operateur("poste", []));
      await Promise.all(
        Array.from({ length: 20 }, () => journal.ecrire({ acte: "sauvegarde", ressource: "journal", epci: null })),
      );
      const { rows } = await fresh.pool.query(
        "select count(distinct organisation) as chaines, count(*) as lignes, max(numero) as dernier from journal.entree",
      );
      expect(rows).toEqual([{ chaines: 1, lignes: 20, dernier: 20 }]);
    } finally {
      await fresh.drop();
    }
  });

  test("long texts are cut, a line of an unknown form is refused", async () => {
    await write(agent, { objet: "o".repeat(900), motif: "m".repeat(900) });
    expect(await last()).toMatchObject({ objet: "o".repeat(200), motif: "m".repeat(500) });
    const { pool } = database;
    await expect(
      pool.query("select journal.ecrire(null, 'Nom de famille', 'lot', null, null, null)"),
    ).rejects.toThrow();
  });
});

describe("the application can do nothing else", () => {
  test.each([
    "insert into journal.entree select * from journal.entree",
    "update journal.entree set motif = ''",
    "delete from journal.entree",
    "truncate journal.entree",
    "select * from journal.tete",
    "update journal.tete set numero = 0",
    "insert into journal.scelle values (1, 1, '')",
    "select journal.plateforme()",
    "select journal.organisation_de('200068666')",
    "select journal.champ('a')",
    "alter table journal.entree disable row level security",
  ])("%s", async (text) => {
    const client = await database.pool.connect();
    try {
      await client.query(`begin; set local role ${ROLE_APPLICATION}`);
      await expect(client.query(text)).rejects.toMatchObject({ code: "42501" });
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("who reads", () => {
  const own = (objets: readonly (string | null)[]) => objets.filter((objet) => objet?.startsWith("dossier:"));

  test("the DPO all of the territory, a manager their organisation, an agent nothing, nobody nothing", async () => {
    expect(own(await read(dpo))).toEqual(["dossier:3", "dossier:2", "dossier:1"]);
    expect(own(await read(responsable))).toEqual(["dossier:3", "dossier:1"]);
    expect(await read(agent)).toEqual([]);
    expect(await read(PUBLIC)).toEqual([]);
    expect(await read(dpo, { epci: AILLEURS })).toEqual([]);
    expect(await read(responsable, { epci: AILLEURS })).toEqual([]);
  });

  test("a household what was done with their own file, without the agent", async () => {
    const { journal } = database.bases.pour(demandeurOf(DOSSIER));
    const entrees = await journal.ofDemandeur(DOSSIER);
    expect(entrees).toMatchObject([{ objet: "dossier:1", nomOrganisation: "Bailleur" }]);
    expect(Object.keys(entrees[0] ?? {})).not.toContain("auteur");
    expect(await database.bases.pour(demandeurOf(crypto.randomUUID())).journal.ofDemandeur(DOSSIER)).toEqual([]);
  });

  test.each<[string, () => object, readonly string[]]>([
    ["an act", () => ({ acte: "dossier-liste" }), ["dossier:3"]],
    ["an account", () => ({ compte: agent.compte }), ["dossier:3", "dossier:1"]],
    ["a file", () => ({ demandeur: DOSSIER }), ["dossier:1"]],
    ["days to come", () => ({ du: "2999-01-01" }), []],
    ["days gone by", () => ({ au: "2001-01-01" }), []],
  ])("by %s", async (_, filtre, expected) => {
    expect(own(await read(dpo, filtre()))).toEqual(expected);
  });

  test("days are those of Paris, the last one included", async () => {
    const midnight = "2024-06-30T22:00:00.000Z";
    const fresh = await createDatabase();
    try {
      const epci = await addOrganisation(fresh.pool, "epci", "EPCI");
      const reader = await addPersonne(fresh.pool, "Dpo", [{ role: "dpo", epci: EPCI, organisation: epci }]);
      const { journal } = fresh.bases.pour(reader);
      await journal.ecrire({ acte: "purge", ressource: "journal", epci: EPCI });
      const count = async (le: string, filtre: object) => {
        await fresh.pool.query("update journal.entree set le = $1", [le]);
        return (await journal.list({ epci: EPCI, ...filtre })).entrees.length;
      };
      expect(await count(midnight, { du: "2024-07-01", au: "2024-07-01" })).toBe(1);
      expect(await count(midnight, { au: "2024-06-30" })).toBe(0);
      expect(await count("2024-06-30T21:59:59.999999Z", { au: "2024-06-30", du: "2024-06-30" })).toBe(1);
    } finally {
      await fresh.drop();
    }
  });
});

test("pages follow one another without a hole nor a double, even within one microsecond", async () => {
  const { pool, bases } = database;
  const epci = await addOrganisation(pool, "epci", "Autre EPCI");
  const reader = await addPersonne(pool, "Lecteur", [{ role: "dpo", epci: "200000000", organisation: epci }]);
  await bases.pour(reader).transaction(async ({ journal }) => {
    for (let i = 0; i < 25; i++) await journal.ecrire({ acte: "purge", ressource: "journal", epci: "200000000" });
  });
  await pool.query(
    "update journal.entree set le = '2026-01-01T00:00:00.000001Z' where epci = '200000000' and numero < 20",
  );
  const numeros: number[] = [];
  let apres: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(apres);
    numeros.push(...page.entrees.map(({ numero }) => numero));
    apres = page.suite;
  } while (apres !== null);
  expect(numeros).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));

  function list(curseur: string | null) {
    const { journal } = bases.pour(reader);
    return journal.list({ epci: "200000000", limite: 7, ...(curseur === null ? {} : { apres: curseur }) });
  }
});
