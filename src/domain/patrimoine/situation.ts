import type { FaitAttribution, Situation } from "../attribution/attribution.ts";

/**
 * What the rules count: a person's repair first, then what the file declares, then what the perimeter tells.
 * The three are kept side by side, and a disagreement between declared and computed is counted, never hidden.
 */
export function retainSituation(
  declaree: Situation,
  calculee: Situation,
  reparee: Situation | null,
): Pick<FaitAttribution["situation"], "retenue" | "origine"> {
  if (reparee !== null && reparee !== "inconnue") return { retenue: reparee, origine: "reparation" };
  if (declaree !== "inconnue") return { retenue: declaree, origine: "declaration" };
  if (calculee !== "inconnue") return { retenue: calculee, origine: "calcul" };
  return { retenue: "inconnue", origine: "aucune" };
}

/** `code` is a perimeter's code, "hors" outside every perimeter, or null when nothing could be computed. */
export function readPerimetre(code: string | null): Situation {
  if (code === null) return "inconnue";
  return code === "hors" ? "hors-qpv" : "qpv";
}
