import { randomInt } from "node:crypto";
import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { conflit, interdit, Refus } from "../regles/shared/refus.ts";
import { connectPatiently } from "./connect-patiently.ts";
import { writeCopy } from "./copy.ts";
import { nameAsCode } from "./ligne.ts";
import { makeTurns, type Turns } from "./turns.ts";

/** The one way to PostgreSQL. `text` is SQL with `$1…` parameters: a value is never concatenated. */
export type Sql = {
  query(text: string, params?: readonly unknown[]): Promise<SqlResult>;
  /** `COPY … FROM STDIN`: chunks are pulled as the server takes them. Returns the number of rows copied. */
  copyFrom(text: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<number>;
  /**
   * All or nothing on one connection; inside a transaction, a savepoint. A throw rolls back and propagates. Nested transactions of one connection
   * must be sequential: side by side, they would undo one another.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * A serialisable transaction: after a conflict, it is done again, a few times, from its first read. `work` must have no effect but on the database.
   * Never inside another transaction.
   */
  serialisable<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
};

export type SqlResult = { readonly rows: readonly Readonly<Record<string, unknown>>[]; readonly rowCount: number };

/**
 * Parses a row of the engine into one of the code: a zod schema, reduced to the only method called. Checked against zod's whole type, the two hundred
 * schemas of this folder would be half of the compiler's memory.
 */
export type Lecteur<Row> = { parse(row: unknown): Row };

/**
 * Runs the query and parses every row, under the names of the code (`cree_le` is `creeLe`): a column that drifted from the code is an error here, not
 * a wrong figure later.
 */
export async function rowsOf<Row>(
  sql: Sql,
  lecteur: Lecteur<Row>,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await sql.query(text, params);
  return rows.map((row) => lecteur.parse(nameAsCode(row)));
}

/** First row, or null when the query finds none. */
export async function rowOf<Row>(
  sql: Sql,
  lecteur: Lecteur<Row>,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row | null> {
  const [row] = await rowsOf(sql, lecteur, text, params);
  return row ?? null;
}

/** Exactly one row: for aggregates and `returning`. */
export async function oneOf<Row>(
  sql: Sql,
  lecteur: Lecteur<Row>,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row> {
  const row = await rowOf(sql, lecteur, text, params);
  if (row === null) throw new Error(`One row expected from: ${text}`);
  return row;
}

export type PoolOptions = {
  readonly max?: number;
  readonly nom?: string;
  /** Role set when each connection opens, and after a RESET; by default the account of the URL. */
  readonly role?: string;
  /** Pipelines statements, without waiting for the former's answer. Such a connection cannot COPY. */
  readonly enchaine?: boolean;
};

/** Connections on `url`, with our conversions. A lost idle connection is ignored: the next query opens another. */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const { nom, role, max = 10, enchaine: pipeline = false } = options;
  const settings = role === undefined ? SETTINGS : `${SETTINGS} -c role=${role}`;
  const pool = new pg.Pool({ ...clientConfig(url, nom), options: settings, pipeline, max });
  pool.on("error", ignoreLoss);
  // Between the pool and the caller that awaits it, nobody listens to a client: an error just then would end the process.
  pool.on("connect", (client) => client.on("error", ignoreLoss));
  return pool;
}

/** A plan under the row policies looks expensive enough for JIT: 280 ms for each reading of relogements on Debian's PostgreSQL 17. */
const SETTINGS = "-c jit=off";

/** Configuration of a lone connection, equal to the pool's. */
export function clientConfig(url: string, nom = "blaise"): pg.ClientConfig {
  return {
    connectionString: url,
    options: SETTINGS,
    application_name: nom,
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    types: { getTypeParser },
  };
}

/**
 * A connection of its own, outside the pools, with the account of `url`; closing it rolls back what was not committed. `nom`: its application_name.
 */
export async function withConnection<T>(url: string, nom: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url, nom));
  client.on("error", ignoreLoss);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * `Sql` on a pool. `acteur`: what the row policies read (JSON, see contexte.acteur in 0001-socle.sql), set for each transaction and forgotten with
 * it, so that a connection of the pool belongs to nobody. null: the owner, without such a policy. `seules`: a pipelined pool for queries that are
 * alone in their transaction, whose begin and end then cost no round trip.
 */
export function openSql(pool: pg.Pool, acteur: string | null = null, seules: pg.Pool | null = null): Sql {
  const begin =
    acteur === null ? "begin" : `begin; select set_config('blaise.acteur', ${pg.escapeLiteral(acteur)}, true)`;
  const whole = <T>(work: (sql: Sql) => Promise<T>) =>
    withClient(pool, (client) => transact({ client, turns: makeTurns(), begin }, OUTERMOST, work));
  const serialBegin = begin.replace("begin", "begin isolation level serializable");
  const serialisable = <T>(work: (sql: Sql) => Promise<T>) =>
    retrySerial(() =>
      withClient(pool, (client) => transact({ client, turns: makeTurns(), begin: serialBegin }, OUTERMOST, work)),
    );
  if (acteur !== null) {
    return {
      query: (text, params) =>
        seules ? queryAlone(seules, begin, text, params) : whole((tx) => tx.query(text, params)),
      copyFrom: (text, chunks) => whole((tx) => tx.copyFrom(text, chunks)),
      transaction: whole,
      serialisable,
    };
  }
  return {
    query: (text, params) => run(pool, text, params),
    copyFrom: (text, chunks) => withClient(pool, (client) => writeCopy(client, text, chunks)),
    transaction: whole,
    serialisable,
  };
}

/** Serialisation failure, or a deadlock that the engine broke: nothing was done, and a retry is safe. */
const A_REFAIRE: readonly string[] = ["40001", "40P01"];
/**
 * A key taken by another transaction after this one had read it as free: the engine may report the key before it detects the conflict (PostgreSQL, §
 * 13.5). On the retry, the first read finds the key and the act explains; a key still taken after a few retries is a defect.
 */
const CLE_PRISE: readonly string[] = ["23505", "23P01"];

/** Another row has the key already, even one that this actor may not read. */
export function isClePrise(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CLE_PRISE.includes(error.code ?? "");
}

const ESSAIS_CLE_MAX = 4;
/** The journal of an organisation is one row: twenty simultaneous acts go through one after the other. */
const ESSAIS_MAX = 40;
const ATTENTE_MAX_MS = 300;

async function retrySerial<T>(work: () => Promise<T>): Promise<T> {
  const essais = { tous: 0, cle: 0 };
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAgain(error, essais)) throw isSerial(error) ? tropDActes(error) : error;
      await wait(randomInt(attenteMax(essais.tous)));
    }
  }
}

