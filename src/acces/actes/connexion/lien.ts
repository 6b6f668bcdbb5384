import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type Entree, type LoginDeps, normalizeCourriel } from "../../lectures/connexion/login.ts";
import { checkMotDePasse } from "../../lectures/connexion/mot-de-passe.ts";
import type { Compte, ConnexionQueries, Lien, Moyen, UsageLien } from "../../lectures/connexion/ports.ts";
import { PLATEFORME } from "../../regles/habilitation/preuve.ts";
import { organisationsOf } from "./compte.ts";
import { addMs, mayEnter, openSession, type SessionDeps } from "./session.ts";

const HEURE_MS = 3_600_000;
const DUREES_MS: Readonly<Record<UsageLien, number>> = {
  "premier-administrateur": 24 * HEURE_MS,
  invitation: 24 * HEURE_MS,
  "mot-de-passe": 24 * HEURE_MS,
  preuve: 24 * HEURE_MS,
};

/** Just under the twelve months of a habilitation, in any year. */
const DUREE_PREMIERE_HABILITATION_MS = 364 * 24 * HEURE_MS;

type LienDeps = Pick<SessionDeps, "queries" | "horloge">;

/**
 * Path of a new one-time link, `/bienvenue/<token>`; former ones of the same usage and account stop working. `parCourriel`: the link is only sent to
 * the account's address, so using it proves the address.
 */
export async function createLien(
  { queries, horloge }: LienDeps,
  {
    usage,
    compte,
    parCourriel = false,
  }: { readonly usage: UsageLien; readonly compte: number | null; readonly parCourriel?: boolean },
): Promise<string> {
  const jeton = drawJeton();
  const maintenant = horloge.maintenant();
  await queries.transaction(async (tx) => {
    await tx.voidLiens(usage, compte, maintenant);
    const expireLe = addMs(maintenant, DUREES_MS[usage]);
    await tx.createLien({ empreinte: hashJeton(jeton), usage, compte, creeLe: maintenant, expireLe, parCourriel });
  });
  return `/bienvenue/${jeton}`;
}

/** Path of the link that creates the first administrator; null when one exists, demonstration excluded. */
export async function createPremierLien(deps: LienDeps): Promise<string | null> {
  if (await deps.queries.hasAdministrateur(deps.horloge.aujourdhui())) return null;
  return createLien(deps, { usage: "premier-administrateur", compte: null });
}

/**
 * Path of a link to choose another password, for the machine's commands only: the holder of the link gets the account with all its rights. Refuses
 * "compte-inconnu".
 */
export async function createLienMotDePasse(deps: LienDeps, courriel: string): Promise<string> {
  const compte = await deps.queries.findCompteByCourriel(normalizeCourriel(courriel) ?? "");
  if (!compte || compte.demonstration || compte.fermeLe !== null) {
    throw new Refus("compte-inconnu", `Aucun compte ouvert n’a l’adresse « ${courriel} ». Vérifiez-la.`);
  }
  return createLien(deps, { usage: "mot-de-passe", compte: compte.id });
}

/** `compte` null: the first administrator, who has no account yet. */
export type LienOuvert = { readonly lien: Lien; readonly compte: Compte | null };

/** Does not use the link: programs that read messages open links before people do. Refuses "lien-perime" whatever the reason. */
export async function readLien(deps: SessionDeps, jeton: string): Promise<LienOuvert> {
  const lien = isJeton(jeton) ? await deps.queries.findLien(hashJeton(jeton)) : null;
  const maintenant = deps.horloge.maintenant();
  if (!lien || lien.serviLe !== null || Date.parse(lien.expireLe) <= Date.parse(maintenant)) throw staleLien();
  const compte = lien.compte === null ? null : await deps.queries.findCompte(lien.compte);
  if (lien.usage === "premier-administrateur") return { lien, compte: null };
  if (!compte || compte.demonstration || !mayEnter(compte, deps.demonstration)) throw staleLien();
  return { lien, compte };
}

export type SaisieLien = {
  /** Only read for the first administrator: other links already have an account. */
  readonly courriel: string;
  readonly prenom: string;
  readonly nom: string;
  readonly motDePasse: string;
};

/**
 * Sets the password, creates the account and habilitation of a first administrator, closes open sessions, and logs in. All or nothing, in the
 * transaction that uses the link. Refuses "lien-perime", "compte-existant", "saisie-incomplete", and as `checkMotDePasse`.
 */
