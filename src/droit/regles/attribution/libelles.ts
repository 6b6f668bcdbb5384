import type { Situation } from "#socle/regles/shared/situation.ts";
import type { Quartile, Reponse } from "./attribution.ts";

export const LIBELLE_SITUATION: Readonly<Record<Situation, string>> = {
  "hors-qpv": "Hors quartier prioritaire",
  qpv: "En quartier prioritaire",
  inconnue: "Inconnue",
};

export const LIBELLE_QUARTILE: Readonly<Record<Quartile, string>> = {
  q1: "Premier quartile",
  "q2-4": "Deuxième à quatrième quartile",
  inconnu: "Inconnu",
};

export const LIBELLE_REPONSE: Readonly<Record<Reponse, string>> = { oui: "Oui", non: "Non", inconnu: "Inconnu" };

/** null where the fact is unknown: each display has its own word for that. */
export function labelConnu<T extends string>(code: T, libelles: Readonly<Record<T, string>>): string | null {
  return code === "inconnu" || code === "inconnue" ? null : libelles[code];
}
