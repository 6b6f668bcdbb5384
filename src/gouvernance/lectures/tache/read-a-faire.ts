import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, SourceTaches, Tache } from "#socle/lectures/tache.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type AFaire, DELAIS, type DelaiTache } from "./a-faire.ts";

/**
 * All tasks of the actor. Sources are read concurrently; one that refuses is reported, and the others are shown. A defect
 * is thrown.
 */
export async function readAFaire(
  base: Base,
  question: QuestionTaches,
  sources: readonly SourceTaches[],
): Promise<AFaire> {
  const lues = await Promise.all(sources.map((source) => readSource(source, base, question)));
  const taches = lues.flatMap((lue) => lue.taches);
  return {
    aujourdhui: question.aujourdhui,
    total: taches.length,
    groupes: groupByDelai(taches, question.aujourdhui),
    illisibles: lues.flatMap(({ illisible }) => illisible ?? []),
  };
}

type Lue = { readonly taches: readonly Tache[]; readonly illisible?: AFaire["illisibles"][number] };

async function readSource({ quoi, list }: SourceTaches, base: Base, question: QuestionTaches): Promise<Lue> {
  try {
    return { taches: await list(base, question) };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { taches: [], illisible: { quoi, raison: error.message } };
  }
}

/** Days after today in « cette semaine ». */
const SEMAINE = 7;

function groupByDelai(taches: readonly Tache[], aujourdhui: string): AFaire["groupes"] {
  const horizon = addDays(aujourdhui, SEMAINE);
  const delaiOf = ({ echeance }: Tache): DelaiTache => {
    if (echeance === null) return "sans-date";
    if (echeance < aujourdhui) return "en-retard";
    return echeance <= horizon ? "cette-semaine" : "plus-tard";
  };
  return DELAIS.map((delai) => ({
    delai,
    taches: taches
      .filter((tache) => delaiOf(tache) === delai)
      .toSorted((a, b) => (a.echeance ?? "").localeCompare(b.echeance ?? "")),
  })).filter((groupe) => groupe.taches.length > 0);
}
