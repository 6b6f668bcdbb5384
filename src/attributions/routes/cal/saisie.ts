import { NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { ETATS_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import {
  type Champs,
  checkLu,
  choix,
  choixOuVide,
  collectChamps,
  entierOuVide,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { PresenceSaisie } from "../../actes/cal/tenir.ts";
import type { VoteSaisi } from "../../actes/cal/voter.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import { aRang, DECISIONS_CAL } from "../../regles/cal/decision.ts";
import { MOTIFS_CAL } from "../../regles/cal/motif.ts";
import { SENS_VOTE } from "../../regles/cal/vote.ts";

/** « decision-12 »: the candidatures that the form speaks of. */
function candidaturesOf(saisie: SaisieFormulaire, champ: string): readonly number[] {
  return Object.keys(saisie).flatMap((nom) => {
    const id = nom.startsWith(`${champ}-`) ? idOf(nom.slice(champ.length + 1)) : null;
    return id === null ? [] : [id];
  });
}

/** A number that the form itself wrote, in an address or a field; null: none. */
function idOf(valeur: string): number | null {
  return /^[1-9]\d{0,14}$/.test(valeur) ? Number(valeur) : null;
}

/** One line a candidature, each field ending with its number. Throws `saisie-a-corriger`. */
function readLignes<C extends Champs>(saisie: SaisieFormulaire, cle: string & keyof C, champs: C) {
  const lignes = candidaturesOf(saisie, cle).map((candidature) => {
    const { lu, ecarts } = collectChamps(champs, saisie, `-${candidature}`);
    return { lu: { candidature, ...lu }, ecarts };
  });
  return checkLu({ lu: lignes.map(({ lu }) => lu), ecarts: lignes.flatMap(({ ecarts }) => ecarts) });
}

const VOTE = { vote: choixOuVide("Vote", SENS_VOTE), rangvote: entierOuVide("Rang", 1) };

/** A candidate of whom nothing is said is not voted on. */
export function readVotes(saisie: SaisieFormulaire): readonly VoteSaisi[] {
  return readLignes(saisie, "vote", VOTE).flatMap(({ candidature, vote: sens, rangvote }): VoteSaisi[] => {
    if (sens === null) return [];
    return [{ candidature, sens, rang: sens !== "abstention" && aRang(sens) ? rangvote : null }];
  });
}

const DECISION = {
  decision: choix("Décision", DECISIONS_CAL),
  motif: choixOuVide("Motif", MOTIFS_CAL),
  precision: texteOuVide(500),
  rang: entierOuVide("Rang", 1),
  piece: choixOuVide("Pièce", NATURES_PIECE),
  methode: entierOuVide("Méthode", 1),
};

export function readDecisions(saisie: SaisieFormulaire): readonly DecisionSaisie[] {
  return readLignes(saisie, "decision", DECISION).map(({ candidature, decision, precision, ...lu }) => {
    const motif = aRang(decision) ? null : lu.motif;
    return {
      candidature,
      decision,
      motif,
      precision,
      rang: aRang(decision) ? lu.rang : null,
      piece: decision === "sous-condition" ? lu.piece : null,
      methode: motif === "desequilibre" ? lu.methode : null,
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
