import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import pg from "pg";

/** How a query fails, how the opening of a connection does, how a file does. */
export const QUERY_FAULTS = ["cut", "terminated", "serialization", "disk-full", "answer-lost"] as const;
export const CONNECTION_FAULTS = ["refused"] as const;
export const FILE_FAULTS = ["EIO", "ENOSPC"] as const;
export type Fault = (typeof FAMILIES)[Famille][number];

const FAMILIES = { query: QUERY_FAULTS, connection: CONNECTION_FAULTS, file: FILE_FAULTS } as const;
type Famille = "query" | "connection" | "file";

/** `what` is the beginning of the SQL text, or the function of node:fs. */
export type Call = { readonly famille: Famille; readonly what: string };

export type Plan = {
  /** Rank, from 1, of the call that fails among those that the fault is for: queries, connections or files. 0: they are only counted. */
  readonly at: number;
  readonly fault: Fault;
  /** Files under this folder are the scenario's. */
  readonly dossier: string;
};

/** Connections of this name look on: they are neither counted nor hurt. */
export const OBSERVER = "blaise-observe";

type Armed = Plan & { readonly calls: Call[]; fired: boolean };
let armed: Armed | null = null;

export type Faulted = {
  /** Those that the fault is for. */
  readonly calls: readonly Call[];
  /** The call was reached, and failed. */
  readonly fired: boolean;
  readonly error: unknown;
};

/** Does the work with its `at`-th call failing. Never throws: `error` is what the work threw, null when it came to its end. */
export async function withFault(plan: Plan, work: () => Promise<unknown>): Promise<Faulted> {
  const current: Armed = { ...plan, calls: [], fired: false };
  armed = current;
  try {
    await work();
    return { ...current, error: null };
  } catch (error) {
    return { ...current, error };
  } finally {
    armed = null;
  }
}

/** The fault of this call, null when it is to succeed. */
function faultOf(call: Call): Fault | null {
  if (armed === null || !(FAMILIES[call.famille] as readonly Fault[]).includes(armed.fault)) return null;
  armed.calls.push(call);
  if (armed.calls.length !== armed.at) return null;
  armed.fired = true;
  return armed.fault;
}

/** Puts itself before every query, connection and file operation of the process. Returns what takes it away again. */
export function installFaults(): () => void {
  const remove = [patchQueries(), patchConnections(), patchFiles()];
  return () => {
    for (const undo of remove) undo();
  };
}

type Callback = (error: Error | null, result?: unknown) => void;
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

function patchQueries(): () => void {
  const { prototype } = pg.Client;
  const original = prototype.query as unknown as Query; // its overloads say less than what is passed through
  const patched: Query = function (...args) {
    const text = textOf(args[0]);
    if (isObserver(this)) return original.apply(this, args);
    const fault = faultOf({ famille: "query", what: text.trim().slice(0, 60) });
    return fault === null ? original.apply(this, args) : failQuery(this, original, args, fault);
  };
  Object.assign(prototype, { query: patched });
  return () => void Object.assign(prototype, { query: original });
}

/** What `query` was given: a text, a configuration, or something like COPY that submits itself. */
function textOf(first: unknown): string {
  if (typeof first === "string") return first;
  return typeof first === "object" && first !== null && "text" in first ? String(first.text) : "";
}

function failQuery(client: pg.Client, original: Query, args: unknown[], fault: Fault): unknown {
  if (fault === "answer-lost") return loseAnswer(client, original, args);
  const [first] = args;
  const copy = typeof first === "object" && first !== null && "submit" in first ? first : null;
  // A COPY would take the answer of another statement for its own.
  if (fault === "cut" || (copy && fault === "terminated")) {
    cut(client);
    return original.apply(client, args);
  }
  const text = failingText(textOf(first), fault);
  if (copy) {
    Object.assign(copy, { text });
    return original.apply(client, args);
  }
  const last = args.at(-1);
  return original.apply(client, typeof last === "function" ? [text, last] : [text]);
}

