import { MOTIFS_PROTEGES, type RefusPar, readMotifDemande } from "#donnees/regles/demande/demande.ts";
import type { Origine, Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { Fait, Faits, PreuveFait, ValeurFait } from "./fait.ts";
import type { NatureGrille } from "./grille.ts";

/** Columns of one demande in the pseudonymous stock of the SNE. */
export type DemandeACoter = {
  readonly creeLe: string | null;
  readonly origine: Origine;
  readonly quartileDeclare: Quartile;
  readonly positionPlafond: PositionPlafond;
  readonly tailleMenage: number | null;
  readonly age: number | null;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly motifDemande: string | null;
  readonly salarie: Reponse;
  readonly qpvActuel: Situation;
  readonly refusPar: RefusPar;
};

/** null: the nature of its scheme is unknown. */
export function natureOfOrigine(origine: Origine): NatureGrille | null {
  if (origine === "inconnue") return null;
  return origine === "mutation" ? "mutation" : "acces";
}

/** The day of registration and DALO come from the national system: proven. The household declared the rest there. */
export function faitsOfDemandeSne(demande: DemandeACoter): Faits {
  const { creeLe, quartileDeclare, positionPlafond, qpvActuel, refusPar } = demande;
  return {
    anciennete: faitOf(creeLe, "justifie"),
    prioritaire: faitOf(boolOf(demande.prioritaire)),
    dalo: faitOf(boolOf(demande.dalo), "justifie"),
    quartile: faitOf(quartileDeclare === "inconnu" ? null : quartileDeclare),
    plafond: faitOf(positionPlafond === "inconnue" ? null : positionPlafond),
    personnes: faitOf(demande.tailleMenage),
    age: faitOf(demande.age),
    ...faitsOfMotif(readMotifDemande(demande.motifDemande)),
    salarie: faitOf(boolOf(demande.salarie)),
    "quartier-prioritaire": faitOf(qpvActuel === "inconnue" ? null : qpvActuel === "qpv"),
    // A refusal by the bailleur does not tell what the household would have answered.
    "refus-adapte": faitOf(refusPar === "aucun" ? false : refusPar === "demandeur" ? true : null),
  };
}

/** One motive is known, others may exist: a protected one is left out, and the list then is unknown, not empty. */
function faitsOfMotif(code: string): Pick<Faits, "motif"> {
  if (code === "inconnu" || code === "autre-libelle" || MOTIFS_PROTEGES.includes(code)) return {};
  return { motif: faitOf([code]) };
}

export function boolOf(reponse: Reponse): boolean | null {
  return reponse === "inconnu" ? null : reponse === "oui";
}

/** null is unknown: no fact. */
export function faitOf(valeur: ValeurFait | null, preuve: PreuveFait = "declare"): Fait | undefined {
  return valeur === null ? undefined : { valeur, preuve };
}
