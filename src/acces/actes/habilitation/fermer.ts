import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import { findHabilitation, type InvitationDeps } from "../../lectures/habilitation/circonstances.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { checkMotif } from "../../regles/habilitation/accorder.ts";
import { etatHabilitation } from "../../regles/habilitation/echeances.ts";

type Cible = { readonly epci: string | null; readonly id: number };

/**
 * Closes every session of a person with rights in this territory only (a lost device, a screen left open), by who grants rights there. They can log
 * in again. Throws "habilitation-inconnue", "fermeture-impossible". The journal's line is undone when the closing fails.
 */
export function fermerSessions(deps: InvitationDeps, { epci, id }: Cible): Promise<Habilitation> {
  const { connexions, horloge } = deps;
  return deps.base.transaction(async (base) => {
    const cible = await findHabilitation(base, epci, id);
    await checkPortee(deps, epci, cible);
    await base.journal.ecrire({
      acte: "sessions-fermees",
      ressource: "habilitation",
      epci,
      objet: `compte:${cible.compte.id}`,
    });
    await connexions.closeSessionsOf(cible.compte.id, horloge.maintenant(), null);
    return cible;
  });
}

/** Otherwise a manager could log out a person from elsewhere by granting them a right. */
async function checkPortee({ connexions, horloge }: InvitationDeps, epci: string | null, cible: Habilitation) {
  const jour = horloge.aujourdhui();
  const enVigueur = etatHabilitation(cible, jour) === "en-vigueur";
  if (enVigueur && !(await connexions.holdsElsewhere(cible.compte.id, epci, jour))) return;
  throw new Refus(
    "fermeture-impossible",
    "Les sessions de cette personne ne peuvent pas être fermées d’ici : son habilitation n’est plus en vigueur, ou elle en a une ailleurs. " +
      "Retirez l’habilitation, ou demandez-le à un administrateur de la plateforme.",
  );
}

/**
 * Closes an account, or reopens it: a closed account cannot log in, whatever its habilitations, and its sessions end at once. For the platform's
 * administrators, on the accounts they see. Throws "motif-absent", "compte-a-soi", "compte-deja-ferme", "compte-ouvert".
 */
export function fermerCompte(
  deps: InvitationDeps,
  { epci, id, motif, rouvrir }: Cible & { readonly motif: string; readonly rouvrir: boolean },
): Promise<Habilitation> {
  const { connexions, horloge } = deps;
  checkMotif(motif);
  return deps.base.transaction(async (base) => {
    const cible = await findHabilitation(base, epci, id);
    checkCompte(cible, base.acteur.compte, rouvrir);
    await base.journal.ecrire({
      acte: rouvrir ? "compte-modifie" : "compte-ferme",
      ressource: "habilitation",
      epci,
      objet: `compte:${cible.compte.id}`,
      motif: motif.trim(),
    });
    const maintenant = horloge.maintenant();
    await connexions.transaction(async (tx) => {
      await tx.setFermeture(cible.compte.id, rouvrir ? null : maintenant);
      await tx.closeSessionsOf(cible.compte.id, maintenant, null);
    });
    return cible;
  });
}

function checkCompte({ compte }: Habilitation, acteur: number | null, rouvrir: boolean): void {
  if (compte.id === acteur) {
    throw interdit("compte-a-soi", "Personne ne ferme son propre compte : un autre administrateur peut le faire.");
  }
  if (rouvrir && compte.fermeLe === null) throw conflit("compte-ouvert", "Ce compte est déjà ouvert.");
  if (!rouvrir && compte.fermeLe !== null) throw conflit("compte-deja-ferme", "Ce compte est déjà fermé.");
}