/** Longest wait before the next of `essais` tries, in ms: doubling it separates the competitors. */
export function attenteMax(essais: number): number {
  return Math.min(ATTENTE_MAX_MS, 4 * 2 ** essais);
}

function isSerial(error: unknown): boolean {
  return error instanceof pg.DatabaseError && A_REFAIRE.includes(error.code ?? "");
}

/** Nothing was written, and sending the same page again is safe: the refusal says so. */
function tropDActes(cause: unknown): Refus {
  const message =
    "Trop d’actes arrivent en même temps : rien n’est enregistré. Attendez quelques secondes, puis envoyez à nouveau.";
  return Object.assign(conflit("actes-simultanes", message), { cause });
}

/** Counts one more try; true when it may be done again. */
function isAgain(error: unknown, essais: { tous: number; cle: number }): boolean {
  essais.tous += 1;
  if (isClePrise(error)) essais.cle += 1;
  else if (!isSerial(error)) return false;
  return essais.tous < ESSAIS_MAX && essais.cle < ESSAIS_CLE_MAX;
}

/** One statement in its own transaction, the three sent together. A failed statement makes the commit a rollback. */
async function queryAlone(
  pool: pg.Pool,
  begin: string,
  text: string,
  params: readonly unknown[] = [],
): Promise<SqlResult> {
  return withClient(pool, async (client) => {
    const sent = sendTogether(
      client,
      () => [client.query(begin), run(client, text, params), client.query("commit")] as const,
    );
    const [begun, done, ended] = await Promise.allSettled(sent);
    if (begun.status === "rejected") throw begun.reason;
    if (done.status === "rejected") throw done.reason;
    if (ended.status === "rejected") throw ended.reason;
    return done.value;
  });
}

/** In one packet instead of three: saves a twentieth of the processor of a bilan, which makes fifteen such statements. */
function sendTogether<T>(client: pg.ClientBase, send: () => T): T {
  const { connection } = client as { readonly connection?: { readonly stream: Writable } };
  connection?.stream.cork();
  try {
    return send();
  } finally {
    connection?.stream.uncork();
  }
}

/** A connection, the queue of its users (queries may be sent together, as to the pool), and how its transactions begin. */
type Connection = { readonly client: pg.ClientBase; readonly turns: Turns; readonly begin: string };

/** `Sql` on one connection; its transactions are savepoints when `depth` says that one is open. */
function connectionSql(connection: Connection, depth: number): Sql {
  const { client, turns } = connection;
  return {
    query: (text, params) => turns(() => run(client, text, params)),
    copyFrom: (text, chunks) => turns(() => writeCopy(client, text, chunks)),
    transaction: (work) => transact(connection, depth, work),
    serialisable: () => Promise.reject(new Error("a serialisable transaction is begun outside of any other")),
  };
}

