import type { Horloge } from "#socle/lectures/base.ts";
import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import { closeReservees, type SessionOuverte } from "../../lectures/connexion/force.ts";
import type { ConnexionQueries, Moyen, Session, SessionLue } from "../../lectures/connexion/ports.ts";

/** Idle and absolute limits (ASVS 7.3.1 and 7.3.2). */
export const INACTIVITE_MAX_MS = 30 * 60_000;
export const DUREE_MAX_MS = 10 * 3_600_000;

/** The last visit is written once a minute at most. */
const PASSAGE_MS = 60_000;

export type SessionDeps = {
  readonly queries: ConnexionQueries;
  readonly horloge: Horloge;
  /** false: accounts of the demonstration are refused, even with a session opened when it was true. */
  readonly demonstration: boolean;
};

/** Always draws a new token, so that nobody can fix it beforehand. Returns the token, for the cookie. */
export async function openSession(
  { queries, horloge }: Pick<SessionDeps, "queries" | "horloge">,
  {
    compte,
    moyen,
    idToken = null,
  }: { readonly compte: number; readonly moyen: Moyen; readonly idToken?: string | null },
): Promise<string> {
  const jeton = drawJeton();
  const maintenant = horloge.maintenant();
  await queries.transaction(async (tx) => {
    await tx.openSession({
      empreinte: hashJeton(jeton),
      compte,
      moyen,
      ouverteLe: maintenant,
      vueLe: maintenant,
      expireLe: addMs(maintenant, DUREE_MAX_MS),
      idToken,
    });
    await tx.recordPassage(compte, maintenant);
    // The sender of an invitation may have kept it: it stops working once the person has logged in.
    await tx.voidLiens("invitation", compte, maintenant);
    await tx.recordActe("connexion", compte, horloge.aujourdhui(), moyen);
  });
  return jeton;
}

/** A stolen copy of the token opens nothing any more. */
export async function closeSession(
  { queries, horloge }: Pick<SessionDeps, "queries" | "horloge">,
  { session }: SessionLue,
): Promise<void> {
  await queries.transaction(async (tx) => {
    await tx.closeSession(session.empreinte, horloge.maintenant());
    await tx.recordActe("deconnexion", session.compte, horloge.aujourdhui());
  });
}

/**
 * The session of a token, with the habilitations of this very request: a revocation takes effect at once. Those that this way of logging in does not
 * open are removed from the actor (force.ts). null: unknown, closed, idle for 30 minutes, ten hours old, or a closed account, or one of the
 * demonstration outside it.
 */
export async function resolveSession(deps: SessionDeps, jeton: string | undefined): Promise<SessionOuverte | null> {
  if (jeton === undefined || !isJeton(jeton)) return null;
  const found = await deps.queries.findSession(hashJeton(jeton), deps.horloge.aujourdhui());
  if (!found) return null;
  const maintenant = deps.horloge.maintenant();
  if (!isAlive(found.session, maintenant) || !mayEnter(found.compte, deps.demonstration)) return null;
  if (Date.parse(maintenant) - Date.parse(found.session.vueLe) >= PASSAGE_MS) {
    await deps.queries.touchSession(found.session.empreinte, maintenant);
  }
  return closeReservees(found, deps.demonstration);
}

export function isAlive(session: Session, maintenant: string): boolean {
  const now = Date.parse(maintenant);
  return (
    session.fermeeLe === null &&
    now < Date.parse(session.expireLe) &&
    now < Date.parse(session.vueLe) + INACTIVITE_MAX_MS
  );
}

/** Common to every way of logging in. */
export function mayEnter(
  compte: { readonly fermeLe: string | null; readonly demonstration: boolean },
  demonstration: boolean,
): boolean {
  return compte.fermeLe === null && (demonstration || !compte.demonstration);
}

export function addMs(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
