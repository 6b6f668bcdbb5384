import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/commission/evaluations`;

/** What is presented to the conférence, as those who prepare it, read it, or are nobody see it. */
export const CAS_EVALUATIONS: readonly Cas[] = [
  ["agent-epci", "évaluations", T, 200, "Sans évaluation"],
  ["etat", "évaluations, en lecture", T, 200, "Figée, une évaluation ne change plus"],
  ["personne", "évaluations publiées", T, 200, "Figée, une évaluation ne change plus"],
  [
    "agent-epci",
    "préparer une évaluation",
    `${T}/preparer?genre=annuelle&annee=2017`,
    200,
    "Évaluation annuelle, 2017",
  ],
  [
    "agent-epci",
    "préparer, sans les bilans",
    `${T}/preparer?genre=triennale&annee=2012`,
    200,
    "figez le rapport annuel",
  ],
  ["responsable-bailleur", "préparer, refusé", `${T}/preparer?annee=2017`, 403, "n’ouvre pas cette page"],
  ["agent-epci", "évaluation inconnue", `${T}/EVAL-2017-99`, 404, "Page introuvable"],
];
