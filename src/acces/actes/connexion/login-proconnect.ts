import { Refus } from "#socle/regles/shared/refus.ts";
import { isSiret } from "#socle/regles/shared/siren.ts";
import { type Entree, normalizeCourriel } from "../../lectures/connexion/login.ts";
import type { Identite } from "../../lectures/connexion/outils.ts";
import type { Compte, ConnexionQueries } from "../../lectures/connexion/ports.ts";
import { mayEnter, openSession, type SessionDeps } from "./session.ts";

/**
 * ProConnect tells the person and their organisation, never their rights. They log in when an account knows them (linked before, else by address) and
 * holds a habilitation in force in an organisation of that SIREN; nothing is created. Refuses "proconnect-sans-habilitation", in the same words
 * whatever was missing.
 */
export async function loginByIdentite(deps: SessionDeps, identite: Identite): Promise<Entree> {
  const jeton = await deps.queries.transaction(async (queries) => {
    const compte = await findLinkedOrNamed(queries, identite);
    if (!compte || !mayEnter(compte, deps.demonstration) || compte.demonstration) throw unknownPerson();
    if (!(await worksThere(queries, compte.id, identite.siret, deps.horloge.aujourdhui()))) throw unknownPerson();
    if (compte.sujet === null) await link(queries, compte, identite, deps.horloge.maintenant());
    const jeton = await openSession(
      { ...deps, queries },
      { compte: compte.id, moyen: "proconnect", idToken: identite.idToken },
    );
    return { compte: compte.id, jeton };
  });
  return jeton;
}

/** ProConnect proves the address. Whoever created an unproved account may have opened it first: its earlier ways of logging in are removed. */
async function link(queries: ConnexionQueries, compte: Compte, identite: Identite, maintenant: string): Promise<void> {
  if (compte.courrielProuveLe === null) {
    await queries.removeMoyens(compte.id);
    await queries.closeSessionsOf(compte.id, maintenant, null);
  }
  if (!(await queries.linkProConnect(compte.id, identite))) throw unknownPerson();
  await queries.prouverCourriel(compte.id, maintenant);
}

/** An existing link decides alone: an address may be reassigned to somebody else, a subject never is. */
async function findLinkedOrNamed(queries: ConnexionQueries, identite: Identite): Promise<Compte | null> {
  const linked = await queries.findCompteBySujet(identite.emetteur, identite.sujet);
  if (linked) return linked;
  const courriel = identite.courriel === null ? null : normalizeCourriel(identite.courriel);
  if (courriel === null || identite.courrielVerifie === false) return null;
  const named = await queries.findCompteByCourriel(courriel);
  return named?.sujet === null ? named : null;
}

async function worksThere(
  queries: ConnexionQueries,
  compte: number,
  siret: string | null,
  aujourdhui: string,
): Promise<boolean> {
  if (siret === null || !isSiret(siret)) return false;
  return queries.worksFor(compte, siret.slice(0, 9), aujourdhui);
}

function unknownPerson(): Refus {
  return new Refus(
    "proconnect-sans-habilitation",
    "ProConnect vous a reconnu, mais aucune habilitation en cours n’existe pour votre adresse professionnelle dans votre organisation. Demandez une habilitation à la personne qui les gère dans votre intercommunalité, en lui donnant votre adresse et le SIRET de votre organisation ; rien n’a été enregistré.",
  );
}
