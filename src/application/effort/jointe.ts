import { countIssuesJointes } from "#statistics/identification/jointe.ts";
import type { BlocEffort } from "./effort.ts";
import { phraseJointe } from "./phrases.ts";

/**
 * Both floors at once: a first-quartile lease found in the QPV helps neither. Of the unlocated alone: null when other facts that nobody wrote
 * could turn either floor, when it changes nothing to say, or when an unlocated rehoused household makes the unlocated of the two sides different sets.
 */
export function sayJointe(blocs: readonly BlocEffort[]): string | null {
  const hors = blocs.find(({ objet }) => objet === "hors-qpv");
  const qpv = blocs.find(({ objet }) => objet === "qpv");
  const [a, b] = [hors?.ensemble?.lecture, qpv?.ensemble?.lecture];
  if (!a || !b || !hors?.plancher || !qpv?.plancher) return null;
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