export async function acceptLien(deps: LoginDeps, jeton: string, saisie: SaisieLien): Promise<Entree> {
  const ouvert = await readLien(deps, jeton);
  const personne = personOf(ouvert, saisie);
  const organisations = ouvert.compte ? await organisationsOf(deps, ouvert.compte.id) : [];
  checkMotDePasse(saisie.motDePasse, { ...personne, organisations });
  const phc = await deps.hacheur.hash(saisie.motDePasse);
  return deps.queries.transaction(async (queries) => {
    const maintenant = deps.horloge.maintenant();
    const { lien } = ouvert;
    if (!(await queries.useLien(lien.empreinte, maintenant))) throw staleLien();
    const compte = ouvert.compte?.id ?? (await addPremierAdministrateur(queries, personne, deps.horloge.aujourdhui()));
    if (lien.usage === "invitation") await queries.renameCompte(compte, personne);
    if (lien.parCourriel) await prouver(queries, { lien, compte: ouvert.compte }, maintenant);
    await queries.writeMotDePasse(compte, phc, maintenant);
    await queries.closeSessionsOf(compte, maintenant, null);
    await queries.recordActe("mot-de-passe-change", compte, deps.horloge.aujourdhui(), lien.usage);
    return { compte, jeton: await openSession({ ...deps, queries }, { compte, moyen: moyenOf(lien) }) };
  });
}

/** Anybody who reads the address can get a mailed link: it opens no more than a password. */
function moyenOf({ usage, parCourriel }: Lien): Moyen {
  return usage === "mot-de-passe" && parCourriel ? "mot-de-passe" : "lien";
}

/**
 * Records that the person reads the account's address. Earlier ways of logging in may belong to somebody else, who created the account and came
 * first: they are removed, unless the address was already proved and only the password was lost.
 */
async function prouver(queries: ConnexionQueries, { lien, compte }: LienOuvert, maintenant: string): Promise<void> {
  if (compte === null) return;
  if (lien.usage === "preuve" || compte.courrielProuveLe === null) await queries.removeMoyens(compte.id);
  await queries.prouverCourriel(compte.id, maintenant);
  // Older messages stop working.
  for (const usage of ["invitation", "mot-de-passe", "preuve"] as const) {
    await queries.voidLiens(usage, compte.id, maintenant);
  }
}

type Personne = Pick<Compte, "courriel" | "prenom" | "nom">;

/** A forgotten password does not change the address or the names. */
function personOf({ lien, compte }: LienOuvert, saisie: SaisieLien): Personne {
  if (compte && lien.usage !== "invitation") return compte;
  const courriel = compte?.courriel ?? normalizeCourriel(saisie.courriel);
  const [prenom, nom] = [saisie.prenom.trim(), saisie.nom.trim()];
  if (courriel === null || prenom === "" || nom === "" || prenom.length > 80 || nom.length > 80) {
    throw new Refus(
      "saisie-incomplete",
      "Indiquez une adresse de courriel, un prénom et un nom (80 caractères au plus).",
    );
  }
  return { courriel, prenom, nom };
}

async function addPremierAdministrateur(
  queries: ConnexionQueries,
  personne: Personne,
  aujourdhui: string,
): Promise<number> {
  if (await queries.hasAdministrateur(aujourdhui)) throw staleLien();
  const compte = await queries.createCompte({ ...personne, demonstration: false, invitePour: PLATEFORME });
  const organisation = await queries.ensureOrganisation({
    type: "plateforme",
    nom: "Exploitant de la plateforme",
    siren: null,
    demonstration: false,
  });
  await queries.grantFromMachine({
    compte,
    organisation,
    role: "administrateur",
    epci: null,
    communes: [],
    sensible: false,
    debut: aujourdhui,
    fin: addMs(`${aujourdhui}T00:00:00.000Z`, DUREE_PREMIERE_HABILITATION_MS).slice(0, 10),
    motif: "Premier administrateur, par le lien affiché sur la machine",
  });
  await queries.recordActe("habilitation-accordee", compte, aujourdhui, "premier administrateur");
  return compte;
}

function staleLien(): Refus {
  return new Refus(
    "lien-perime",
    "Ce lien ne sert qu’une fois, et pendant un temps limité : il n’est plus valable. Demandez-en un autre à la personne qui vous l’a remis, ou faites-vous-en envoyer un par « Mot de passe oublié », depuis la page de connexion.",
  );
}
