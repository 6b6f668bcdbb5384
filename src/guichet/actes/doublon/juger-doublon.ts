import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { DecisionDoublon } from "../../regles/doublon/fiche-doublon.ts";

type AJuger = { readonly epci: string; readonly id: number; readonly decision: DecisionDoublon };

/**
 * A person decides whether two files are of the same person. The decision is marked, and an event is written on each file that their desk holds; the
 * merge itself is made in the national system, which gives the numbers. Throws `doublon-inconnu`, `doublon-juge`.
 */
export function jugerDoublon(base: Base, { epci, id, decision }: AJuger): Promise<void> {
  return base.transaction(async (tx) => {
    const doublon = await tx.doublons.find(epci, id);
    if (doublon === null) throw unknownDoublon(id);
    if (doublon.decision !== null) {
      throw conflit("doublon-juge", `Le rapprochement n° ${id} est déjà jugé : rechargez la page.`, { id });
    }
    await tx.doublons.juger(epci, id, decision);
    for (const dossier of doublon.dossiers) {
      if (dossier === null) continue;
      const objet = `doublon:${id}`;
      await ecrireEvenement(tx, {
        epci,
        demandeur: dossier.id,
        code: "doublon-juge",
        precisions: { decision },
        objet,
      });
      await tx.journal.ecrire({
        acte: "doublon-juge",
        ressource: "demande-identite",
        epci,
        objet,
        demandeur: dossier.id,
      });
    }
  });
}

function unknownDoublon(id: number): Refus {
  return introuvable("doublon-inconnu", `Le rapprochement n° ${id} n’existe pas, ou n’est pas de votre guichet.`, {
    id,
  });
}
