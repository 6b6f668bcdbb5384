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

/** Just under the twelve months of a habilitation, whatever the year. */
const DUREE_PREMIERE_HABILITATION_MS = 364 * 24 * HEURE_MS;

type LienDeps = Pick<SessionDeps, "queries" | "horloge">;

/**
 * Path of a new one-time link, `/bienvenue/<token>`; the former ones of the same usage and account cease to work. `parCourriel`: it is put in a message
 * to the account's address and shown to nobody, so that whoever uses it has proved the address.
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

/** The path of the link that creates the first administrator; null when there is already one, outside the demonstration. */
export async function createPremierLien(deps: LienDeps): Promise<string | null> {
  if (await deps.queries.hasAdministrateur(deps.horloge.aujourdhui())) return null;
  return createLien(deps, { usage: "premier-administrateur", compte: null });
}

/**
 * The path of a link by which a person who forgot their password chooses another. From the machine alone: whoever holds such a link holds
 * the account with all its rights. Refuses "compte-inconnu".
 */
export async function createLienMotDePasse(deps: LienDeps, courriel: string): Promise<string> {
  const compte = await deps.queries.findCompteByCourriel(normalizeCourriel(courriel) ?? "");
  if (!compte || compte.demonstration || compte.fermeLe !== null) {
    throw new Refus("compte-inconnu", `Aucun compte ouvert n’a l’adresse « ${courriel} ». Vérifiez-la.`);
  }
  return createLien(deps, { usage: "mot-de-passe", compte: compte.id });
}

/** `compte` null: the first administrator, who has none yet. */
export type LienOuvert = { readonly lien: Lien; readonly compte: Compte | null };

/** Does not use it: programs that read messages open links before people do. Refuses "lien-perime" whatever the reason. */
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
  /** Read for the first administrator only: the other links have their account. */
  readonly courriel: string;
  readonly prenom: string;
  readonly nom: string;
  readonly motDePasse: string;
};

/**
 * Sets the password, creates the account and the habilitation of a first administrator, closes what was open, and comes in. All or nothing;
 * the link is used in the same transaction. Refuses "lien-perime", "compte-existant", "saisie-incomplete" and what `checkMotDePasse` does.
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

/** A link by mail can be had by whoever reads the address: it opens no more than a password does. */
function moyenOf({ usage, parCourriel }: Lien): Moyen {
  return usage === "mot-de-passe" && parCourriel ? "mot-de-passe" : "lien";
}

/**
 * The person reads the account's address. What the account was opened by until then may be somebody else's, who made it and came in first: it is
 * forgotten, unless the address had already been proved and only the password was lost.
 */
async function prouver(queries: ConnexionQueries, { lien, compte }: LienOuvert, maintenant: string): Promise<void> {
  if (compte === null) return;
  if (lien.usage === "preuve" || compte.courrielProuveLe === null) await queries.removeMoyens(compte.id);
  await queries.prouverCourriel(compte.id, maintenant);
  // A message that was asked for twice is worth nothing more.
  for (const usage of ["invitation", "mot-de-passe", "preuve"] as const) {
    await queries.voidLiens(usage, compte.id, maintenant);
  }
}

type Personne = Pick<Compte, "courriel" | "prenom" | "nom">;

/** A forgotten password changes neither the address nor the names. */
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
