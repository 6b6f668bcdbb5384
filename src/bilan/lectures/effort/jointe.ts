import { countIssuesJointes } from "#socle/calculs/identification/jointe.ts";
import type { BlocEffort, LigneEffort } from "./effort.ts";
import { phraseJointe } from "./phrases.ts";

/**
 * Both floors together: a first-quartile lease located in QPV helps neither. For the unlocated only: null when other unknown facts could turn either
 * floor, a missing quarter or another extraction included; when the unlocated change nothing; or when an unlocated rehoused household makes both
 * sides' unlocated differ.
 */
export function sayJointe(blocs: readonly BlocEffort[]): string | null {
  const hors = blocs.find(({ objet }) => objet === "hors-qpv");
  const qpv = blocs.find(({ objet }) => objet === "qpv");
  const [a, b] = [hors?.ensemble?.lecture, qpv?.ensemble?.lecture];
  if (!a || !b || !hors?.plancher || !qpv?.plancher) return null;
  if (isOpen(hors.ensemble) || isOpen(qpv.ensemble)) return null;
  if (a.inconnus.indecis > 0 || b.inconnus.indecis > 0) return null;
  if (a.inconnus.part !== b.inconnus.autres || a.inconnus.autres !== b.inconnus.part) return null;
  return phraseJointe(
    countIssuesJointes({
      horsQpv: { part: a.realise, total: a.assiette, taux: hors.plancher.taux },
      qpv: { part: b.realise, total: b.assiette, taux: qpv.plancher.taux },
      inconnusPremier: a.inconnus.part,
      inconnusAutres: a.inconnus.autres,
    }),
  );
}

/** Whether the situation is unknown, or two tables contradict each other: locating would not settle it. */
function isOpen(ensemble: LigneEffort | null): boolean {
  if (ensemble === null) return true;
  const { lecture, plancher } = ensemble;
  return lecture.aCeJour === null || lecture.contredit != null || plancher?.contredit === true;
}
