import type { Cas } from "./cas-observatoire.ts";
import { EPCI } from "./produit.ts";

const T = `/t/${EPCI}`;

/** The home page of the roles that no other list has, and what everyone reads of the conférence. */
export const CAS_A_FAIRE: readonly Cas[] = [
  ["gestionnaire-epci", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["membre-coordination", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["reservataire", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["etat", "à faire", `${T}/a-faire`, 200, "à examiner"],
  ["administrateur", "territoires, et ce qu’il y a à faire", "/territoires", 200, "Administrer la plateforme"],
  ["personne", "conférence, page publique", `${T}/cil`, 200, "Qui y siège"],
  ["agent-epci", "conférence, la même page pour tous", `${T}/cil`, 200, "Ce qu’elle a décidé"],
  ["personne", "conférence d’un territoire inconnu", "/t/123456789/cil", 404, "Page introuvable"],
];
