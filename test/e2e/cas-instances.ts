import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/commission`;

/** Instances and meetings. The demonstration has no meeting: those of one are visited by the journey that holds it. */
export const CAS_INSTANCES: readonly Cas[] = [
  ["agent-epci", "instances", T, 200, "Créer une instance"],
  ["personne", "instances publiques", T, 200, "ouverts aux organismes membres"],
  ["etat", "une instance", `${T}/instances/2`, 200, "aucun quorum écrit"],
  ["agent-epci", "une instance et ses contacts", `${T}/instances/2`, 200, "Ajouter un contact"],
  ["agent-epci", "créer une instance", `${T}/instances/nouvelle`, 200, "Vide si aucun texte n’en fixe"],
  ["agent-epci", "ajouter un membre", `${T}/instances/2/membres/nouveau`, 200, "jamais d’une personne"],
  ["agent-epci", "réunions, aucune", `${T}/reunions`, 200, "Aucune n’est encore prévue"],
  ["gestionnaire-epci", "réunions, fermées", `${T}/reunions`, 200, "ouvertes aux organismes membres"],
  ["agent-epci", "préparer une réunion", `${T}/reunions/nouvelle?instance=2`, 200, "Il est lu dans les agendas"],
  ["agent-epci", "réunion inconnue", `${T}/reunions/987654`, 404, "Page introuvable"],
];