const CODES = { serialization: "40001", "disk-full": "53100" } as const;

/** SQL that fails on the server itself, leaving the transaction as the real failure would: a failed commit has rolled back. */
function failingText(text: string, fault: Fault): string {
  const body =
    fault === "serialization" || fault === "disk-full"
      ? `raise exception 'secret: select * from lot' using errcode = '${CODES[fault]}'`
      : "perform pg_terminate_backend(pg_backend_pid())";
  // The application's role, which « reset » would go back to, may do neither; what fails takes the change back.
  const failure = `set role none; do $$begin ${body}; end$$`;
  if (text.startsWith("begin")) return `begin; ${failure}`;
  return text === "commit" ? `rollback; ${failure}` : failure;
}

/** Done on the server, and nobody is told. A COPY, which answers through its stream, is cut instead. */
function loseAnswer(client: pg.Client, original: Query, args: unknown[]): unknown {
  const last = args.at(-1);
  const lost = () => {
    cut(client);
    return connectionReset();
  };
  if (typeof last === "function") {
    const callback = last as Callback; // pg-pool's
    const answered: Callback = (error) => callback(error ?? lost());
    return original.apply(client, [...args.slice(0, -1), answered]);
  }
  const result = original.apply(client, args);
  if (result instanceof Promise) {
    return result.then(() => {
      throw lost();
    });
  }
  cut(client);
  return result;
}

function cut(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(error: Error): void } } }; // not in its types
  connection.stream.destroy(connectionReset());
}

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
}

function isObserver(client: pg.Client): boolean {
  const { connectionParameters } = client as unknown as { connectionParameters: { application_name?: string } }; // not in its types
  return connectionParameters.application_name === OBSERVER;
}

function patchConnections(): () => void {
  const { prototype } = pg.Client;
  const original = prototype.connect as unknown as Query; // same
  const patched: Query = function (...args) {
    const fault = isObserver(this) ? null : faultOf({ famille: "connection", what: "connect" });
    if (fault === null) return original.apply(this, args);
    const error = Object.assign(new Error("connect ECONNREFUSED /tmp/secret/.s.PGSQL.5432"), { code: "ECONNREFUSED" });
    const [callback] = args;
    if (typeof callback !== "function") return Promise.reject(error);
    process.nextTick(callback, error);
    return undefined;
  };
  Object.assign(prototype, { connect: patched });
  return () => void Object.assign(prototype, { connect: original });
}

const PROMISED = ["mkdir", "readFile", "readdir", "rename", "rm", "stat", "writeFile"] as const;
const STREAMS = ["createReadStream", "createWriteStream"] as const;

function patchFiles(): () => void {
  const promised = { ...fs.promises };
  const streams = { createReadStream: fs.createReadStream, createWriteStream: fs.createWriteStream };
  for (const name of PROMISED) {
    const original = fs.promises[name] as (...args: unknown[]) => Promise<unknown>;
    Object.assign(fs.promises, {
      [name]: async (...args: unknown[]) => {
        const fault = fileFault(name, args[0]);
        if (fault !== null) throw fault;
        return original.apply(fs.promises, args);
      },
    });
  }
  for (const name of STREAMS) {
    const original = fs[name] as (...args: unknown[]) => fs.ReadStream & fs.WriteStream; // one or the other: what they share is used
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        const fault = fileFault(name, args[0]);
        const stream = original.apply(fs, args);
        if (fault !== null) stream.once("open", () => stream.destroy(fault));
        return stream;
      },
    });
  }
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs.promises, promised);
    Object.assign(fs, streams);
    syncBuiltinESMExports();
  };
}

function fileFault(name: string, path: unknown): Error | null {
  if (armed === null || !String(path).startsWith(armed.dossier)) return null;
  const fault = faultOf({ famille: "file", what: name });
  if (fault === null) return null;
  return Object.assign(new Error(`${fault}: failed, ${name} '${String(path)}'`), { code: fault, path });
}
