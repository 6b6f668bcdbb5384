import type { Context } from "hono";
import { Refus } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";

/** Renders the page again with what was typed. A refusal about what is missing or not theirs is rethrown, unless listed in `dits`. */
export function again(
  error: unknown,
  show: (refus: Refus) => Promise<Response>,
  dits: readonly string[] = [],
): Promise<Response> {
  if (!(error instanceof Refus)) throw error;
  if (error.horsDePortee && !dits.includes(error.code)) throw error;
  return show(error);
}

/** A number of the address; -1, which identifies nothing, when it is not one. */
export function readNumero(c: Context<Env>, nom: string): number {
  const value = c.req.param(nom) ?? "";
  return /^\d{1,15}$/.test(value) ? Number(value) : -1;
}
