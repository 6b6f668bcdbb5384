import {
  findHabilitation,
  type HabilitationDeps,
  readCirconstances,
  tenueOf,
} from "../../lectures/habilitation/circonstances.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { checkRevocation } from "../../regles/habilitation/accorder.ts";

/** Takes effect at the person's next request. Throws a `Refus` of the rules, or "habilitation-inconnue". */
export function revoquerHabilitation(
  { base, horloge }: HabilitationDeps,
  { epci, id, motif }: { readonly epci: string | null; readonly id: number; readonly motif: string },
): Promise<Habilitation> {
  return base.transaction(async (tx) => {
    const { accordant, circonstances } = await readCirconstances(tx, epci, horloge.aujourdhui());
    const cible = await findHabilitation(tx, epci, id);
    checkRevocation(accordant, tenueOf(cible), motif, circonstances);
    await tx.habilitations.revoke(id, accordant.compte);
    await tx.journal.ecrire({
      acte: "habilitation-revoquee",
      ressource: "habilitation",
      epci,
      objet: `habilitation:${id}`,
      motif: motif.trim(),
    });
    return cible;
  });
}
