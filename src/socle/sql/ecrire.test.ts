import { expect, test } from "vitest";
import { z } from "zod";
import { calcule, hexa, insert, insertNew, pick, update, upsert } from "./ecrire.ts";
import type { Sql } from "./sql.ts";

/** Keeps what it is asked for. */
function capture(rows: readonly Readonly<Record<string, unknown>>[] = []) {
  const dites: (readonly [texte: string, params: readonly unknown[]])[] = [];
  const absent = () => Promise.reject(new Error("not asked for here"));
  const sql: Sql = {
    query: async (texte, params = []) => {
      dites.push([texte.replace(/\s+/g, " ").trim(), [...params]]);
      return { rows, rowCount: rows.length };
    },
    copyFrom: absent,
    transaction: absent,
    serialisable: absent,
  };
  return { sql, dites };
}

const row = z.object({ nom: z.string(), creeLe: z.string().nullable() });

test("a row is what its schema tells of it, and what the engine makes", async () => {
  const { sql, dites } = capture();
  const lu = { nom: "a", creeLe: null, "drop table": 1 };
  const numero = calcule((p) => `(select max(numero) + 1 from t where epci = ${p("2")})`);
  await insert(sql, "t", { epci: "2", numero, ...pick(row, lu), jetonHash: hexa("ff"), laisse: undefined });
  expect(dites).toEqual([
    [
      "insert into t (epci, numero, nom, cree_le, jeton_hash) values ($1, (select max(numero) + 1 from t where epci = $2), $3, $4, decode($5, 'hex'))",
      ["2", "2", "a", null, "ff"],
    ],
  ]);
});

test("another row may say whether it is written", async () => {
  const { sql, dites } = capture();
  expect(await insertNew(sql, "t", { nom: "a" }, "on conflict do nothing", (p) => `from s where s.id = ${p(4)}`)).toBe(
    null,
  );
  expect(dites).toEqual([
    ["insert into t (nom) select $1 from s where s.id = $2 on conflict do nothing returning id", ["a", 4]],
  ]);
  expect(await insertNew(capture([{ id: "7" }]).sql, "t", { nom: "a" })).toBe(7);
});

test("a row written over another takes every field but its key, and whose it is", async () => {
  const { sql, dites } = capture();
  await upsert(sql, "t", { epci: "2", organisation: 1, code: "a", valeur: null, ecritLe: "l" }, ["epci", "code"]);
  expect(dites[0]?.[0]).toContain(
    "on conflict (epci, code) do update set valeur = excluded.valeur, ecrit_le = excluded.ecrit_le",
  );
});

test("a change keeps the first parameters for its condition", async () => {
  const { sql, dites } = capture();
  await update(sql, "t", { nom: "b", le: calcule(() => "now()") }, "epci = $1 and id = $2", ["2", 4]);
  expect(dites).toEqual([["update t set nom = $3, le = now() where epci = $1 and id = $2", ["2", 4, "b"]]]);
});
