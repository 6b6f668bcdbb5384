import type { IssueCourrier } from "#socle/lectures/courrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { envoyerLien } from "../../lectures/connexion/envoyer-lien.ts";
import { findHabilitation, type InvitationDeps } from "../../lectures/habilitation/circonstances.ts";
import type { Compte, Habilitation } from "../../lectures/habilitation/ports.ts";
import { PLATEFORME, preuveRequise } from "../../regles/habilitation/preuve.ts";
import { createLien } from "../connexion/lien.ts";

export const REMISES = ["courriel", "main"] as const;
/** Delivery of an account's link: by message to its address, or by the manager's hand. */
export type Remise = (typeof REMISES)[number];

export type Invitation = {
  /** Path of the one-time link to hand over: stored nowhere, it can only be shown now. */
  readonly lien: string | null;
  /** Outcome of the message; null: none was due. */
  readonly envoi: IssueCourrier | null;
};

export const SANS_INVITATION: Invitation = { lien: null, envoi: null };

/** Makes the one-time link of an account; earlier links stop working. */
export async function inviter(deps: InvitationDeps, habilitation: Habilitation, remise: Remise): Promise<Invitation> {
  const { connexions, horloge } = deps;
  const { compte } = habilitation;
  if (remise === "main") {
    return {
      lien: await createLien({ queries: connexions, horloge }, { usage: "invitation", compte: compte.id }),
      envoi: null,
    };
  }
  const raison = `${await sayQui(deps, habilitation)} vous a donné un droit d’accès à Blaise, avec un compte à cette adresse.`;
  return { lien: null, envoi: await envoyer(deps, compte, "invitation", raison) };
}

/** Asks an existing account for a proof of its address; the message says who gives the right, and since when and for whom the account exists. */
export async function envoyerPreuve(deps: InvitationDeps, habilitation: Habilitation): Promise<IssueCourrier> {
  const { compte } = habilitation;
  const par = await sayAuteur(deps.base, compte);
  const fait = `Ce compte a été fait le ${formatJour(compte.creeLe.slice(0, 10))}${par === null ? "" : `, ${par}`}.`;
  const raison = `${await sayQui(deps, habilitation)} vous a donné un droit d’accès à Blaise. ${fait} Le droit attend que vous prouviez que cette adresse est la vôtre.`;
  return envoyer(deps, compte, "preuve", raison);
}

/** « par Territoire voisin », « par la plateforme »: who created the account; null: unknown. */
export async function sayAuteur(
  { territoires }: Pick<InvitationDeps["base"], "territoires">,
  { invitePour }: Compte,
): Promise<string | null> {
  if (invitePour === null) return null;
  if (invitePour === PLATEFORME) return "par la plateforme";
  return `par ${(await territoires.find(invitePour))?.nom ?? `le territoire ${invitePour}`}`;
}

async function sayQui({ base }: InvitationDeps, { epci }: Habilitation): Promise<string> {
  return (epci === null ? null : (await base.territoires.find(epci))?.nom) ?? "L’exploitant de la plateforme";
}

function envoyer(
  { connexions, horloge, courrier, origine }: InvitationDeps,
  compte: Compte,
  usage: "invitation" | "preuve",
  raison: string,
): Promise<IssueCourrier> {
  return envoyerLien({ queries: connexions, horloge, courrier, origine }, compte, { usage, raison });
}

/** Instant after which the address must be proved for this right to count (regles/habilitation/preuve.ts). */
export async function requirePreuve(
  { connexions, horloge }: Pick<InvitationDeps, "connexions" | "horloge">,
  compte: Compte,
  { epci, nouveau }: { readonly epci: string | null; readonly nouveau: boolean },
): Promise<string | null> {
  const tient = await connexions.holdsAnything(compte.id, horloge.aujourdhui());
  return preuveRequise({ compte, epci, tient, nouveau, maintenant: horloge.maintenant() });
}

/**
 * Makes a new link for a person who never logged in: the first was lost, or has expired. A link opens the whole account: refuses
 * "invitation-impossible" for an account that has logged in, that another territory invited, or that has rights elsewhere.
 */
export async function reinviter(
  deps: InvitationDeps,
  { epci, id, remise }: { readonly epci: string | null; readonly id: number; readonly remise: Remise },
): Promise<Invitation & { readonly habilitation: Habilitation }> {
  const habilitation = await deps.base.transaction(async (tx) => {
    const found = await findHabilitation(tx, epci, id);
    if (!(await isInvitable({ ...deps, base: tx }, epci, found))) throw notInvitable();
    await recordInvitation(tx, found);
    return found;
  });
  return { habilitation, ...(await inviter(deps, habilitation, remise)) };
}

/** Sends the message that asks for a proof again. Refuses "preuve-sans-objet". */
export async function redemanderPreuve(
  deps: InvitationDeps,
  { epci, id }: { readonly epci: string | null; readonly id: number },
): Promise<Invitation & { readonly habilitation: Habilitation }> {
  const habilitation = await deps.base.transaction(async (tx) => {
    const found = await findHabilitation(tx, epci, id);
    if (!found.enAttente || found.revoqueeLe !== null || found.compte.fermeLe !== null) {
      throw conflit("preuve-sans-objet", "Ce droit n’attend plus de preuve. Rechargez la page.");
    }
    await recordInvitation(tx, found);
    return found;
  });
  return { habilitation, lien: null, envoi: await envoyerPreuve(deps, habilitation) };
}

async function recordInvitation({ journal }: Pick<InvitationDeps["base"], "journal">, { epci, compte }: Habilitation) {
  await journal.ecrire({ acte: "compte-invite", ressource: "habilitation", epci, objet: `compte:${compte.id}` });
}

/** An account and its first habilitation share a transaction, which identifies the inviter. */
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
