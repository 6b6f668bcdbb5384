import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { computeEvaluation, type QuestionEvaluation } from "../../lectures/evaluation/compute-evaluation.ts";
import type { Evaluation } from "../../lectures/evaluation/evaluation.ts";
import type { EnteteEvaluation } from "../../lectures/evaluation/ports.ts";
import { cleanTextes } from "../../lectures/evaluation/textes.ts";
import { prefixNumero, yearsOf } from "../../regles/evaluation/evaluation.ts";

/** `relu` true: the person read the warnings on the texts, and keeps them. */
export type EvaluationDemande = QuestionEvaluation & { readonly relu: boolean };

/** Saves the draft over the former one. Refuses what `cleanTextes` refuses. */
export async function saveProjetEvaluation(base: Base, demande: Omit<EvaluationDemande, "memoire">): Promise<void> {
  const textes = cleanTextes(demande.textes, demande.relu);
  await base.transaction(async (tx) => {
    await tx.evaluations.saveProjet(demande.epci, { ...anneesOf(demande), textes });
    await tx.journal.ecrire({
      acte: "evaluation-preparee",
      ressource: "instance",
      epci: demande.epci,
      objet: `evaluation:${prefixOf(demande)}`,
    });
  });
}

/**
 * Freezes the evaluation of the day, and its public form, with a number, a date and a hash. It never changes; freezing the same
 * years again takes the next number. Refuses what `cleanTextes` refuses, `evaluation-incomplete`.
 */
export async function figerEvaluation(base: Base, demande: EvaluationDemande): Promise<EnteteEvaluation> {
  const { epci } = demande;
  const textes = cleanTextes(demande.textes, demande.relu);
  return base.transaction(async (tx) => {
    const { evaluation, publique, manques } = await computeEvaluation(tx, { ...demande, textes });
    if (evaluation === null || publique === null) {
      throw new Refus("evaluation-incomplete", manques.map(({ phrase }) => phrase).join(" "));
    }
    const figee = await tx.evaluations.freeze({
      epci,
      ...anneesOf(demande),
      prefixe: prefixOf(demande),
      contenu: evaluation,
      contenuPublic: publique,
      empreinte: hashEvaluation(evaluation),
      figePar: tx.acteur.nom,
    });
    await tx.evaluations.dropProjet(epci, anneesOf(demande));
    await tx.journal.ecrire({
      acte: "evaluation-figee",
      ressource: "instance",
      epci,
      objet: `evaluation:${figee.numero}`,
    });
    return figee;
  });
}

/** SHA-256 of the canonical JSON, in hexadecimal, independent of the order of the keys. */
export function hashEvaluation(evaluation: Evaluation): string {
  return createHash("sha256").update(canonicalJson(evaluation)).digest("hex");
}

type Annees = Pick<QuestionEvaluation, "genre" | "annee">;

function anneesOf({ genre, annee }: Annees) {
  return { genre, anneeDebut: yearsOf(genre, annee)[0] ?? annee, anneeFin: annee };
}

function prefixOf(annees: Annees): string {
  const { anneeDebut, anneeFin } = anneesOf(annees);
  return prefixNumero(anneeDebut, anneeFin);
}
