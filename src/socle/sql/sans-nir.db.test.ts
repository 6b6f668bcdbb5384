import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { findNirs } from "../regles/texte-libre/nir.ts";
import { openSql } from "./sql.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
});
afterAll(() => db?.drop());

/** Numbers that INSEE gives as examples, and Corsican ones. */
const NIRS = [
  "1 85 05 78 006 084 91",
  "185057800608491",
  "vu avec 1-85-05-78-006-084-91, merci",
  "2 69 05 2A 588 157 45",
];
const AUTRES = [
  "1 85 05 78 006 084 92",
  "275 200 012 00018",
  "06 12 34 56 78",
  "18 505 780 060 849 123",
  "",
  "lot 1850578006084",
];

describe("the engine's own reading of a NIR", () => {
  const passe = async (texte: string) =>
    (await db.pool.query("select contexte.sans_nir($1) as passe", [texte])).rows[0]?.passe;

  test.each(NIRS.filter((texte) => findNirs(texte).length > 0))("« %s » is refused, as by the code", async (texte) => {
    expect(await passe(texte)).toBe(false);
  });

  test.each(AUTRES)("« %s » passes, as by the code", async (texte) => {
    expect([findNirs(texte).length, await passe(texte)]).toEqual([0, true]);
  });
});

it("no column of prose takes one, whatever wrote it; the answer is a sentence, without the number", async () => {
  const sql = openSql(db.pool, "{}");
  const [nir = ""] = NIRS;
  const write = sql.query(
    "insert into revue_habilitation (epci, faite_par, comptes, revoquees, motif) values ('200068666', 'Essai', 1, 0, $1)",
    [`départ, ${nir}`],
  );
  await expect(write).rejects.toMatchObject({ code: "texte-nir", message: expect.not.stringMatching(/185/) });
});

it("every column of prose is held", async () => {
  const { rows } = await db.pool.query<{ colonne: string }>(
    `select c.table_schema || '.' || c.table_name || '.' || c.column_name as colonne
       from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema in ('public', 'nominatif', 'journal') and t.table_type = 'BASE TABLE' and c.data_type = 'text'
        and c.column_name in ('motif', 'texte', 'note', 'notes', 'commentaire', 'precision', 'acte')
        and c.table_name !~ '^(cube_|lot_anomalie)'
        and not exists (select 1 from pg_constraint k
                         where k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass
                           and k.conname like '%_sans_nir' and pg_get_constraintdef(k.oid) like '%sans_nir(' || quote_ident(c.column_name) || ')%')`,
  );
  expect(rows).toEqual([]);
});
