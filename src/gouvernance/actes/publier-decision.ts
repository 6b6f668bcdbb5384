import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";

type DecisionVisee = { readonly epci: string; readonly id: number };

/**
 * Publishes the text of a decision alone. Refuses a decision on a blocked case, and one of a meeting not closed; publishing twice
 * changes nothing. Refuses `decision-inconnue`, `decision-cas-non-publiable`, `decision-reunion-ouverte`.
 */
export async function publierDecision(
  base: Base,
  { epci, id, aujourdhui }: DecisionVisee & { readonly aujourdhui: string },
) {
  await base.transaction(async (tx) => {
    const decision = (await tx.decisionsInstances.find(epci, id)) ?? refuseDecision();
    if (decision.cas !== null) {
      throw new Refus(
        "decision-cas-non-publiable",
        "Cette décision porte sur un cas bloqué : elle concerne un ménage, elle ne se publie pas.",
      );
    }
    const [reunion, instances] = await Promise.all([tx.reunions.find(epci, decision.reunion), tx.instances.list(epci)]);
    if (reunion?.etat !== "close") {
      throw conflit(
        "decision-reunion-ouverte",
        "La réunion n’est pas close : une décision se publie une fois le relevé figé.",
      );
    }
    const { numero } = decision;
    const avis = (await tx.releves.find(epci, decision.reunion))?.contenu.avis ?? false;
    const texte = avis ? `Avis, sans le quorum : ${decision.texte}` : decision.texte;
    const instanceNom = instances.find((instance) => instance.id === reunion.instance)?.nom ?? "";
    const publication = { instanceNom, jour: reunion.jour, numero, texte, publieLe: aujourdhui };
    if (!(await tx.decisionsInstances.publish(epci, id, publication))) return;
    await tx.journal.ecrire({ acte: "decision-publiee", ressource: "instance", epci, objet: `decision:${id}` });
  });
}

/** Withdraws a decision from the public. Refuses `decision-inconnue`. */
export async function retirerDecision(base: Base, { epci, id }: DecisionVisee): Promise<void> {
  await base.transaction(async (tx) => {
    if (!(await tx.decisionsInstances.find(epci, id))) refuseDecision();
    if (!(await tx.decisionsInstances.withdraw(epci, id))) return;
    await tx.journal.ecrire({ acte: "decision-retiree", ressource: "instance", epci, objet: `decision:${id}` });
  });
}

export function refuseDecision(): never {
  throw introuvable(
    "decision-inconnue",
    "Cette décision n’existe pas, ou ne vous est pas ouverte. Choisissez-la dans la liste.",
  );
}
