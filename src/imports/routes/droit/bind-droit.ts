import type { MiddlewareHandler } from "hono";
import type { LectureDroit } from "#donnees/lectures/droit/lecture.ts";
import type { Env } from "#socle/routes/deps.ts";

/**
 * One law from the beginning of a request to its end, as it is when it begins, whichever process it was changed in; the territory of the address
 * reads its own values first.
 */
export function bindDroit(droit: LectureDroit): MiddlewareHandler<Env> {
  return (c, next) => droit.run(territoireOf(c.req.path), next);
}

function territoireOf(path: string): string | null {
  return /\/(\d{9})(?:\/|$)/.exec(path)?.[1] ?? null;
}
