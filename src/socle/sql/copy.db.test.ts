// @module-tag moteur
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { type CopyColumns, copyRows, encodeRows } from "./copy.ts";
import { openSql, rowsOf, type Sql } from "./sql.ts";

type Ligne = {
  readonly id: number;
  readonly texte: string | null;
  readonly reel: number | null;
  readonly vrai: boolean | null;
  readonly octets: Uint8Array | null;
  readonly liste: readonly string[] | null;
};

const COLUMNS: CopyColumns<Ligne> = [
  ["id", (row) => row.id],
  ["texte", (row) => row.texte],
  ["reel", (row) => row.reel],
  ["vrai", (row) => row.vrai],
  ["octets", (row) => row.octets],
  ["liste", (row) => row.liste],
];

const ligne = z.object({
  id: z.number(),
  texte: z.string().nullable(),
  reel: z.number().nullable(),
  vrai: z.boolean().nullable(),
  octets: z.instanceof(Uint8Array).nullable(),
  liste: z.array(z.string()).nullable(),
});

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createDatabase();
  sql = openSql(database.pool);
  await sql.query(
    "create table essai (id integer primary key, texte text, reel float8, vrai boolean, octets bytea, liste text[])",
  );
});
afterAll(() => database.drop());
beforeEach(() => sql.query("delete from essai"));

const EMPTY: Omit<Ligne, "id"> = { texte: null, reel: null, vrai: null, octets: null, liste: null };

async function readBack() {
  return rowsOf(sql, ligne, "select id, texte, reel, vrai, octets, liste from essai order by id");
}

describe("COPY gives back what it was given", () => {
  it.each([
    ["empty text is not null", { texte: "" }],
    ["a tab", { texte: "rue\tdu Port" }],
    ["line ends", { texte: "a\nb\r\nc\rd" }],
    ["backslashes, and what would be escapes", { texte: "C:\\temp\\new \\N \\. \\\\" }],
    ["the text that COPY writes for null", { texte: "\\N" }],
    ["the text that ended a COPY", { texte: "\\." }],
    ["accents, ligatures, characters beyond 16 bits", { texte: "Œuvre d’été — 🏠 𝔸 e\u0301" }],
    ["quotes and commas", { texte: `l'« îlot », "A"` }],
    ["numbers, very small and negative", { reel: -1.5e-9 }],
    ["true", { vrai: true }],
    ["false is not null", { vrai: false }],
    ["every byte", { octets: Uint8Array.from({ length: 256 }, (_, i) => i) }],
    ["no byte", { octets: new Uint8Array() }],
    ["an empty list", { liste: [] }],
    ["a list of difficult texts", { liste: ["", "NULL", "a,b", '"q"', "\\", "{}", "x\ty\nz"] }],
  ])("%s", async (_, row: Partial<Ligne>) => {
    await copyRows(sql, "essai", COLUMNS, [[{ id: 1, ...EMPTY, ...row }]]);
    const expected = { id: 1, ...EMPTY, ...row };
    const [found] = await readBack();
    expect(found).toEqual({ ...expected, octets: expected.octets && Buffer.from(expected.octets) });
  });

  it("whatever the text", async () => {
    const text = fc.option(fc.string({ unit: "binary" }).map((value) => value.replaceAll("\0", "")));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (texts) => {
        await sql.query("delete from essai");
        await copyRows(sql, "essai", COLUMNS, [texts.map((texte, id) => ({ ...EMPTY, id, texte }))]);
        expect((await readBack()).map((row) => row.texte)).toEqual(texts);
      }),
      { numRuns: 40 },
    );
  });

  it("shows a replacement where the text holds a NUL, which PostgreSQL cannot store", async () => {
    await copyRows(sql, "essai", COLUMNS, [[{ id: 1, ...EMPTY, texte: "a\0b" }]]);
    expect((await readBack())[0]?.texte).toBe("a\uFFFDb");
  });

  it("many chunks in order", async () => {
    const rows = Array.from({ length: 20_000 }, (_, id) => ({ ...EMPTY, id, texte: `ligne ${id} ${"é".repeat(40)}` }));
    expect([...encodeRows(COLUMNS, rows)].length).toBeGreaterThan(5);
    await copyRows(sql, "essai", COLUMNS, [rows]);
    const found = await readBack();
    expect(found.map((row) => row.texte)).toEqual(rows.map((row) => row.texte));
  });

  it("nothing when there is nothing", async () => {
    await copyRows(sql, "essai", COLUMNS, []);
    expect(await readBack()).toEqual([]);
  });
});

describe("a COPY that fails", () => {
  const bad = [
    { ...EMPTY, id: 1 },
    { ...EMPTY, id: 1 },
  ];

  it("keeps no row, says why, and leaves the connection good", async () => {
    await sql.transaction(async (tx) => {
      await expect(tx.transaction((inner) => copyRows(inner, "essai", COLUMNS, [bad]))).rejects.toThrow(
        /duplicate key/,
      );
      await copyRows(tx, "essai", COLUMNS, [[{ ...EMPTY, id: 2 }]]);
    });
    expect((await readBack()).map((row) => row.id)).toEqual([2]);
  });

  it("because a value cannot be had keeps no row either", async () => {
    const broken: CopyColumns<Ligne> = [
      [
        "id",
        (row) => {
          if (row.id === 19_999) throw new Error("unreadable");
          return row.id;
        },
      ],
      ["texte", () => "x".repeat(100)],
    ];
    const rows = Array.from({ length: 20_000 }, (_, id) => ({ ...EMPTY, id }));
    await expect(copyRows(sql, "essai", broken, [rows])).rejects.toThrow("unreadable");
    expect(await readBack()).toEqual([]);
  });

  it("to an absent table says so", async () => {
    await expect(copyRows(sql, "absente", COLUMNS, [bad])).rejects.toThrow(/absente/);
  });
});
