import {
  findHabilitation,
  type InvitationDeps,
  readCirconstances,
  tenueOf,
} from "../../lectures/habilitation/circonstances.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { checkAccord, renewableFrom } from "../../regles/habilitation/accorder.ts";
import { requirePreuve } from "./inviter.ts";

/**
 * Grants a habilitation equal to the former but for its dates: it begins on the day after the former's end (today, when it has ended), and both stay
 * traced. The rules of a grant apply. Throws their `Refus`, or "habilitation-inconnue".
 */
export function renouvelerHabilitation(
  { base, horloge, connexions }: Pick<InvitationDeps, "base" | "horloge" | "connexions">,
  demande: { readonly epci: string | null; readonly id: number; readonly fin: string; readonly motif: string },
): Promise<Habilitation> {
  const { epci, id, fin } = demande;
  const motif = demande.motif.trim();
  return base.transaction(async (tx) => {
    const aujourdhui = horloge.aujourdhui();
    const { accordant, circonstances } = await readCirconstances(tx, epci, aujourdhui);
    const former = await findHabilitation(tx, epci, id);
    const tenue = tenueOf(former);
    const debut = renewableFrom(tenue, aujourdhui);
    checkAccord(accordant, { ...tenue, debut, fin, motif, typeOrganisation: former.organisation.type }, circonstances);
    const preuveApres = await requirePreuve({ connexions, horloge }, former.compte, { epci, nouveau: false });
    const renewed = await tx.habilitations.renew(id, { debut, fin, motif, accordeePar: accordant.compte, preuveApres });
    const objet = `habilitation:${renewed.id}`;
    await tx.journal.ecrire({ acte: "habilitation-accordee", ressource: "habilitation", epci, objet, motif });
    return renewed;
  });
}
