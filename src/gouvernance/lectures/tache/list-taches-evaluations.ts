import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EnteteEvaluation } from "../evaluation/ports.ts";

const PAGE = "commission/evaluations";

/** Tasks: last year's evaluation to freeze, and the frozen ones to publish, for those who present them to the conférence. */
export async function listTachesEvaluations(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "instance", "valider", epci)) return [];
  const [evaluations, annees] = await Promise.all([base.evaluations.list(epci), base.cubes.annees(epci)]);
  const annee = Number(aujourdhui.slice(0, 4)) - 1;
  const figee = evaluations.some(({ genre, anneeDebut }) => genre === "annuelle" && anneeDebut === annee);
  return [
    // A year without published leases needs no evaluation.
    ...(annees.includes(annee) && !figee ? [sayAFiger(annee)] : []),
    ...lastOfEach(evaluations)
      .filter(({ publieLe }) => publieLe === null)
      .map(sayAPublier),
  ];
}

/** Results are « présentés chaque année à la Conférence » (signed document, §6): before the year ends. */
function sayAFiger(annee: number): Tache {
  return {
    code: "evaluation-a-figer",
    titre: `Évaluation ${annee} à figer pour la conférence`,
    pourquoi: "Les résultats sont présentés chaque année à la conférence intercommunale du logement.",
    action: "Préparer l’évaluation",
    chemin: cheminOf(`${PAGE}/preparer`, { genre: "annuelle", annee }),
    echeance: `${annee + 1}-12-31`,
  };
}

/** A new number of the same years is a correction, and replaces the former. The list is latest first. */
function lastOfEach(evaluations: readonly EnteteEvaluation[]): readonly EnteteEvaluation[] {
  const seen = new Set<string>();
  return evaluations.filter(({ genre, anneeDebut, anneeFin }) => {
    const key = `${genre}:${anneeDebut}:${anneeFin}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

function sayAPublier({ numero, figeLe }: EnteteEvaluation): Tache {
  return {
    code: "evaluation-a-publier",
    titre: `Évaluation ${numero} figée, non publiée`,
    pourquoi: `Figée le ${formatJour(figeLe)}. La page publique de la conférence ne la montre pas encore.`,
    action: "Relire et publier",
    chemin: `${PAGE}/${numero}/publication`,
    echeance: null,
  };
}
