/** Sentence shown beside every score: CCH, art. L. 441-2-8; RGPD, art. 22. */
export const AIDE_A_LA_DECISION =
  "Ces points aident à choisir. Ils ne décident pas. Une commission étudie chaque demande. Aucune demande n’est refusée à cause de ses points.";
