/** What Blaise depends on and that is not there; null: the error is something else. */
export type Dependance = "base" | "disque" | "abimee";

/** PostgreSQL: no room left (53100); out of memory or of connections, stopping or starting (53, 57P), connection lost (08). */
const BASE = /^(53(?!100)|57P0[1-5]|08)/;
const RESEAU = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN"];
/** An engine that is killed resets its open connections: whoever was reading or writing is told this, and nothing more. */
const COUPEE = ["ECONNRESET", "EPIPE"];
const PLEIN = ["ENOSPC", "EDQUOT", "53100"];
/** A page or an index whose checksum does not hold: PostgreSQL refuses to read it. */
const ABIMEE = ["XX001", "XX002"];
/** The driver’s own words, which have no code. */
const PERDUE =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/;

/**
 * Told to the person as it is: nothing they can mend, nothing of theirs lost, and who to tell. `ENOENT` and its like are the database's only when a
 * connection was being made: a file that is missing is our defect. Mail, SMS and antivirus answer for their own connections.
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
