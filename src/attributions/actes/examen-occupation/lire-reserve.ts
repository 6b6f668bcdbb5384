import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { AdaptationOccupation } from "../../lectures/examen-occupation/ports.ts";
import { findDernierExamen } from "../../lectures/examen-occupation/read-examens.ts";

/**
 * Sensitive answers of the last examination of a lease, for an actor with the right to them and a reason, which the journal keeps. Refuses
 * `bail-suivi-inconnu`, `examen-reserve-absent`.
 */
export async function lireReserve(base: Base, epci: string, bail: number): Promise<AdaptationOccupation> {
  const dernier = await findDernierExamen(base, epci, bail);
  const adaptation = dernier ? await base.examensOccupation.adaptation(dernier.id) : null;
  if (!dernier || adaptation === null) {
    throw new Refus(
      "examen-reserve-absent",
      "Aucune réponse d’accès réservé n’est écrite pour ce bail, ou votre habilitation ne l’ouvre pas.",
    );
  }
  const objet = `examen:${dernier.id}`;
  await base.journal.ecrire({ acte: "occupation-reservee-lue", ressource: "examen-occupation", epci, objet });
  return adaptation;
}
