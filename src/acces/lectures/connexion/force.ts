import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import type { Moyen, SessionLue } from "./ports.ts";

/**
 * Rights that a password alone does not open: running the platform, granting rights, opening sensitive data. A stolen or guessed password must not
 * give these.
 */
export function isReservee({ role, sensible }: Pick<HabilitationActive, "role" | "sensible">): boolean {
  return role === "administrateur" || role === "gestionnaire-epci" || sensible;
}

/**
 * Every way of logging in but a lone password: a passkey is two factors, ProConnect answers for its own, a one-time link is 256 bits from somebody
 * who knows the person. A demonstration, where a button opens every role, needs nothing.
 */
export function isForte(moyen: Moyen, demonstration: boolean): boolean {
  return demonstration || moyen !== "mot-de-passe";
}

/** A session with the actor it opens, and the habilitations that a stronger login would add. */
export type SessionOuverte = SessionLue & { readonly fermees: readonly HabilitationActive[] };

/** The actor of a weak session lacks the reserved habilitations: no route, query or row policy sees them. */
export function closeReservees(lue: SessionLue, demonstration: boolean): SessionOuverte {
  if (isForte(lue.session.moyen, demonstration)) return { ...lue, fermees: [] };
  const { habilitations } = lue.acteur;
  return {
    ...lue,
    acteur: { ...lue.acteur, habilitations: habilitations.filter((habilitation) => !isReservee(habilitation)) },
    fermees: habilitations.filter(isReservee),
  };
}
