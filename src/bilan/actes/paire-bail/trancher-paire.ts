import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { DecisionPaire } from "../../regles/paire-bail/paire-bail.ts";

type ATrancher = { readonly epci: string; readonly id: number; readonly decision: DecisionPaire };

/**
 * A person decides that two leases are one, or two: the bilan counts them so in this file and in those that replace it. Throws `paire-inconnue`,
 * `paire-tranchee`. Returns the id of the decision.
 */
export function trancherPaire(base: Base, { epci, id, decision }: ATrancher): Promise<number> {
  return base.transaction(async (tx) => {
    if ((await tx.pairesBaux.find(epci, id)) === null) throw unknownPaire(id);
    const prise = await tx.pairesBaux.trancher(epci, id, decision);
    if (prise === null) throw settledPaire(id);
    const objet = `paire-decision:${prise}`;
    await tx.journal.ecrire({ acte: "paire-tranchee", ressource: "attribution", epci, objet });
    return prise;
  });
}

/** Withdraws a decision: the leases are proposed again if they still look alike. Throws `decision-paire-inconnue`, `decision-paire-reprise`. */
export function reprendreDecision(base: Base, epci: string, id: number): Promise<void> {
  return base.transaction(async (tx) => {
    if ((await tx.pairesBaux.findDecision(epci, id)) === null) throw unknownDecision(id);
    if (!(await tx.pairesBaux.reprendre(epci, id))) throw takenBack(id);
    const objet = `paire-decision:${id}`;
    await tx.journal.ecrire({ acte: "paire-reprise", ressource: "attribution", epci, objet });
  });
}

function unknownPaire(id: number): Refus {
  return introuvable(
    "paire-inconnue",
    `La paire n°\u00A0${id} n’est plus proposée\u00A0: quelqu’un l’a tranchée, ou le fichier a changé. Rechargez la page.`,
    { id },
  );
}

function settledPaire(id: number): Refus {
  return conflit(
    "paire-tranchee",
    `Quelqu’un vient de trancher la paire n°\u00A0${id}\u00A0: rechargez la page pour lire sa réponse, que vous pouvez reprendre.`,
    { id },
  );
}

function unknownDecision(id: number): Refus {
  return introuvable(
    "decision-paire-inconnue",
    `La décision n°\u00A0${id} n’existe pas, ou n’est plus en vigueur. Rechargez la page.`,
    { id },
  );
}

function takenBack(id: number): Refus {
  const message = `Quelqu’un vient de reprendre la décision n°\u00A0${id}. Rechargez la page.`;
  return conflit("decision-paire-reprise", message, { id });
}
