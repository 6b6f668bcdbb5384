import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import type { Moyen, SessionLue } from "./ports.ts";

/**
 * Rights that a password alone does not open: running the platform, giving rights to others, opening sensitive data. Whoever stole or
 * guessed one password must not get these.
 */
export function isReservee({ role, sensible }: Pick<HabilitationActive, "role" | "sensible">): boolean {
  return role === "administrateur" || role === "gestionnaire-epci" || sensible;
}

/**
 * Everything but a lone password: a passkey is two factors, ProConnect answers for its own, a one-time link is 256 bits handed over by
 * somebody who knows the person. Nothing is asked of a demonstration, on its own machine, where a button opens every role.
 */
export function isForte(moyen: Moyen, demonstration: boolean): boolean {
  return demonstration || moyen !== "mot-de-passe";
}

/** A session with what it opens, and the habilitations that a stronger way in would open too. */
export type SessionOuverte = SessionLue & { readonly fermees: readonly HabilitationActive[] };

/** A weak session has an actor without the reserved habilitations: no route, query or row policy sees them. */
export function closeReservees(lue: SessionLue, demonstration: boolean): SessionOuverte {
  if (isForte(lue.session.moyen, demonstration)) return { ...lue, fermees: [] };
  const { habilitations } = lue.acteur;
  return {
    ...lue,
    acteur: { ...lue.acteur, habilitations: habilitations.filter((habilitation) => !isReservee(habilitation)) },
    fermees: habilitations.filter(isReservee),
  };
}
