import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import type { Batches } from "../lectures/batches.ts";
import { colonneOf } from "./ligne.ts";

/** A value of a COPY column. null is SQL's null, "" is the empty text. Bytes go to `bytea`, lists to an array. */
export type CopyValue = string | number | boolean | null | Uint8Array | readonly string[];

/** The columns written, in order, each with a reader of its value. */
export type CopyColumns<Row> = readonly (readonly [column: string, read: (row: Row) => CopyValue])[];

/** One column per field of the rows' schema, in their order. */
export function copyColumnsOf<Row extends Readonly<Record<string, CopyValue>>>({
  shape,
}: {
  readonly shape: Readonly<Record<keyof Row & string, unknown>>;
}): CopyColumns<Row> {
  return Object.keys(shape).map((nom) => [colonneOf(nom), (row) => row[nom] ?? null]);
}

type Chunks = Iterable<Buffer> | AsyncIterable<Buffer>;
type Copying = {
  query(text: string): Promise<{ readonly rowCount: number }>;
  copyFrom(text: string, chunks: Chunks): Promise<number>;
};

/**
 * Copies all the batches into a table, by sections, one ahead of the server: it writes while the caller decodes, and memory stays flat. `table` and
 * the column names are ours, never a user's. An error of the batches is rethrown as is.
 * PostgreSQL refuses COPY into a table under row policies: a section goes through a temporary table (no journal to write), then an INSERT that the
 * policies check row by row.
 */
export async function copyRows<Row>(
  sql: { transaction(work: (sql: Copying) => Promise<void>): Promise<void> },
  table: string,
  columns: CopyColumns<Row>,
  batches: Batches<Row>,
): Promise<void> {
  await sql.transaction(async (tx) => {
    const passage = await openPassage(tx, table, columns);
    const sections = makeSections(columns, batches);
    try {
      let section = await sections.next();
      while (!section.done) {
        const [written, following] = await Promise.allSettled([passage.write(section.value), sections.next()]);
        if (written.status === "rejected") throw written.reason;
        if (following.status === "rejected") throw following.reason;
        section = following.value;
      }
    } finally {
      await sections.return(undefined);
    }
    await passage.close();
  });
}

/** Some six megabytes for the widest table: the server has work while the next section is made. */
const SECTION_LIGNES = 20_000;

type SectionCopie = { readonly lignes: number; readonly chunks: readonly Buffer[] };

async function* makeSections<Row>(
  columns: CopyColumns<Row>,
  batches: Batches<Row>,
): AsyncGenerator<SectionCopie, void> {
  let section: { lignes: number; chunks: Buffer[] } = { lignes: 0, chunks: [] };
  for await (const rows of batches) {
    section.lignes += rows.length;
    section.chunks.push(...encodeRows(columns, rows));
    if (section.lignes >= SECTION_LIGNES) {
      yield section;
      section = { lignes: 0, chunks: [] };
    }
    // A turn of the event loop lets the socket move; otherwise making the section would hold the thread, and the server would idle.
    await setImmediate();
  }
  if (section.lignes > 0) yield section;
}

type Passage = { write(section: SectionCopie): Promise<void>; close(): Promise<void> };

/** Named after the table: a transaction opens one at a time. */
async function openPassage<Row>(sql: Copying, table: string, columns: CopyColumns<Row>): Promise<Passage> {
  const names = columns.map(([column]) => column).join(", ");
  const passage = `passage_${table.replace(".", "_")}`;
  await sql.query(`create temporary table ${passage} as select ${names} from ${table} limit 0`);
  return {
    async write({ lignes, chunks }) {
      await sql.copyFrom(`copy ${passage} (${names}) from stdin`, chunks);
      const { rowCount } = await sql.query(`insert into ${table} (${names}) select ${names} from ${passage}`);
      if (rowCount !== lignes) throw new Error(`${table}: ${rowCount} rows copied out of ${lignes}`);
      await sql.query(`truncate ${passage}`);
    },
    async close() {
      await sql.query(`drop table ${passage}`);
    },
  };
}

/** Large enough to keep the socket busy, small enough to stay in cache. */
const CHUNK_CHARS = 128 * 1024;

export function* encodeRows<Row>(columns: CopyColumns<Row>, rows: readonly Row[]): Generator<Buffer> {
  const values = columns.map(([, read]) => read);
  const width = values.length;
  let text = "";
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      const value = values[i]?.(row) ?? null;
      text += i === 0 ? encodeValue(value) : `\t${encodeValue(value)}`;
    }
    text += "\n";
    if (text.length > CHUNK_CHARS) {
      yield Buffer.from(text);
      text = "";
    }
  }
  if (text !== "") yield Buffer.from(text);
}

const RESERVED = /[\\\t\n\r\0]/;

function encodeValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return RESERVED.test(value) ? escapeText(value) : value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString("hex")}`;
  return escapeText(arrayLiteral(value));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  // PostgreSQL's text cannot hold NUL: a visible replacement keeps the line instead of losing the file.
  "\0": "\uFFFD",
};

function escapeText(value: string): string {
  return value.replace(/[\\\t\n\r\0]/g, (char) => ESCAPES[char] ?? char);
}

/** PostgreSQL's array syntax, every element quoted: commas, braces and « NULL » are plain text. */
function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** Sends the chunks on one connection, waiting whenever the server lags. Other queries of the connection wait their turn. */
export async function writeCopy(client: pg.ClientBase, text: string, chunks: Chunks): Promise<number> {
  const stream = client.query(copyFrom(text, { highWaterMark: 4 * CHUNK_CHARS }));
  const written = new Promise<void>((resolve, reject) => {
    stream.once("finish", resolve);
    // `on`, not `once`: the driver may emit the same failure twice, and the second must not be uncaught.
    stream.on("error", (error) => {
      silence(stream);
      reject(error);
    });
  });
  // The await below also sees it; catching here prevents an « unhandled » rejection while a chunk is being encoded.
  const failed: { error?: unknown } = {};
  written.catch((error: unknown) => {
    failed.error = error;
  });
  try {
    for await (const chunk of chunks) {
      if ("error" in failed) throw failed.error;
      if (!stream.write(chunk)) await Promise.race([once(stream, "drain"), written]);
      // A turn of the event loop lets the socket move; otherwise making the next chunk would hold the thread, and the server would idle.
      await setImmediate();
    }
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    await written.catch(() => undefined);
    throw error;
  }
  stream.end();
  await written;
  return stream.rowCount;
}

/** A connection that ignores all writes. */
const MUETTE = {
  stream: { write: () => true, once: () => undefined },
  sendCopyFail: () => undefined,
} as const;

/**
 * After an error, the driver forgets its connection but still writes what waits to it: an exception in a socket callback, which nobody can catch and
 * which ends the process (pg-copy-streams 7.0, `flushChunk`). It gets a connection that ignores writes.
 */
function silence(stream: CopyStreamQuery): void {
  Object.defineProperty(stream, "connection", { get: () => MUETTE, set: () => undefined, configurable: true });
}
