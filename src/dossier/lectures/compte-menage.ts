import { createLien } from "#acces/actes/connexion/lien.ts";
import type { Compte, ConnexionQueries } from "#acces/lectures/connexion/ports.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type EnvoiDeps, envoyerAuMenage } from "../actes/courrier/envoyer-au-menage.ts";

type CompteDeps = { readonly queries: ConnexionQueries; readonly horloge: Horloge };

/**
 * Writes one message to the address that the household gave; only that address learns whether an account exists. Its link lets choose a password,
 * or log in. The person then keeps the file while it is open in their browser: a mistyped address opens nothing.
 */
export async function inviterCompte(
  base: Base,
  deps: CompteDeps & EnvoiDeps,
  { demandeur, epci, courriel }: { readonly demandeur: string; readonly epci: string; readonly courriel: string },
): Promise<void> {
  const retour = new URLSearchParams({ retour: `/ma-demande/${epci}/compte/garder` });
  const compte = await findOrCreate(deps, courriel);
  const vide = await isVide(deps, compte);
  const chemin = vide
    ? await createLien(deps, { usage: "invitation", compte: compte.id, parCourriel: true })
    : "/connexion";
  const adresse = { canal: "courriel", valeur: courriel } as const;
  await envoyerAuMenage(base, deps, {
    demandeur,
    epci,
    modele: "compte-demande",
    lien: `${chemin}?${retour}`,
    adresse,
  });
}

/** Creates the account without a name: the holder of the link types their own, and reads nobody's. */
async function findOrCreate({ queries }: CompteDeps, courriel: string): Promise<Compte> {
  const known = await queries.findCompteByCourriel(courriel);
  if (known) return known;
  try {
    await queries.createCompte({ courriel, prenom: "", nom: "", demonstration: false, invitePour: null });
  } catch (error) {
    // Two requests came at the same time: the account exists now.
    if (!(error instanceof Refus && error.code === "compte-existant")) throw error;
  }
  const created = await queries.findCompteByCourriel(courriel);
  if (!created) throw new Error("an account was made and is not there");
  return created;
}

/** An account never opened and without any right: an agent's account is handed over by a manager, a stranger cannot ask for it. */
async function isVide({ queries, horloge }: CompteDeps, compte: Compte): Promise<boolean> {
  const jour = horloge.aujourdhui();
  const [motDePasse, cles, acteur, ailleurs] = await Promise.all([
    queries.readMotDePasse(compte.id),
    queries.listCles(compte.id),
    queries.readActeur(compte.id, jour),
    queries.holdsElsewhere(compte.id, null, jour),
  ]);
  const droits = ailleurs || acteur === null || acteur.habilitations.length > 0;
  return !droits && !compte.demonstration && compte.sujet === null && motDePasse === null && cles.length === 0;
}
