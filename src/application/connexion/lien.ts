import { Refus } from "#domain/shared/refus.ts";
import { organisationsOf } from "./compte.ts";
import { drawJeton, hashJeton, isJeton } from "./jeton.ts";
import { type Entree, type LoginDeps, normalizeCourriel } from "./login.ts";
import { checkMotDePasse } from "./mot-de-passe.ts";
import type { Compte, ConnexionQueries, Lien, UsageLien } from "./ports.ts";
import { addMs, mayEnter, openSession, type SessionDeps } from "./session.ts";

const HEURE_MS = 3_600_000;
const DUREES_MS: Readonly<Record<UsageLien, number>> = {
  "premier-administrateur": 24 * HEURE_MS,
  // Handed over by a manager, who may be read on Monday what was written on Friday.
  invitation: 7 * 24 * HEURE_MS,
  "mot-de-passe": 24 * HEURE_MS,
};

/** Just under the twelve months of a habilitation, whatever the year. */
const DUREE_PREMIERE_HABILITATION_MS = 364 * 24 * HEURE_MS;

type LienDeps = Pick<SessionDeps, "queries" | "horloge">;

/** Path of a new one-time link, `/bienvenue/<token>`; the former ones of the same usage and account cease to work. */
export async function createLien(
  { queries, horloge }: LienDeps,
  { usage, compte }: { readonly usage: UsageLien; readonly compte: number | null },
): Promise<string> {
  const jeton = drawJeton();
  const maintenant = horloge.maintenant();
  await queries.transaction(async (tx) => {
    await tx.voidLiens(usage, compte, maintenant);
    const expireLe = addMs(maintenant, DUREES_MS[usage]);
    await tx.createLien({ empreinte: hashJeton(jeton), usage, compte, creeLe: maintenant, expireLe });
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

/** `compte`: whose link it is; null for the first administrator, who is nobody yet. */
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
    if (!(await queries.useLien(ouvert.lien.empreinte, maintenant))) throw staleLien();
    const compte = ouvert.compte?.id ?? (await addPremierAdministrateur(queries, personne, deps.horloge.aujourdhui()));
    if (ouvert.lien.usage === "invitation") await queries.renameCompte(compte, personne);
    await queries.writeMotDePasse(compte, phc, maintenant);
    await queries.closeSessionsOf(compte, maintenant, null);
    await queries.recordActe("mot-de-passe-change", compte, deps.horloge.aujourdhui(), ouvert.lien.usage);
    return { compte, jeton: await openSession({ ...deps, queries }, { compte, moyen: "lien" }) };
  });
}

type Personne = Pick<Compte, "courriel" | "prenom" | "nom">;

/** A forgotten password changes neither the address nor the names. */
function personOf({ lien, compte }: LienOuvert, saisie: SaisieLien): Personne {
  if (compte && lien.usage === "mot-de-passe") return compte;
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
  const compte = await queries.createCompte({ ...personne, demonstration: false });
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
    "Ce lien ne sert qu’une fois, et pendant un temps limité : il n’est plus valable. Demandez-en un autre à la personne qui vous l’a remis.",
  );
}
