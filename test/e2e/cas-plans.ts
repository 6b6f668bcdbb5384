import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/plans`;

/** Optimised proposals, by the bailleur that makes them, by one that has none, and by who makes none. */
export const CAS_PLANS: readonly Cas[] = [
  ["responsable-bailleur", "propositions optimisées", T, 200, "Établir une proposition"],
  ["responsable-bailleur", "une proposition optimisée", `${T}/1`, 200, "jamais une décision"],
  ["responsable-bailleur", "une proposition inconnue", `${T}/987654`, 404, "Page introuvable"],
  ["secretaire-cal", "propositions, lues du secrétariat", T, 200, "établie par un agent du bailleur"],
  ["agent-epci", "propositions, sans droit sur leurs lignes", T, 200, "Aucune proposition"],
  ["membre-coordination", "propositions, avant convocation", T, 200, "Aucune proposition"],
];
