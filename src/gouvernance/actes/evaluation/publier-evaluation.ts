import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { EvaluationFigee } from "../../lectures/evaluation/ports.ts";

export type PublicationDemande = {
  readonly epci: string;
  readonly numero: string;
  /** ISO day. */
  readonly aujourdhui: string;
  /** true: the person read all that the public will read, texts included. */
  readonly relu: boolean;
};

/** Throws `evaluation-inconnue`. */
export async function findEvaluation(base: Base, epci: string, numero: string): Promise<EvaluationFigee> {
  const found = await base.evaluations.find(epci, numero);
  if (!found) throw evaluationInconnue(numero);
  return found;
}

/**
 * Publishes the public form as frozen with the evaluation. Refuses `evaluation-inconnue`,
 * `evaluation-non-relue`, `evaluation-deja-publiee`.
 */
export async function publierEvaluation(base: Base, demande: PublicationDemande): Promise<void> {
  const { epci, numero, aujourdhui, relu } = demande;
  await base.transaction(async (tx) => {
    const { genre, anneeDebut, anneeFin, contenuPublic } = await findEvaluation(tx, epci, numero);
    if (!relu) {
      throw new Refus(
        "evaluation-non-relue",
        "Relisez ce que tout le monde lira, textes compris, puis cochez la case.",
      );
    }
    const publiee = { numero, genre, anneeDebut, anneeFin, contenu: contenuPublic, publieLe: aujourdhui };
    if (!(await tx.evaluations.publish(epci, publiee))) {
      throw conflit("evaluation-deja-publiee", `L’évaluation ${numero} est déjà publiée.`);
    }
    await write(tx, "evaluation-publiee", epci, numero);
  });
}

/** Withdraws it from the public; partners still read it. Refuses `evaluation-inconnue`, `evaluation-non-publiee`. */
export async function retirerEvaluation(
  base: Base,
  { epci, numero }: Pick<PublicationDemande, "epci" | "numero">,
): Promise<void> {
  await base.transaction(async (tx) => {
    await findEvaluation(tx, epci, numero);
    if (!(await tx.evaluations.withdraw(epci, numero))) {
      throw conflit("evaluation-non-publiee", `L’évaluation ${numero} n’est pas publiée.`);
    }
    await write(tx, "evaluation-retiree", epci, numero);
  });
}

export function evaluationInconnue(numero: string): Refus {
  return introuvable("evaluation-inconnue", `L’évaluation « ${numero} » n’existe pas. Choisissez-la dans la liste.`);
}

function write(tx: Base, acte: "evaluation-publiee" | "evaluation-retiree", epci: string, numero: string) {
  return tx.journal.ecrire({ acte, ressource: "instance", epci, objet: `evaluation:${numero}` });
}
