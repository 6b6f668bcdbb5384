import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const DECISIONS = `/t/${EPCI}/commission/decisions`;

/** The demonstration has decided nothing: what one decision shows is visited by the journey that takes it. */
export const CAS_DECISIONS: readonly Cas[] = [
  ["agent-epci", "décisions, aucune", DECISIONS, 200, "Aucune décision n’est encore prise."],
  ["gestionnaire-epci", "décisions, fermées", DECISIONS, 200, "sont suivies par les partenaires"],
  ["agent-epci", "décision inconnue", `${DECISIONS}/987654`, 404, "Page introuvable"],
];
