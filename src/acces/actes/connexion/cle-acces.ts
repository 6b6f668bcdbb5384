import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { isForte, isReservee } from "../../lectures/connexion/force.ts";
import type { Entree } from "../../lectures/connexion/login.ts";
import type { VerificateurCles } from "../../lectures/connexion/outils.ts";
import type { SessionLue, UsageDefi } from "../../lectures/connexion/ports.ts";
import { refuseDemonstration, requireRecent } from "./compte.ts";
import { addMs, mayEnter, openSession, type SessionDeps } from "./session.ts";

export type CleDeps = SessionDeps & { readonly cles: VerificateurCles };

/** `jeton` goes into the challenge's cookie, `options` to the browser. */
export type Preparation = { readonly jeton: string; readonly options: unknown };

const DUREE_DEFI_MS = 10 * 60_000;
const CLES_MAX = 10;

/** Refuses "reconnexion-necessaire", "compte-de-demonstration", "cle-par-mot-de-passe", "trop-de-cles". */
export async function prepareAjoutCle(deps: CleDeps, lue: SessionLue): Promise<Preparation> {
  refuseDemonstration(lue.compte);
  requireRecent(deps, lue);
  await refuseWeak(deps, lue);
  const cles = await deps.queries.listCles(lue.compte.id);
  if (cles.length >= CLES_MAX) {
    throw new Refus("trop-de-cles", `Un compte a ${CLES_MAX} clés d’accès au plus. Retirez-en une d’abord.`);
  }
  const { options, challenge } = await deps.cles.prepareAjout(lue.compte, cles);
  return { options, jeton: await storeChallenge(deps, "ajout-cle", challenge, lue.compte.id) };
}

/** A key added after a password alone would reduce two factors to one. */
async function refuseWeak(
  { queries, horloge, demonstration }: CleDeps,
  { session, compte }: SessionLue,
): Promise<void> {
  if (isForte(session.moyen, demonstration)) return;
  const habilitations = await queries.listHabilitations(compte.id, horloge.aujourdhui());
  if (!habilitations.some(isReservee)) return;
  throw new Refus(
    "cle-par-mot-de-passe",
    "Un mot de passe seul ne suffit pas pour ajouter une clé d’accès à ce compte, qui a des droits étendus. Connectez-vous par ProConnect, " +
      "par une clé déjà ajoutée, ou par un lien à usage unique demandé à la personne qui exploite Blaise.",
  );
}

/** Closes the other sessions. Refuses "cle-refusee". */
export async function addCle(
  deps: CleDeps,
  lue: SessionLue,
  { jeton, reponse, nom }: { readonly jeton: string; readonly reponse: unknown; readonly nom: string },
): Promise<void> {
  const challenge = await takeChallenge(deps, "ajout-cle", jeton, lue.compte.id);
  const cle = challenge === null ? null : await deps.cles.verifyAjout(reponse, challenge);
  if (!cle) throw refusedCle();
  const nomCle = nom.trim().slice(0, 60) || "Clé d’accès";
  const { queries, horloge } = deps;
  await queries.transaction(async (tx) => {
    if (!(await tx.addCle({ ...cle, compte: lue.compte.id, nom: nomCle }, horloge.maintenant()))) throw refusedCle();
    await tx.closeSessionsOf(lue.compte.id, horloge.maintenant(), lue.session.empreinte);
    await tx.recordActe("moyen-acces-ajoute", lue.compte.id, horloge.aujourdhui(), "clé d’accès");
  });
}

/** A key of another account is treated as missing. Closes the other sessions. Refuses "reconnexion-necessaire". */
export async function removeCle(
  { queries, horloge }: SessionDeps,
  lue: SessionLue,
  identifiant: string,
): Promise<void> {
  requireRecent({ horloge }, lue);
  await queries.transaction(async (tx) => {
    if (!(await tx.removeCle(identifiant, lue.compte.id))) return;
    await tx.closeSessionsOf(lue.compte.id, horloge.maintenant(), lue.session.empreinte);
    await tx.recordActe("moyen-acces-retire", lue.compte.id, horloge.aujourdhui(), "clé d’accès");
  });
}

export async function prepareLoginCle(deps: CleDeps): Promise<Preparation> {
  const { options, challenge } = await deps.cles.prepareLogin();
  return { options, jeton: await storeChallenge(deps, "cle-acces", challenge, null) };
}

/** Refuses "cle-refusee", in the same words whatever failed. */
export async function loginByCle(
  deps: CleDeps,
  { jeton, reponse }: { readonly jeton: string; readonly reponse: unknown },
): Promise<Entree> {
  const challenge = await takeChallenge(deps, "cle-acces", jeton, null);
  const identifiant = deps.cles.identifiantOf(reponse);
  const cle = identifiant === null ? null : await deps.queries.findCle(identifiant);
  if (challenge === null || !cle) throw refusedCle();
  const compteur = await deps.cles.verifyLogin(reponse, challenge, cle);
  const compte = await deps.queries.findCompte(cle.compte);
  if (compteur === null || !compte || !mayEnter(compte, deps.demonstration)) throw refusedCle();
  if (!(await deps.queries.recordCle(cle.identifiant, cle.compteur, compteur, deps.horloge.maintenant())))
    throw refusedCle();
  return { compte: compte.id, jeton: await openSession(deps, { compte: compte.id, moyen: "cle-acces" }) };
}

async function storeChallenge(
  { queries, horloge }: SessionDeps,
  usage: UsageDefi,
  challenge: string,
  compte: number | null,
): Promise<string> {
  const jeton = drawJeton();
  const maintenant = horloge.maintenant();
  const expireLe = addMs(maintenant, DUREE_DEFI_MS);
  await queries.createDefi(
    { empreinte: hashJeton(jeton), usage, compte, contenu: { challenge }, expireLe },
    maintenant,
  );
  return jeton;
}

/** A challenge serves once, for the browser and the account that received it. */
async function takeChallenge(
  { queries, horloge }: SessionDeps,
  usage: UsageDefi,
  jeton: string,
  compte: number | null,
): Promise<string | null> {
  const defi = isJeton(jeton) ? await queries.takeDefi(hashJeton(jeton), usage, horloge.maintenant()) : null;
  const challenge = defi?.compte === compte ? defi.contenu.challenge : null;
  return typeof challenge === "string" ? challenge : null;
}

function refusedCle(): Refus {
  return new Refus("cle-refusee", "Cette clé d’accès n’a pas été acceptée. Recommencez, ou connectez-vous autrement.");
}
