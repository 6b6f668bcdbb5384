import { champ } from "#socle/routes/champs.ts";
import type { Question } from "../regles/question.ts";
import type { DefQuestion } from "./question.ts";
import { QUESTIONS_RECHERCHE } from "./questions-recherche.ts";
import { QUESTIONS_LOGEMENT, QUESTIONS_RESSOURCES } from "./questions-ressources.ts";
import { QUESTIONS_VOUS } from "./questions-vous.ts";

/** The persons have pages of their own: this question states that the list is complete. */
const composition: DefQuestion = {
  saisie: () => ({}),
  lire: () =>
    champ(() => ({ personnes }) => ({ reponses: { menage: { seul: personnes.length === 0 } } })),
};

export const DEFINITIONS: Readonly<Record<Question, DefQuestion>> = {
  "vous/identite": QUESTIONS_VOUS.identite,
  "vous/joindre": QUESTIONS_VOUS.joindre,
  "vous/situation": QUESTIONS_VOUS.situation,
  "vous/nationalite": QUESTIONS_VOUS.nationalite,
  "menage/composition": composition,
  "menage/handicap": QUESTIONS_VOUS.handicap,
  "revenus/travail": QUESTIONS_RESSOURCES.travail,
  "revenus/employeur": QUESTIONS_RESSOURCES.employeur,
  "revenus/ressources": QUESTIONS_RESSOURCES.ressources,
  "revenus/impots": QUESTIONS_RESSOURCES.impots,
  "logement-actuel/logement": QUESTIONS_LOGEMENT.logement,
  "logement-actuel/bailleur": QUESTIONS_LOGEMENT.bailleur,
  "logement-actuel/loyer": QUESTIONS_LOGEMENT.loyer,
  "logement-actuel/taille": QUESTIONS_LOGEMENT.taille,
  "recherche/motifs": QUESTIONS_RECHERCHE.motifs,
  "recherche/logement": QUESTIONS_RECHERCHE.logement,
  "recherche/lieux": QUESTIONS_RECHERCHE.lieux,
  "recherche/rapide": QUESTIONS_RECHERCHE.rapide,
  "recherche/violences": QUESTIONS_VOUS.violences,
  "recherche/dalo": QUESTIONS_VOUS.dalo,
};
