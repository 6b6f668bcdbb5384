import {
  type DossierReponses,
  firstUnanswered,
  isSensible,
  type Question,
  questionsPosees,
  revisionOf,
} from "./question.ts";

/** An answer missing before the demande can be sent, and the page where it is given. */
export type ReponseManquante = { readonly question: Question; readonly manque: string };

/**
 * Lists what is missing. A demande may be sent when each question has its answer, « je ne sais pas » included; the applicant's name, a way to reach
 * them and where they want to live are required (CCH, art. R. 441-2-2 and R. 441-2-3: the form is what is registered). Sensitive answers never are.
 */
export function findManques(dossier: DossierReponses): readonly ReponseManquante[] {
  return questionsPosees(dossier).flatMap((question) => {
    const manque = manqueOf(question, dossier);
    return manque === null ? [] : [{ question, manque }];
  });
}

function manqueOf(question: Question, dossier: DossierReponses): string | null {
  if (isSensible(question)) return null;
  if (revisionOf(dossier.reponses, question) === 0) return "Vous n’avez pas encore répondu.";
  const { identite, souhaits } = dossier;
  if (question === "vous/identite" && (!identite.nom || !identite.prenom || identite.naissance === null)) {
    return "Il manque votre nom, votre prénom ou votre date de naissance.";
  }
  if (question === "vous/joindre" && !identite.telephone && !identite.courriel && !identite.adresse) {
    return "Donnez un téléphone, un courriel ou une adresse.";
  }
  if (question === "recherche/lieux" && souhaits.length === 0) return "Choisissez au moins une commune.";
  return null;
}

/** Question where the person resumes; null: all are answered, the person may check and send. */
export function resumeAt(dossier: DossierReponses): Question | null {
  return firstUnanswered(dossier) ?? findManques(dossier)[0]?.question ?? null;
}