/** `Sql` on a lone connection, inside the transaction of its holder: its transactions are savepoints. */
export function sqlInTransaction(client: pg.ClientBase): Sql {
  return connectionSql({ client, turns: makeTurns(), begin: "begin" }, OUTERMOST + 1);
}

type Marks = { readonly begin: string; readonly commit: string; readonly rollback: string };

const OUTERMOST = 0;

function marksOf(depth: number, begin: string): Marks {
  if (depth === OUTERMOST) return { begin, commit: "commit", rollback: "rollback" };
  const name = `niveau_${depth}`;
  return {
    begin: `savepoint ${name}`,
    commit: `release savepoint ${name}`,
    rollback: `rollback to savepoint ${name}; release savepoint ${name}`,
  };
}

async function transact<T>(connection: Connection, depth: number, work: (sql: Sql) => Promise<T>): Promise<T> {
  const marks = marksOf(depth, connection.begin);
  const say = (text: string) => connection.turns(() => connection.client.query(text));
  let result: T;
  try {
    // Inside the try: « begin » opens the transaction before `set_config` has set the actor, and only the second may fail.
    await say(marks.begin);
    result = await work(connectionSql(connection, depth + 1));
  } catch (error) {
    // A dead connection has nothing to roll back, and the first error is the one to throw.
    await say(marks.rollback).catch(() => undefined);
    throw error;
  }
  const { command } = await say(marks.commit);
  // PostgreSQL answers « ROLLBACK », without an error, to the commit of a transaction in which a failed query was caught.
  if (command === "ROLLBACK")
    throw new Error("Transaction rolled back: a query failed in it and the error was caught.");
  return result;
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await connectPatiently(pool);
  // While a client is lent, nobody else listens to the event of a connection that dies between two queries.
  let perte: Error | undefined;
  const onLoss = (error: Error) => {
    perte = error;
  };
  client.on("error", onLoss);
  try {
    return await work(client);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.severity === "FATAL") perte ??= await deathOf(client);
    throw refusalOf(error) ?? lossOf(error) ?? error;
  } finally {
    client.off("error", onLoss);
    client.release(perte);
  }
}

/** The socket's own error for a server that died during a query, turned into the driver's: the person is then told about the database. */
function lossOf(error: unknown): Error | null {
  const code = error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : "";
  return ["ECONNRESET", "EPIPE"].includes(code)
    ? new Error("Connection terminated under a query", { cause: error })
    : null;
}

/** 42501: a row that the policies forbid this person to write. The guard should have refused before: told all the same. */
/** A refusal of the engine that the person is told; null: a defect of ours. */
function refusalOf(error: unknown): Refus | null {
  if (isForbidden(error)) return forbidden(error);
  if (!(error instanceof pg.DatabaseError) || error.code !== "23514" || !error.constraint?.endsWith("_sans_nir"))
    return null;
  const message =
    "Ce que vous avez écrit contient un numéro de sécurité sociale. Blaise ne le garde nulle part : retirez-le, puis recommencez.";
  // Without a cause: the engine's own message repeats the row.
  return new Refus("texte-nir", message);
}

function isForbidden(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "42501";
}

function forbidden(cause: unknown): Refus {
  const message =
    "Votre habilitation ne permet pas cette écriture. Rien n’a été enregistré : demandez ce droit à la personne qui gère les habilitations.";
  return Object.assign(interdit("droit-absent", message), { cause });
}

/** An error of ours leaves the connection good; only a dead one is discarded. */
async function deathOf(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query("select 1");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function run(target: pg.Pool | pg.ClientBase, text: string, params: readonly unknown[] = []): Promise<SqlResult> {
  const result = await target.query<Record<string, unknown>>(text, [...params]);
  return { rows: result.rows, rowCount: result.rowCount ?? 0 };
}

function ignoreLoss(): void {
  // The pool has already removed the connection, or its next query fails and says why.
}

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

/**
 * Ids, counts and amounts (`numeric`) as numbers, `date` as "YYYY-MM-DD" (a JS Date would shift it with the time zone), `timestamptz` as an ISO
 * instant.
 */
const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (oid: number, format?: "text" | "binary") => {
  if (format !== "binary") {
    if (oid === INT8) return parseInt8;
    if (oid === NUMERIC) return Number;
    if (oid === DATE) return String;
    if (oid === TIMESTAMPTZ) return parseInstant;
  }
  return pg.types.getTypeParser(oid, format);
};

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`bigint out of the range of exact numbers: ${text}`);
  return value;
}

const parseDefaultInstant = pg.types.getTypeParser(TIMESTAMPTZ, "text");

function parseInstant(text: string): string {
  const value: unknown = parseDefaultInstant(text);
  if (!(value instanceof Date)) throw new Error(`instant expected, got ${text}`);
  return value.toISOString();
}
