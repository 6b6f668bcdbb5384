import { MOTIFS_PROTEGES, type RefusPar, readMotifDemande } from "#donnees/regles/demande/demande.ts";
import type { Origine, Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { Fait, Faits, PreuveFait, ValeurFait } from "./fait.ts";
import type { NatureGrille } from "./grille.ts";

/** What the pseudonymous stock of the SNE says of one demande. */
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

/** null: nobody knows under which scheme it goes. */
export function natureOfOrigine(origine: Origine): NatureGrille | null {
  if (origine === "inconnue") return null;
  return origine === "mutation" ? "mutation" : "acces";
}

/** The registered day and DALO come from the national system: proven. The rest is what the household declared there. */
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
    // A refusal of the bailleur says nothing of what the household would have answered.
    "refus-adapte": faitOf(refusPar === "aucun" ? false : refusPar === "demandeur" ? true : null),
  };
}

/** One reason is known, there may be others: a protected one is not told, and does not make the list empty. */
function faitsOfMotif(code: string): Pick<Faits, "motif"> {
  if (code === "inconnu" || code === "autre-libelle" || MOTIFS_PROTEGES.includes(code)) return {};
  return { motif: faitOf([code]) };
}

export function boolOf(reponse: Reponse): boolean | null {
  return reponse === "inconnu" ? null : reponse === "oui";
}

/** null is unknown: no fact at all. */
export function faitOf(valeur: ValeurFait | null, preuve: PreuveFait = "declare"): Fait | undefined {
  return valeur === null ? undefined : { valeur, preuve };
}
