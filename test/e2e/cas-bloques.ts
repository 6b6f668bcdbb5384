import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/commission/cas`;

/** The blocked cases, by those who read them, those who only open them, and a member before any convocation. */
export const CAS_BLOQUES: readonly Cas[] = [
  ["agent-epci", "cas bloqués", T, 200, "Signaler un cas"],
  ["agent-epci", "cas bloqués, filtrés, aucun", `${T}?etat=clos&motif=separation`, 200, "Aucun cas ne répond"],
  ["agent-epci", "cas bloqués, filtre impossible", `${T}?etat=parti`, 400, "Demande mal formée"],
  ["agent-epci", "un cas", `${T}/1`, 200, "Ancienneté de la demande"],
  ["agent-epci", "proposer sur un cas", `${T}/1/proposer`, 200, "Ce que vous proposez"],
  ["agent-epci", "confier un cas", `${T}/1/confier`, 200, "Organisme chargé"],
  ["agent-epci", "inscrire un cas", `${T}/1/inscrire`, 200, "Inscrire le cas à un ordre du jour"],
  ["agent-epci", "décider d’un cas", `${T}/1/decider`, 200, "Si la décision est de clore"],
  ["agent-epci", "clore un cas", `${T}/1/clore`, 200, "Un cas clos ne se rouvre pas"],
  ["agent-epci", "un cas inconnu", `${T}/987654`, 404, "Page introuvable"],
  ["guichet", "signaler un cas", `${T}/nouveau`, 200, "Ce qui ne s’écrit pas ici"],
  ["guichet", "cas refusés", T, 403, "Votre habilitation n’ouvre pas cette page"],
  ["agent-bailleur", "signaler un cas de son parc", `${T}/nouveau`, 200, "Les faits codés"],
  ["membre-coordination", "cas, avant convocation", T, 200, "Aucun cas ne vous est ouvert"],
  ["membre-coordination", "un cas, avant convocation", `${T}/1`, 404, "Page introuvable"],
];
