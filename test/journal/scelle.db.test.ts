// @module-tag moteur
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareTetes, nameCle, readTetes, signTetes } from "#acces/lectures/journal/tetes.ts";
import { verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { chaineQueries, withChaines } from "#acces/sql/journal/chaine.queries.ts";
import { openSql, type Sql } from "#socle/sql/sql.ts";
import type { ChaineQueries } from "../../src/socle/lectures/journal/ports.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { addOrganisations, beginLignes } from "./chaines.ts";
import { verifyAltered } from "./prove-chaines.ts";

const LIGNES = 12;

let database: TestDatabase;
let sql: Sql;
let organisation: number;
let voisine: number;

beforeAll(async () => {
  database = await createDatabase();
  sql = openSql(database.pool);
  [organisation = 0, voisine = 0] = await addOrganisations(database.pool, 2, "Bailleur");
  const client = await database.pool.connect();
  for (const id of [organisation, voisine]) {
    await beginLignes(client, id, LIGNES);
    await client.query("commit");
  }
  client.release();
});
afterAll(() => database.drop());

/** Lines up to the number, purged as the purge does it. */
function purge(numero: number): string {
  return `insert into journal.scelle (organisation, numero, empreinte)
            select organisation, numero, empreinte from journal.entree
             where organisation = ${organisation} and numero = ${numero};
          delete from journal.entree where organisation = ${organisation} and numero <= ${numero}`;
}

async function told(statements: readonly string[]): Promise<readonly string[]> {
  const { ruptures } = await verifyAltered(sql, statements);
  return ruptures.map((rupture) => {
    const where = rupture.organisation === organisation ? "" : " chez la voisine";
    return `${rupture.nature} ${rupture.numero}-${rupture.jusqua}${where}`;
  });
}

describe("a purged chain is verified from its seal", () => {
  test.each<[string, () => readonly string[], readonly string[]]>([
    ["purged once", () => [purge(5)], []],
    ["purged twice", () => [purge(3), purge(8)], []],
    ["purged to its last line", () => [purge(LIGNES)], []],
    ["one line more is gone than the seal says", () => [purge(5), remove(6)], ["supprimees 6-6"]],
    ["the seal is gone", () => [purge(5), "delete from journal.scelle"], ["supprimees 1-5"]],
    ["the seal is pushed back", () => [purge(5), "update journal.scelle set numero = 4"], ["supprimees 5-5"]],
    ["the seal is pushed on", () => [purge(5), "update journal.scelle set numero = 6"], ["ajoutees 6-6", "scelle 6-6"]],
    ["the seal's hash is another", () => [purge(5), "update journal.scelle set empreinte = ''"], ["scelle 5-5"]],
    [
      "all is purged, and the seal's hash is another",
      () => [purge(LIGNES), "update journal.scelle set empreinte = ''"],
      [`tete ${LIGNES}-${LIGNES}`],
    ],
    [
      "all is purged, and the head is gone",
      () => [purge(LIGNES), `delete from journal.tete where organisation = ${organisation}`],
      [`tete-absente ${LIGNES}-${LIGNES}`],
    ],
    [
      "the chain begins again at 1 after a purge",
      () => [
        purge(LIGNES),
        `delete from journal.tete where organisation = ${organisation}`,
        `select set_config('blaise.acteur', '{"habilitations":[{"role":"dpo","epci":"200068666","organisation":${organisation}}]}', true)`,
        "select journal.ecrire('200068666', 'dossier-lu', 'demande-identite', null, null, null)",
      ],
      ["ajoutees 1-1", "tete 1-1"],
    ],
  ])("%s", async (_, statements, expected) => {
    expect(await told(statements())).toEqual(expected);
  });
});

describe("what else can be done to lines", () => {
  test.each<[string, () => readonly string[], readonly string[]]>([
    ["nothing", () => ["select 1"], []],
    [
      "a line is given to another organisation",
      () => [`update journal.entree set organisation = ${voisine}, numero = ${LIGNES + 1} where ${at(4)}`],
      ["supprimees 4-4", `modifiee 13-13 chez la voisine`, `ajoutees 13-13 chez la voisine`],
    ],
    [
      "a line goes under the first one",
      () => [dropChecks(), `update journal.entree set numero = -7 where ${at(4)}`],
      ["ajoutees -7--7", "supprimees 4-4"],
    ],
    ["an hour out of time", () => [`update journal.entree set le = 'infinity' where ${at(4)}`], ["modifiee 4-4"]],
    [
      "numbers too large to be exact",
      () => [
        `update journal.tete set numero = 9223372036854775807, empreinte = '' where organisation = ${organisation}`,
      ],
      [`supprimees 13-${Number.MAX_SAFE_INTEGER}`],
    ],
    [
      "the first line follows something else",
      () => [
        `update journal.entree set precedent = '' where ${at(1)}`,
        `update journal.entree e set empreinte = journal.empreinte(e) where ${at(1)}`,
      ],
      ["remplacee 1-1"],
    ],
  ])("%s", async (_, statements, expected) => {
    expect(await told(statements())).toEqual(expected);
  });
});

describe("signed heads", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  let texte: string;

  beforeAll(async () => {
    const verification = await withChaines(sql, verifyJournal);
    texte = signTetes(verification, privateKey, "2026-01-01T00:00:00.000Z");
  });

  test("are read back with the name of their key", () => {
    const fichier = readTetes(texte);
    expect(fichier.tetes.map(({ numero }) => numero)).toEqual([LIGNES, LIGNES]);
    expect(nameCle(fichier)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });

  test.each([
    [
      "a number changed",
      (text: string) => text.replace(`"numero": ${LIGNES}`, `"numero": ${LIGNES - 1}`),
      "tetes-signature",
    ],
    ["a name changed", (text: string) => text.replace("Bailleur 1", "Bailleur 3"), "tetes-signature"],
    ["a date changed", (text: string) => text.replace("2026-01-01", "2026-01-02"), "tetes-signature"],
    [
      "a key that is not one",
      (text: string) => text.replace(/"clePublique": ".*"/, '"clePublique": "AAAA"'),
      "tetes-signature",
    ],
    ["another format", (text: string) => text.replace("blaise-tetes/1", "blaise-tetes/2"), "tetes-illisibles"],
    ["not even JSON", () => "têtes", "tetes-illisibles"],
  ])("refused: %s", (_, change, code) => {
    expect(change(texte)).not.toBe(texte);
    expect(() => readTetes(change(texte))).toThrow(expect.objectContaining({ code }));
  });

  test.each<[string, () => readonly string[], readonly string[]]>([
    ["nothing happened", () => ["select 1"], []],
    ["lines were written since", () => [more(3)], []],
    ["a part was purged since", () => [more(3), purge(LIGNES - 1)], []],
    ["all of it was purged since", () => [more(3), purge(LIGNES)], []],
    [
      "the end was cut and the head moved back",
      () => [
        `delete from journal.entree where organisation = ${organisation} and numero > 9`,
        `update journal.tete set numero = 9, empreinte = (select empreinte from journal.entree where ${at(9)})
          where organisation = ${organisation}`,
      ],
      [`tronquee ${LIGNES}`],
    ],
    [
      "the whole chain was written again, longer",
      () => [
        `delete from journal.entree where organisation = ${organisation}`,
        `delete from journal.tete where organisation = ${organisation}`,
        more(LIGNES + 2),
      ],
      [`reecrite ${LIGNES}`],
    ],
    [
      "the chain is gone, head and all",
      () => [
        `delete from journal.entree where organisation = ${organisation}`,
        `delete from journal.tete where organisation = ${organisation}`,
      ],
      [`disparue ${LIGNES}`],
    ],
  ])("%s: the chains themselves are whole, the heads tell", async (_, statements, expected) => {
    const { ruptures, ecarts } = await compareAltered(statements(), readTetes(texte).tetes);
    expect(ruptures).toEqual([]);
    expect(ecarts).toEqual(expected);
  });
});

async function compareAltered(
  statements: readonly string[],
  tetes: Parameters<typeof compareTetes>[1],
): Promise<{ readonly ruptures: readonly unknown[]; readonly ecarts: readonly string[] }> {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    for (const statement of statements) await client.query(statement);
    const queries: ChaineQueries = chaineQueries({
      query: async (text, params) => {
        const { rows, rowCount } = await client.query<Record<string, unknown>>(text, [...(params ?? [])]);
        return { rows, rowCount: rowCount ?? 0 };
      },
      copyFrom: () => Promise.reject(new Error("not here")),
      transaction: () => Promise.reject(new Error("not here")),
      serialisable: () => Promise.reject(new Error("not here")),
    });
    const { ruptures } = await verifyJournal(queries);
    const { ecarts } = await compareTetes(queries, tetes);
    return { ruptures, ecarts: ecarts.map(({ nature, numero }) => `${nature} ${numero}`) };
  } finally {
    await client.query("rollback");
    client.release();
  }
}

function at(numero: number): string {
  return `organisation = ${organisation} and numero = ${numero}`;
}

function remove(numero: number): string {
  return `delete from journal.entree where ${at(numero)}`;
}

function dropChecks(): string {
  return "alter table journal.entree drop constraint entree_numero_check";
}

function more(combien: number): string {
  return `select set_config('blaise.acteur', '{"habilitations":[{"role":"dpo","epci":"200068666","organisation":${organisation}}]}', true);
          select journal.ecrire('200068666', 'dossier-lu', 'demande-identite', 'suite:' || i, null, null) from generate_series(1, ${combien}) i`;
}
