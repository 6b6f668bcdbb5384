import { NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { ETATS_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import type { PresenceSaisie } from "../../actes/cal/tenir.ts";
import type { VoteSaisi } from "../../actes/cal/voter.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import { aRang, DECISIONS_CAL } from "../../regles/cal/decision.ts";
import { MOTIFS_CAL } from "../../regles/cal/motif.ts";
import { SENS_VOTE } from "../../regles/cal/vote.ts";

/** A number that the form itself wrote, in an address or a field; null: none. */
export function idOf(valeur: string): number | null {
  return /^[1-9]\d{0,14}$/.test(valeur) ? Number(valeur) : null;
}

/** « decision-12 »: the candidatures that the form speaks of. */
function candidaturesOf(saisie: SaisieFormulaire, champ: string): readonly number[] {
  return Object.keys(saisie).flatMap((nom) => {
    const id = nom.startsWith(`${champ}-`) ? idOf(nom.slice(champ.length + 1)) : null;
    return id === null ? [] : [id];
  });
}

/** A candidate of whom nothing is said is not voted on. */
export function readVotes(lecture: Lecture): readonly VoteSaisi[] {
  return candidaturesOf(lecture.saisie, "vote").flatMap((candidature): VoteSaisi[] => {
    const sens = lecture.choiceOrNull(`vote-${candidature}`, "Vote", SENS_VOTE);
    if (sens === null) return [];
    const rang = sens !== "abstention" && aRang(sens) ? lecture.whole(`rangvote-${candidature}`, "Rang", 1) : null;
    return [{ candidature, sens, rang }];
  });
}

export function readDecisions(lecture: Lecture): readonly DecisionSaisie[] {
  return candidaturesOf(lecture.saisie, "decision").map((candidature) => {
    const decision = lecture.choice(`decision-${candidature}`, "Décision", DECISIONS_CAL);
    const rang = aRang(decision);
    const motif = rang ? null : lecture.choiceOrNull(`motif-${candidature}`, "Motif", MOTIFS_CAL);
    const precision = lecture.textOrNull(`precision-${candidature}`, 500);
    return {
      candidature,
      decision,
      motif,
      precision,
      rang: rang ? lecture.whole(`rang-${candidature}`, "Rang", 1) : null,
      piece:
        decision === "sous-condition" ? lecture.choiceOrNull(`piece-${candidature}`, "Pièce", NATURES_PIECE) : null,
      methode: motif === "desequilibre" ? lecture.whole(`methode-${candidature}`, "Méthode", 1) : null,
    };
  });
}

/** One line a member; what is not told is not written, unless all the others are said to be there. */
export function readPresences(saisie: SaisieFormulaire): readonly PresenceSaisie[] {
  const autres = valeurDe(saisie, "autres") === "present" ? "present" : null;
  return candidaturesOf(saisie, "presence").map((membre) => {
    const dite = valeurDe(saisie, `presence-${membre}`);
    const presence = dite === "" ? autres : (ETATS_PRESENCE.find((code) => code === dite) ?? null);
    const mandataire = presence === "represente" ? idOf(valeurDe(saisie, `mandataire-${membre}`)) : null;
    return { membre, presence, mandataire };
  });
}
