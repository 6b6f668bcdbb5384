import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { ecrireDossier } from "../actes/ecrire-dossier.ts";
import type { MotifBlocage, ObjetDecisionComite } from "../regles/comite.ts";
import { CLOTURES } from "../regles/etat.ts";
import { OFFRES_PREVUES } from "../regles/offre.ts";
import { checkPast, countedOffres, findDecisionLibre, refusees } from "../regles/regle-offre.ts";
import { canMove } from "../regles/transition.ts";
import { moveDossier } from "./move-dossier.ts";
import type { DossierRelogement } from "./ports.ts";
import { requireTexte } from "./prose.ts";

export type DecisionAPrendre = {
  readonly epci: string;
  readonly id: number;
  readonly objet: ObjetDecisionComite;
  readonly le: string;
  readonly motif: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Writes a decision of the comité de suivi on one household; returns its `id`. « quatrieme-offre » needs the three offers made, and opens one more
 * offer; « saisine-commission » blocks the file. Needs the right to validate. Refuses `comite-clos`, `comite-trop-tot`, `comite-deja-decide`,
 * `relogement-date`,
 * the refusals of the text, `relogement-inconnu`, `droit-absent`.
 */
export async function deciderComite(base: Base, demande: DecisionAPrendre): Promise<number> {
  const { epci, id, objet: quoi, le, aujourdhui } = demande;
  checkPast("Date du comité", le, aujourdhui);
  const motif = requireTexte(demande.motif, "Motif de la décision", demande.relu);
  const objet = (decision: number) => `decision:${decision}`;
  return ecrireDossier(base, { epci, id, acte: "comite-decide", action: "valider", objet }, async (tx, dossier) => {
    checkDecision(dossier, quoi);
    const decision = await tx.relogements.addDecision(epci, { relogement: id, objet: quoi, le, motif });
    if (quoi === "saisine-commission") {
      await tx.relogements.addBlocage(epci, id, motifOf(dossier), le);
      if (canMove(dossier.etat, "bloque")) await moveDossier(tx, epci, dossier, { vers: "bloque", le });
    }
    return decision;
  });
}

function checkDecision({ etat, offres, decisions }: DossierRelogement, objet: ObjetDecisionComite): void {
  if (CLOTURES.includes(etat)) {
    throw new Refus("comite-clos", "Ce dossier est clos : le comité n’a plus à en décider.");
  }
  if (objet !== "quatrieme-offre") return;
  if (countedOffres(offres).length < OFFRES_PREVUES) {
    throw new Refus(
      "comite-trop-tot",
      "Moins de trois offres ont été proposées à ce ménage : proposez-les avant d’en demander une de plus au comité.",
    );
  }
  if (findDecisionLibre(decisions)) {
    throw conflit(
      "comite-deja-decide",
      "Le comité a déjà autorisé une offre de plus : elle n’a pas encore été proposée.",
    );
  }
}

function motifOf({ offres }: DossierRelogement): MotifBlocage {
  return refusees(offres).length >= OFFRES_PREVUES ? "trois-refus" : "autre";
}
