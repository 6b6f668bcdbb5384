import type { Situation } from "#socle/regles/shared/situation.ts";
import type { FaitAttribution } from "../attribution/attribution.ts";
import type { Deduction } from "./deduction.ts";

/**
 * Order of precedence: a person's repair, the file's declaration, the perimeter, a sure deduction. All are kept side by side, and a disagreement is
 * counted, never hidden. A person's « inconnue » discards the deduction.
 */
export function retainSituation(
  declaree: Situation,
  calculee: Situation,
  reparee: Situation | null,
  deduction: Deduction | null,
): Pick<FaitAttribution["situation"], "retenue" | "origine"> {
  if (reparee !== null && reparee !== "inconnue") return { retenue: reparee, origine: "reparation" };
  if (declaree !== "inconnue") return { retenue: declaree, origine: "declaration" };
  if (calculee !== "inconnue") return { retenue: calculee, origine: "calcul" };
  if (deduction?.sure && reparee === null) return { retenue: deduction.situation, origine: "deduction" };
  return { retenue: "inconnue", origine: "aucune" };
}

/** `code` is a perimeter's code, "hors" outside every perimeter, or null when nothing could be computed. */
export function readPerimetre(code: string | null): Situation {
  if (code === null) return "inconnue";
  return code === "hors" ? "hors-qpv" : "qpv";
}
