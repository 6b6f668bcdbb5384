import { hashJeton } from "#socle/lectures/connexion/jeton.ts";
import type { Courrier, IssueCourrier } from "#socle/lectures/courrier.ts";
import { createLien } from "../../actes/connexion/lien.ts";
import type { SessionDeps } from "../../actes/connexion/session.ts";
import { normalizeCourriel } from "./login.ts";
import type { Compte, UsageLien } from "./ports.ts";

export type EnvoiLienDeps = Pick<SessionDeps, "queries" | "horloge"> & {
  readonly courrier: Courrier;
  /** Public address, without a path. */
  readonly origine: string;
};

type Envoye = Exclude<UsageLien, "premier-administrateur">;

const SUJETS: Readonly<Record<Envoye, string>> = {
  invitation: "Ouvrir votre compte Blaise",
  "mot-de-passe": "Choisir un nouveau mot de passe Blaise",
  preuve: "Prouver votre adresse dans Blaise",
};

const SUITES: Readonly<Record<Envoye, string>> = {
  invitation: "Pour ouvrir ce compte et choisir un mot de passe :",
  "mot-de-passe": "Pour choisir un nouveau mot de passe :",
  preuve:
    "Pour prouver que cette adresse est la vôtre, et choisir un mot de passe. Ce qui ouvrait ce compte jusque-là (sessions, mot de passe, clés d’accès) ne l’ouvrira plus :",
};

/** Sends one message to the account's address, with a link that serves once, within a day. `raison`: one sentence, with who asks and why. */
export async function envoyerLien(
  { courrier, origine, ...deps }: EnvoiLienDeps,
  { id, courriel, prenom, nom }: Pick<Compte, "id" | "courriel" | "prenom" | "nom">,
  { usage, raison }: { readonly usage: Envoye; readonly raison: string },
): Promise<IssueCourrier> {
  const chemin = await createLien(deps, { usage, compte: id, parCourriel: true });
  return courrier.envoyer({
    // The token is only in the text: mail servers log the identity of a message.
    cle: `lien-${hashJeton(chemin.slice("/bienvenue/".length)).slice(0, 24)}`,
    destinataire: { nom: `${prenom} ${nom}`.trim(), courriel },
    expediteur: "Blaise",
    sujet: SUJETS[usage],
    texte: [
      "Bonjour,",
      raison,
      SUITES[usage],
      origine + chemin,
      "Ce lien ne sert qu’une fois, pendant 24 heures. Si vous n’attendiez pas ce message, ne suivez pas le lien : rien ne change. " +
        "Personne ne vous demandera jamais ce lien, ni votre mot de passe.",
    ].join("\n\n"),
  });
}

/**
 * Mails a link to choose another password. The caller learns nothing of the account, not even that it exists: only the message, sent to that address,
 * says so. Returns whether a message left, for the log.
 */
export async function envoyerOubli(deps: EnvoiLienDeps, ecrit: string): Promise<boolean> {
  const courriel = normalizeCourriel(ecrit);
  const compte = courriel === null ? null : await deps.queries.findCompteByCourriel(courriel);
  if (!compte || compte.demonstration || compte.fermeLe !== null) return false;
  const issue = await envoyerLien(deps, compte, {
    usage: "mot-de-passe",
    raison: "Quelqu’un a demandé, sur la page de connexion, à changer le mot de passe de ce compte.",
  });
  return issue.etat !== "echec";
}

/** For a logged-in person: sends the message that proves their address. */
export function demanderPreuve(deps: EnvoiLienDeps, compte: Compte): Promise<IssueCourrier> {
  return envoyerLien(deps, compte, {
    usage: "preuve",
    raison: "Quelqu’un qui est connecté à ce compte demande à prouver que cette adresse est la sienne.",
  });
}
