import type { Base } from "#socle/lectures/base.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import type { CanalContact, IssueContact } from "../../regles/contact.ts";

export type ContactANoter = {
  readonly epci: string;
  readonly demandeur: string;
  readonly canal: CanalContact;
  readonly issue: IssueContact;
};

/** Writes the event of a contact, made or attempted, for all the bodies that share the file. */
export function noterContact(base: Base, { epci, demandeur, canal, issue }: ContactANoter): Promise<void> {
  return base.transaction(async (tx) => {
    await tx.journal.ecrire({
      acte: "dossier-modifie",
      ressource: "demande-menage",
      epci,
      objet: "contact",
      demandeur,
    });
    await ecrireEvenement(tx, { epci, demandeur, code: "contact-pris", precisions: { canal, issue } });
  });
}
