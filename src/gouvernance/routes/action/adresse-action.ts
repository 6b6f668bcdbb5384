import type { Context } from "hono";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { actionInconnue } from "../../actes/action/acces-action.ts";

/** As one that does not exist: an address that nobody wrote tells nothing. Throws `action-inconnue`. */
export function readNumero(c: Context<Env>): number {
  const value = c.req.param("numero") ?? "";
  if (/^\d{1,2}$/.test(value)) return Number(value);
  throw actionInconnue();
}

/** Throws `action-jalon-inconnu`. */
export function readJalon(c: Context<Env>): number {
  const value = c.req.param("jalon") ?? "";
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new Refus("action-jalon-inconnu", "Ce jalon n’existe plus. Choisissez-le sur la page de l’action.");
}
