/** Which dependency of Blaise is failing; null: the error is something else. */
export type Dependance = "base" | "disque" | "abimee";

/** PostgreSQL codes: 53 without 53100 (out of memory or connections; 53100 is a full disk), 57P (stopping or starting), 08 (connection lost). */
const BASE = /^(53(?!100)|57P0[1-5]|08)/;
const RESEAU = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN"];
/** Errors of an open connection that a killed engine resets, during a read or a write. */
const COUPEE = ["ECONNRESET", "EPIPE"];
const PLEIN = ["ENOSPC", "EDQUOT", "53100"];
/** A page or an index with a wrong checksum, which PostgreSQL refuses to read. */
const ABIMEE = ["XX001", "XX002"];
/** Messages of the driver, which have no code. */
const PERDUE =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/;

/**
 * A failing dependency is told to the person as it is: they cannot mend it, nothing of theirs is lost, and they learn whom to tell. `ENOENT` and the
 * like are the database's only while connecting: a missing file is our defect. Mail, SMS and antivirus handle their own connections.
 */
export function dependanceOf(error: unknown): Dependance | null {
  for (let one: unknown = error, rang = 0; one instanceof Error && rang < 5; one = one.cause, rang++) {
    const found = dependanceOfOne(one);
    if (found) return found;
  }
  return null;
}

function dependanceOfOne(error: Error): Dependance | null {
  const code = "code" in error ? String(error.code) : "";
  if (PLEIN.includes(code)) return "disque";
  if (ABIMEE.includes(code)) return "abimee";
  if (BASE.test(code) || PERDUE.test(error.message)) return "base";
  const appel = "syscall" in error ? error.syscall : null;
  if (appel === "connect") return RESEAU.includes(code) ? "base" : null;
  return (appel === "read" || appel === "write") && COUPEE.includes(code) ? "base" : null;
}
