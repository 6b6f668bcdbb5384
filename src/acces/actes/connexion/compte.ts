import { Refus } from "#socle/regles/shared/refus.ts";
import { addAppareil } from "../../lectures/connexion/appareil.ts";
import { isForte, isReservee } from "../../lectures/connexion/force.ts";
import { type LoginDeps, tooManyTries } from "../../lectures/connexion/login.ts";
import { checkMotDePasse } from "../../lectures/connexion/mot-de-passe.ts";
import type { CleAcces, Compte, HabilitationMontree, Session, SessionLue } from "../../lectures/connexion/ports.ts";
import { isAlive, type SessionDeps } from "./session.ts";

/** After that time, changing ways of logging in or closing sessions needs a new login: a screen may be left open. */
const RECENTE_MS = 10 * 60_000;

export type MonCompte = {
  readonly compte: Compte;
  /** Hash of this browser's session. */
  readonly session: string;
  readonly habilitations: readonly HabilitationMontree[];
  readonly cles: readonly CleAcces[];
  readonly sessions: readonly Session[];
  readonly aMotDePasse: boolean;
  /** True in the first ten minutes of a session, which may then change the ways of logging in and close the others. */
  readonly recente: boolean;
  /** Opened by more than a password. */
  readonly forte: boolean;
  /** Habilitations that a password alone does not open. */
  readonly reservees: readonly HabilitationMontree[];
};

export async function readMonCompte(deps: SessionDeps, lue: SessionLue): Promise<MonCompte> {
  const { session, compte } = lue;
  const { queries, horloge } = deps;
  const maintenant = horloge.maintenant();
  const [habilitations, cles, sessions, phc] = await Promise.all([
    queries.listHabilitations(compte.id, horloge.aujourdhui()),
    queries.listCles(compte.id),
    queries.listSessions(compte.id, maintenant),
    queries.readMotDePasse(compte.id),
  ]);
  return {
    compte,
    session: session.empreinte,
    habilitations,
    cles,
    sessions: sessions.filter((row) => isAlive(row, maintenant)),
    aMotDePasse: phc !== null,
    recente: isRecent(deps, lue),
    forte: isForte(session.moyen, deps.demonstration),
    reservees: habilitations.filter(isReservee),
  };
}

export type ChangementMotDePasse = {
  readonly actuel: string;
  readonly nouveau: string;
  readonly adresse: string;
  readonly appareils: string;
};

/**
 * Asks for the present password when there is one, else for a recent login. Closes the other sessions, and makes the tokens of other devices
 * worthless. Returns the cookie of the devices. Refuses "mot-de-passe-refuse", "trop-d-essais", "reconnexion-necessaire", "compte-de-demonstration".
 */
export async function changeMotDePasse(
  deps: LoginDeps,
  lue: SessionLue,
  changement: ChangementMotDePasse,
): Promise<string> {
  const { queries, hacheur, horloge } = deps;
  const { compte, session } = lue;
  refuseDemonstration(compte);
  const phc = await queries.readMotDePasse(compte.id);
  if (phc === null) requireRecent(deps, lue);
  else await verifyActuel(deps, lue, phc, changement);
  checkMotDePasse(changement.nouveau, { ...compte, organisations: await organisationsOf(deps, compte.id) });
  const nouvelle = await hacheur.hash(changement.nouveau);
  await queries.transaction(async (tx) => {
    await tx.writeMotDePasse(compte.id, nouvelle, horloge.maintenant());
    await tx.closeSessionsOf(compte.id, horloge.maintenant(), session.empreinte);
    await tx.voidLiens("mot-de-passe", compte.id, horloge.maintenant());
    await tx.recordActe("mot-de-passe-change", compte.id, horloge.aujourdhui());
  });
  return addAppareil(changement.appareils, compte.id, nouvelle, horloge.maintenant());
}

/** Names of the account's organisations and territories, which an attacker would try in a password. */
export async function organisationsOf(
  { queries, horloge }: Pick<SessionDeps, "queries" | "horloge">,
  compte: number,
): Promise<readonly string[]> {
  const habilitations = await queries.listHabilitations(compte, horloge.aujourdhui());
  return habilitations.flatMap(({ nomOrganisation, nomTerritoire }) =>
    nomTerritoire === null ? [nomOrganisation] : [nomOrganisation, nomTerritoire],
  );
}

/** Trials are counted by session: an open session can neither search the password nor block its owner elsewhere. */
async function verifyActuel(
  { hacheur, frein }: LoginDeps,
  { compte, session }: SessionLue,
  phc: string,
  { actuel, adresse }: ChangementMotDePasse,
): Promise<void> {
  const appareil = `session.${session.empreinte}`;
  const reservation = await frein.reserve({ adresse, courriel: compte.courriel, appareil });
  if (!reservation.accordee) throw tooManyTries(reservation.attenteS);
  if (!(await hacheur.verify(phc, actuel))) {
    throw new Refus("mot-de-passe-refuse", "Le mot de passe actuel n’est pas le bon. Rien n’a été changé.");
  }
  await reservation.recordSucces();
}

/** Refuses "reconnexion-necessaire". */
export function requireRecent(deps: Pick<SessionDeps, "horloge">, lue: SessionLue): void {
  if (isRecent(deps, lue)) return;
  throw new Refus(
    "reconnexion-necessaire",
    "Votre connexion date de plus de dix minutes. Reconnectez-vous, puis recommencez : cet écran peut être resté ouvert sans vous.",
  );
}

function isRecent({ horloge }: Pick<SessionDeps, "horloge">, { session }: SessionLue): boolean {
  return Date.parse(horloge.maintenant()) - Date.parse(session.ouverteLe) < RECENTE_MS;
}

/** All visitors share a synthetic account. */
export function refuseDemonstration(compte: Compte): void {
  if (!compte.demonstration) return;
  throw new Refus("compte-de-demonstration", "Ce compte est celui d’une personne fictive : il ne se modifie pas.");
}

/**
 * `empreinte`: a session of the account, or "autres" for all but this one. Another account's session is treated as missing. Refuses
 * "reconnexion-necessaire", "compte-de-demonstration".
 */
export async function closeOwnSession(
  { queries, horloge }: SessionDeps,
  lue: SessionLue,
  empreinte: string,
): Promise<void> {
  // All visitors of a demonstration share the same synthetic person.
  refuseDemonstration(lue.compte);
  requireRecent({ horloge }, lue);
  const maintenant = horloge.maintenant();
  if (empreinte === "autres") {
    await queries.closeSessionsOf(lue.compte.id, maintenant, lue.session.empreinte);
    return;
  }
  const sessions = await queries.listSessions(lue.compte.id, maintenant);
  if (sessions.some((row) => row.empreinte === empreinte)) await queries.closeSession(empreinte, maintenant);
}
