import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/simulation`;

/** Pages of the simulation × whom they matter to. Scenarios are numbered in the order the demonstration saves them. */
export const CAS_SIMULATION: readonly Cas[] = [
  ["agent-epci", "simulation, le scénario de départ", T, 200, "Avec ces hypothèses, non."],
  ["commune", "simulation, un scénario sans les bailleurs", `${T}/scenarios/5`, 200, "oui, probablement"],
  ["responsable-bailleur", "simulation, un scénario", `${T}/scenarios/3`, 200, "Selon le scénario"],
  ["responsable-bailleur", "simulation, ses propres lignes", `${T}/scenarios/3?partie=bailleurs`, 200, "Méthode"],
  ["agent-epci", "simulation, les années", `${T}/scenarios/3?partie=annees`, 200, "année par année"],
  ["agent-epci", "simulation, les leviers", `${T}/scenarios/3?partie=leviers`, 200, "au taux visé"],
  ["agent-epci", "simulation, les facteurs", `${T}/scenarios/3?partie=facteurs`, 200, "Ce qui compte le plus"],
  ["agent-epci", "simulation, les relogements", `${T}/scenarios/3?partie=relogements`, 200, "sont à reloger"],
  ["agent-epci", "simulation, la vacance", `${T}/scenarios/3?partie=vacance`, 200, "Vacance en QPV"],
  ["agent-epci", "simulation, les hypothèses", `${T}/scenarios/3?partie=hypotheses`, 200, "levier choisi"],
  ["agent-epci", "simulation, les limites", `${T}/scenarios/3?partie=limites`, 200, "n’est pas une prévision"],
  ["commune", "simulation, une partie fermée", `${T}/scenarios/3?partie=bailleurs`, 404, "Page introuvable"],
  ["agent-epci", "simulation, un scénario inconnu", `${T}/scenarios/987654`, 404, "Page introuvable"],
  ["agent-epci", "simulation à préparer", `${T}/preparer`, 200, "Les leviers"],
  ["agent-epci", "simulation, une autre année", `${T}/preparer?reference=2016`, 200, "57 sur 305"],
  ["etat", "simulation à préparer, refusée", `${T}/preparer`, 403, "Votre habilitation n’ouvre pas cette page"],
  ["etat", "scénarios comparés", `${T}/comparaison?s=1&s=3&s=5&s=6`, 200, "Ce qui les distingue"],
  ["etat", "scénarios à choisir", `${T}/comparaison`, 200, "Choisir les scénarios"],
  ["etat", "un seul scénario à comparer", `${T}/comparaison?s=1`, 422, "Cochez de 2 à 4 scénarios"],
];
