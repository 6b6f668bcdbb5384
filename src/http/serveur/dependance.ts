/** What Blaise depends on and that is not there; null: the error is something else. */
export type Dependance = "base" | "disque";

/** PostgreSQL: no room left (53100); out of memory or of connections, stopping or starting (53, 57P), connection lost (08). */
const BASE = /^(53(?!100)|57P0[1-5]|08)/;
const RESEAU = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN"];
/** The driver’s own words, which have no code. */
const PERDUE =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/;

/**
 * Told to the person as it is: nothing they can mend, nothing of theirs lost, and who to tell. `ENOENT` and its like are the database's only when a
 * connection was being made: a file that is missing is our defect.
 */
export function dependanceOf(error: unknown): Dependance | null {
  for (let one: unknown = error, rang = 0; one instanceof Error && rang < 5; one = one.cause, rang++) {
    const code = "code" in one ? String(one.code) : "";
    if (["ENOSPC", "EDQUOT", "53100"].includes(code)) return "disque";
    if (BASE.test(code) || PERDUE.test(one.message)) return "base";
    if (RESEAU.includes(code) && "syscall" in one && one.syscall === "connect") return "base";
  }
  return null;
}
