import type { Base } from "#socle/lectures/base.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import { examiner } from "../../regles/rapprochement/examiner.ts";
import { questionOf } from "./chercher-candidats.ts";

/**
 * Examination of the demande for the dwelling on `jour`, without a name, for the commission: frozen in `candidature.examen` at the designation.
 * Refuses `liberation-inconnue`, and `demande-introuvable`: none, not alive, or closed to the actor.
 */
export async function examinerDemande(
  base: Base,
  demande: {
    readonly epci: string;
    readonly liberation: number;
    readonly demandeur: string;
    readonly jour: string;
  },
): Promise<Examen> {
  const { epci, demandeur } = demande;
  const [faits] = await base.rapprochements.faits(epci, [demandeur]);
  if (!faits) {
    throw introuvable(
      "demande-introuvable",
      "Cette demande n’est plus active, ou ses souhaits ne concernent pas votre organisation. Cherchez-la dans la liste des demandes.",
    );
  }
  return examiner(faits, await questionOf(base, demande));
}
