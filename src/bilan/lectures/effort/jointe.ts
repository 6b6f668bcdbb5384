import { countIssuesJointes } from "#socle/calculs/identification/jointe.ts";
import type { BlocEffort, LigneEffort } from "./effort.ts";
import { phraseJointe } from "./phrases.ts";

/**
 * Both floors at once: a first-quartile lease found in the QPV helps neither. Of the unlocated alone: null when other facts that nobody wrote
 * could turn either floor, a quarter that is missing or another extraction of the year included; when it changes nothing to say; or when an
 * unlocated rehoused household makes the unlocated of the two sides different sets.
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

/** Nobody knows where things stand, or two tables say the contrary of each other: no place of the unlocated settles that. */
function isOpen(ensemble: LigneEffort | null): boolean {
  if (ensemble === null) return true;
  const { lecture, plancher } = ensemble;
  return lecture.aCeJour === null || lecture.contredit != null || plancher?.contredit === true;
}
