import { Refus } from "#domain/shared/refus.ts";
import { createLien } from "../connexion/lien.ts";
import { findHabilitation, type InvitationDeps } from "./circonstances.ts";
import type { Habilitation } from "./ports.ts";

/** Path of the one-time link of an account, to be handed over by the manager; the links made before cease to work. */
export function inviter(
  { connexions, horloge }: Pick<InvitationDeps, "connexions" | "horloge">,
  compte: number,
): Promise<string> {
  return createLien({ queries: connexions, horloge }, { usage: "invitation", compte });
}

/**
 * A new link for a person who never came: the first was lost, or has expired. A link opens the whole account: it is refused
 * ("invitation-impossible") for an account that has served, that another territory invited, or that holds anything elsewhere.
 */
export async function reinviter(
  deps: InvitationDeps,
  epci: string | null,
  id: number,
): Promise<{ habilitation: Habilitation; lien: string }> {
  const habilitation = await deps.base.transaction(async (tx) => {
    const found = await findHabilitation(tx, epci, id);
    if (!(await isInvitable({ ...deps, base: tx }, epci, found))) throw notInvitable();
    await tx.journal.ecrire({
      acte: "compte-invite",
      ressource: "habilitation",
      epci,
      objet: `compte:${found.compte.id}`,
    });
    return found;
  });
  return { habilitation, lien: await inviter(deps, habilitation.compte.id) };
}

/** The account and its first habilitation were made in one transaction: that is how its inviter is known. */
export async function isInvitable(
  { base, connexions, horloge }: InvitationDeps,
  epci: string | null,
  { compte, id }: Habilitation,
): Promise<boolean> {
  if (compte.vuLe !== null || compte.fermeLe !== null || compte.id === base.acteur.compte) return false;
  const list = epci === null ? base.habilitations.listPlateforme() : base.habilitations.list(epci);
  const here = (await list).filter((other) => other.compte.id === compte.id);
  const invitedHere = here.some(({ avecLeCompte }) => avecLeCompte);
  return (
    invitedHere &&
    !(await connexions.holdsElsewhere(compte.id, epci, horloge.aujourdhui())) &&
    here.some((other) => other.id === id && other.revoqueeLe === null)
  );
}

function notInvitable(): Refus {
  return new Refus(
    "invitation-impossible",
    "Aucun nouveau lien ne peut être fait pour ce compte : la personne s’est déjà connectée, ou elle est habilitée ailleurs. " +
      "Elle se connecte par ses propres moyens, ou demande un lien à un administrateur de la plateforme.",
  );
}
