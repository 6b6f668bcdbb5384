import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const LIBERATIONS = `/t/${EPCI}/liberations`;

/** Who could live in a freed dwelling × whom it matters to. */
export const CAS_RAPPROCHEMENT: readonly Cas[] = [
  ["agent-bailleur", "candidats d’un logement", `${LIBERATIONS}/1/candidats`, 200, "Ce qui écarte les demandes"],
  [
    "agent-bailleur",
    "candidats, ailleurs aussi",
    `${LIBERATIONS}/1/candidats?ailleurs=oui`,
    200,
    "Resteraient sans lui",
  ],
  ["agent-epci", "candidats, aucun dossier lu", `${LIBERATIONS}/1/candidats`, 200, "Aucune demande ne convient"],
  ["agent-bailleur", "candidats, logement inconnu", `${LIBERATIONS}/987654/candidats`, 404, "Page introuvable"],
  ["agent-bailleur", "repères de budget", `${LIBERATIONS}/seuils`, 200, "Repères de budget des candidats"],
  ["agent-epci", "repères du territoire", `${LIBERATIONS}/reperes`, 200, "Ce qu’aucun territoire ne change"],
  ["agent-bailleur", "repères, lus", `${LIBERATIONS}/reperes`, 200, "Ceux de votre organisation"],
  [
    "agent-epci",
    "nouvelle version des repères",
    `${LIBERATIONS}/reperes/nouvelle`,
    200,
    "bailleurs qui n’ont pas les leurs",
  ],
  [
    "agent-bailleur",
    "repères du territoire refusés",
    `${LIBERATIONS}/reperes/nouvelle`,
    403,
    "Votre habilitation n’ouvre pas cette page",
  ],
  ["agent-epci", "repères refusés", `${LIBERATIONS}/seuils`, 403, "Votre habilitation n’ouvre pas cette page"],
];
