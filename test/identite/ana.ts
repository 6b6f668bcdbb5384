import type { DemandeAccord } from "#acces/actes/habilitation/accorder.ts";
import type { Identite } from "#acces/lectures/connexion/outils.ts";

/** The person whom the scenarios of confusion take for another. */
export const ANA = "ana@a.fr";

/** What a manager asks for her. */
export function demandeFor(
  demande: Pick<DemandeAccord, "epci" | "courriel" | "debut" | "remise"> & { readonly bailleur: number },
): DemandeAccord {
  const { bailleur, ...reste } = demande;
  return {
    ...reste,
    prenom: "Ana",
    nom: "Morel",
    organisation: { id: bailleur },
    role: "agent-bailleur",
    communes: [],
    sensible: false,
    fin: "2026-12-31",
    motif: "Prise de poste au service",
  };
}

/** What ProConnect says of her. */
export function identiteFor(changes: Partial<Identite>): Identite {
  return {
    emetteur: "https://proconnect.gouv.fr",
    sujet: "ana-1",
    courriel: ANA,
    courrielVerifie: true,
    siret: "55210055400013",
    idToken: "jeton",
    ...changes,
  };
}
