import { pageIntrouvable, Refus, tropSouvent } from "#socle/regles/shared/refus.ts";
import { mayEnter, openSession, type SessionDeps } from "../../actes/connexion/session.ts";
import { addAppareil, findAppareil } from "./appareil.ts";
import { isForte, isReservee } from "./force.ts";
import type { Frein, Hacheur } from "./outils.ts";
import type { Compte } from "./ports.ts";

export type LoginDeps = SessionDeps & {
  readonly hacheur: Hacheur;
  readonly frein: Frein;
  /** Reports a defect of ours, which must not change the answer. */
  readonly onDefaut?: (error: unknown) => void;
};

export type Entree = {
  readonly compte: number;
  /** For the session's cookie. */
  readonly jeton: string;
};

export type EntreeMotDePasse = Entree & {
  /** Cookie of the devices. */
  readonly appareils: string;
  /** The person holds rights that this login does not open (`force.ts`). */
  readonly restreinte: boolean;
};

export type EssaiMotDePasse = {
  readonly courriel: string;
  readonly motDePasse: string;
  readonly adresse: string;
  /** Cookie of the devices, as received. */
  readonly appareils: string;
};

/** Addresses are compared in lower case, ASCII only: « K » (Kelvin sign) must not become « k ». null: not an address. */
export function normalizeCourriel(courriel: string): string | null {
  const trimmed = courriel.trim();
  if (trimmed.length > 254 || !/^[!-?A-~]+@[!-?A-~]+$/.test(trimmed)) return null;
  return trimmed.toLowerCase();
}

/**
 * Refuses "identifiants-refuses", with the same words and after the same work for an unknown or closed account, one without a password, or a wrong
 * password; "trop-d-essais" (details: attenteS) before any work.
 */
export async function loginByMotDePasse(deps: LoginDeps, essai: EssaiMotDePasse): Promise<EntreeMotDePasse> {
  const { queries, hacheur, horloge } = deps;
  const courriel = normalizeCourriel(essai.courriel) ?? "";
  const compte = await queries.findCompteByCourriel(courriel);
  // Read even without an account: every trial makes the same number of queries.
  const phc = await queries.readMotDePasse(compte?.id ?? 0);
  const appareil = compte && phc ? findAppareil(essai.appareils, compte.id, phc, horloge.maintenant()) : null;
  const reservation = await deps.frein.reserve({ adresse: essai.adresse, courriel, appareil });
  if (!reservation.accordee) throw tooManyTries(reservation.attenteS);

  const juste = await hacheur.verify(phc ?? (await hacheur.factice()), essai.motDePasse);
  if (!juste || !compte || !phc || !mayEnter(compte, deps.demonstration)) {
    // Not awaited: an existing account must not answer more slowly.
    if (compte) queries.recordActe("connexion-refusee", compte.id, horloge.aujourdhui()).catch(deps.onDefaut ?? ignore);
    throw wrongCredentials();
  }
  await reservation.recordSucces();
  const courante = await upgrade(deps, compte, phc, essai.motDePasse);
  const restreinte = await isRestreinte(deps, compte.id);
  const jeton = await openSession(deps, { compte: compte.id, moyen: "mot-de-passe" });
  return {
    compte: compte.id,
    jeton,
    restreinte,
    appareils: addAppareil(essai.appareils, compte.id, courante, horloge.maintenant()),
  };
}

async function isRestreinte({ queries, horloge, demonstration }: LoginDeps, compte: number): Promise<boolean> {
  if (isForte("mot-de-passe", demonstration)) return false;
  const acteur = await queries.readActeur(compte, horloge.aujourdhui());
  return acteur?.habilitations.some(isReservee) ?? false;
}

/** Hashes the password with newer parameters: it is only available at login. */
async function upgrade(
  { queries, hacheur }: LoginDeps,
  compte: Compte,
  phc: string,
  motDePasse: string,
): Promise<string> {
  if (hacheur.isCurrent(phc)) return phc;
  const nouvelle = await hacheur.hash(motDePasse);
  await queries.upgradeMotDePasse(compte.id, phc, nouvelle);
  return nouvelle;
}

function wrongCredentials(): Refus {
  return new Refus(
    "identifiants-refuses",
    "L’adresse de courriel et le mot de passe ne vont pas ensemble. Vérifiez-les ; si vous avez oublié le mot de passe, demandez un nouveau lien à la personne qui administre Blaise.",
  );
}

export function tooManyTries(attenteS: number): Refus {
  const minutes = Math.max(1, Math.ceil(attenteS / 60));
  const attente =
    minutes < 60 ? `${minutes}\u00a0minute${minutes > 1 ? "s" : ""}` : `${Math.ceil(minutes / 60)}\u00a0h`;
  return tropSouvent(
    "trop-d-essais",
    `Trop d’essais sans succès. Attendez ${attente}, ou connectez-vous autrement : par ProConnect, ou par une clé d’accès.`,
    { attenteS },
  );
}

/** Demonstration only: a synthetic person, without a password. Refuses "page-introuvable" elsewhere. */
export async function loginByDemonstration(deps: SessionDeps, id: number): Promise<Entree> {
  const compte = deps.demonstration ? await deps.queries.findCompte(id) : null;
  if (!compte?.demonstration || !mayEnter(compte, deps.demonstration)) {
    throw pageIntrouvable();
  }
  return { compte: compte.id, jeton: await openSession(deps, { compte: compte.id, moyen: "demonstration" }) };
}

function ignore(): void {
  // Without `onDefaut`, the error is dropped.
}
