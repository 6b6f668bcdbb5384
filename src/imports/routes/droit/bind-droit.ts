import type { MiddlewareHandler } from "hono";
import type { LectureDroit } from "#donnees/lectures/droit/lecture.ts";
import type { Env } from "#socle/routes/deps.ts";

/**
 * One request reads one law from its beginning to its end, even when another process changes it; the territory of the URL
 * reads its own values first.
 */
export function bindDroit(droit: LectureDroit): MiddlewareHandler<Env> {
  return (c, next) => droit.run(territoireOf(c.req.path), next);
}

function territoireOf(path: string): string | null {
  return /\/(\d{9})(?:\/|$)/.exec(path)?.[1] ?? null;
}
