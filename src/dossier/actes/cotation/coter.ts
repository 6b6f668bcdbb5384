import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import type { CotationPosee, MenageLu } from "../../lectures/cotation/ports.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import { evaluate } from "../../regles/cotation/evaluer.ts";
import { faitsOfMenage } from "../../regles/cotation/faits-menage.ts";
import { maskTrace, readsSensible } from "../../regles/cotation/trace.ts";
import { grilleOn, type VersionGrille } from "../../regles/cotation/version-grille.ts";
import type { EtatDemande } from "../../regles/etat.ts";
import type { ReponsesSensibles } from "../../regles/reponses.ts";

/** States that are scored: from the sending of the demande to its striking off; a draft is not sent yet. */
const ETATS_COTES: readonly EtatDemande[] = ["a-enregistrer", "a-completer", "active", "a-renouveler", "avertie"];

/**
 * Scores a demande with the scheme of `jour` and keeps the score; null when it cannot be scored (no scheme in force, first demande or mutation
 * unknown,
 * draft, struck off). Called when answers are saved, with the `sensibles` that the saver may open. Without them, a score that was made with
 * them stays as it is: the operator's command, which opens sealed answers, brings it up to date. It changes points, never a state
 */
export async function coterDemande(
  base: Base,
  epci: string,
  demandeur: string,
  jour: string,
  sensibles: ReponsesSensibles | null = null,
): Promise<CotationPosee | null> {
  const menage = await base.cotations.menage(epci, demandeur);
  if (menage?.nature == null || menage.etat === null || !ETATS_COTES.includes(menage.etat)) return null;
  const grille = grilleOn(await base.cotations.versions(epci), menage.nature, jour);
  if (!grille) return null;
  const avant = await base.cotations.posee(demandeur, grille.id);
  if (sensibles === null && avant?.avecSensibles && readsSensible(grille.contenu)) return avant;
  const lu = { ...menage, aRefuse: knowsPropositions(base, epci) ? menage.aRefuse : null };
  const cotation = computeCotation({ epci, menage: lu, grille, sensibles, jour });
  await base.transaction(async (tx) => {
    await tx.cotations.poser(cotation);
    if (avant?.points === cotation.points) return;
    const precisions = { points: cotation.points };
    await ecrireEvenement(tx, {
      epci,
      demandeur,
      code: "cotation-calculee",
      precisions,
      objet: `grille:${grille.id}`,
    });
  });
  return cotation;
}

/** An actor who may not read proposals cannot know that none was refused. */
function knowsPropositions({ acteur }: Pick<Base, "acteur">, epci: string): boolean {
  return peut(acteur, "proposition", "lire", epci) && peut(acteur, "demande-identite", "lire", epci);
}

export type ACoter = {
  readonly epci: string;
  readonly menage: MenageLu;
  readonly grille: VersionGrille;
  readonly sensibles: ReponsesSensibles | null;
  readonly jour: string;
};

/** Same computation for one household and for the whole territory. */
export function computeCotation({ epci, menage, grille, sensibles, jour }: ACoter): CotationPosee {
  const evaluation = evaluate(grille.contenu, faitsOfMenage(menage, sensibles, jour), jour);
  return {
    demandeur: menage.demandeur,
    epci,
    grille: grille.id,
    calculeeLe: jour,
    points: evaluation.points,
    min: evaluation.min,
    max: evaluation.max,
    trace: maskTrace(evaluation),
    typologie: menage.typologie,
    ancienneteLe: menage.ancienneteLe,
    avecSensibles: sensibles !== null,
  };
}
