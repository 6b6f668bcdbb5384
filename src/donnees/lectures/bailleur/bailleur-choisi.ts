import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { unknownBailleur } from "#socle/regles/shared/introuvable.ts";

export type ActionBilan = Extract<Action, "lire" | "exporter">;

/**
 * Bailleurs whose figures the person may read or export: null means all, else the SIREN of the organisations where they hold that very right. A total
 * over one bailleur's rows must never be called the territory's, nor missing rows told as zeros.
 */
export function bailleursVisibles(acteur: Acteur, epci: string, action: ActionBilan): readonly string[] | null {
  if (peutPartout(acteur, "bilan", action, epci)) return null;
  const sirens = habilitationsFor(acteur, "bilan", action, epci).flatMap(({ siren, predecesseurs = [] }) =>
    siren === null ? [] : [siren, ...predecesseurs],
  );
  return [...new Set(sirens)];
}

/** A bailleur of another organisation does not exist for this person. Throws `bailleur-inconnu`. */
export function chooseBailleur(
  acteur: Acteur,
  epci: string,
  asked: string | null = null,
  action: ActionBilan = "lire",
): string | null {
  const visibles = bailleursVisibles(acteur, epci, action);
  if (visibles === null) return asked;
  const chosen = asked ?? visibles[0];
  if (chosen === undefined || !visibles.includes(chosen)) throw unknownBailleur(chosen ?? "de votre organisation");
  return chosen;
}
