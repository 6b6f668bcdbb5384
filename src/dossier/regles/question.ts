import type { Etape } from "./etape.ts";
import type { Identite, PersonneDossier, Reponses, ReponsesSensibles, Souhait } from "./reponses.ts";

/** All answers of a household so far. */
export type DossierReponses = {
  readonly identite: Identite;
  readonly reponses: Reponses;
  readonly personnes: readonly PersonneDossier[];
  readonly souhaits: readonly Souhait[];
  /** null: the current reader may not open them. */
  readonly sensibles: ReponsesSensibles | null;
};

/** Short questions, one a page; the URL is `etape/nom`. */
export const QUESTIONS = [
  "vous/identite",
  "vous/joindre",
  "vous/situation",
  "vous/nationalite",
  "menage/composition",
  "menage/handicap",
  "revenus/travail",
  "revenus/employeur",
  "revenus/ressources",
  "revenus/impots",
  "logement-actuel/logement",
  "logement-actuel/bailleur",
  "logement-actuel/loyer",
  "logement-actuel/taille",
  "recherche/motifs",
  "recherche/logement",
  "recherche/lieux",
  "recherche/rapide",
  "recherche/violences",
  "recherche/dalo",
] as const;
export type Question = (typeof QUESTIONS)[number];

/** Title of the page of each question. */
export const TITRE_QUESTION: Readonly<Record<Question, string>> = {
  "vous/identite": "Comment vous appelez-vous ?",
  "vous/joindre": "Comment vous joindre ?",
  "vous/situation": "Quelle est votre situation de famille ?",
  "vous/nationalite": "Quelle est votre nationalité ?",
  "menage/composition": "Qui vivra avec vous ?",
  "menage/handicap": "Quelqu’un a-t-il un handicap ou un souci de santé ?",
  "revenus/travail": "Quelle est votre situation de travail ?",
  "revenus/employeur": "Qui est votre employeur ?",
  "revenus/ressources": "Combien recevez-vous par mois ?",
  "revenus/impots": "Que dit votre avis d’impôt ?",
  "logement-actuel/logement": "Où vivez-vous aujourd’hui ?",
  "logement-actuel/bailleur": "Qui est votre bailleur ?",
  "logement-actuel/loyer": "Combien payez-vous par mois ?",
  "logement-actuel/taille": "Votre logement est-il grand ?",
  "recherche/motifs": "Pourquoi cherchez-vous un logement ?",
  "recherche/logement": "Quel logement cherchez-vous ?",
  "recherche/lieux": "Où voulez-vous vivre ?",
  "recherche/rapide": "Venez-vous pour un travail ?",
  "recherche/violences": "Subissez-vous des violences ?",
  "recherche/dalo": "Êtes-vous reconnu prioritaire par une commission ?",
};

/** Stored apart and sealed (RGPD, art. 9; motives « 06 », « 07 », « 08 » of the SNE): asked of the person alone, never through a mandate. */
export const QUESTIONS_SENSIBLES = [
  "vous/nationalite",
  "menage/handicap",
  "recherche/violences",
  "recherche/dalo",
] as const satisfies readonly Question[];
export type QuestionSensible = (typeof QUESTIONS_SENSIBLES)[number];

export function isSensible(question: Question): question is QuestionSensible {
  return QUESTIONS_SENSIBLES.some((sensible) => sensible === question);
}

export function etapeOf(question: Question): Etape {
  const [etape = "vous"] = question.split("/");
  return etape as Etape; // the first part of each question is a step
}

export function findQuestion(etape: string, nom: string): Question | null {
  return QUESTIONS.find((question) => question === `${etape}/${nom}`) ?? null;
}

const SANS_LOYER = ["heberge-famille", "heberge-particulier", "sans-abri", "squat", "loge-gratuitement"];
const SANS_TAILLE = ["sans-abri", "squat", "hotel", "camping", "structure-hebergement"];

/** Do the previous answers make the question useful? */
export function isPosee(question: Question, { reponses, sensibles }: DossierReponses): boolean {
  const mode = reponses.logementActuel?.mode ?? null;
  if (isSensible(question)) return sensibles !== null;
  if (question === "revenus/employeur") return reponses.revenus?.profession === "salarie-prive";
  if (question === "logement-actuel/bailleur") return mode === "hlm";
  if (question === "logement-actuel/loyer") return mode === null || !SANS_LOYER.includes(mode);
  if (question === "logement-actuel/taille") return mode === null || !SANS_TAILLE.includes(mode);
  return true;
}

/** Questions asked of this household, of one step or of all. */
export function questionsPosees(dossier: DossierReponses, etape?: Etape): readonly Question[] {
  return QUESTIONS.filter(
    (question) => (etape === undefined || etapeOf(question) === etape) && isPosee(question, dossier),
  );
}

/** Key of what is saved: a question, or the list of persons, which is complete only once its own question is answered. */
export type CleReponse = Question | "menage/personnes";

/** Count of saves of the question; 0: never saved. */
export function revisionOf({ repondues }: Reponses, question: CleReponse): number {
  return repondues?.[question] ?? 0;
}

/** Question after this one; null: only the pieces remain. */
export function nextQuestion(dossier: DossierReponses, apres: Question): Question | null {
  const posees = questionsPosees(dossier);
  return posees.find((question) => QUESTIONS.indexOf(question) > QUESTIONS.indexOf(apres)) ?? null;
}

/** First unanswered question; null: all are answered. */
export function firstUnanswered(dossier: DossierReponses, etape?: Etape): Question | null {
  return questionsPosees(dossier, etape).find((question) => revisionOf(dossier.reponses, question) === 0) ?? null;
}
