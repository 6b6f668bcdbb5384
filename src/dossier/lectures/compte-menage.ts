import { createLien } from "#acces/actes/connexion/lien.ts";
import type { Compte, ConnexionQueries } from "#acces/lectures/connexion/ports.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type EnvoiDeps, envoyerAuMenage } from "../actes/courrier/envoyer-au-menage.ts";

type CompteDeps = { readonly queries: ConnexionQueries; readonly horloge: Horloge };

/**
 * Writes to the address that the household gave, and to nobody else does it say what it found: one message, whose link leads where the
 * password is chosen, or where one logs in. The file is kept from there, by whoever has it open: an address that was mistyped opens nothing.
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

/** Without a name: whoever opens the link writes their own, and reads nobody's. */
async function findOrCreate({ queries }: CompteDeps, courriel: string): Promise<Compte> {
  const known = await queries.findCompteByCourriel(courriel);
  if (known) return known;
  try {
    await queries.createCompte({ courriel, prenom: "", nom: "", demonstration: false, invitePour: null });
  } catch (error) {
    // Asked for twice at the same time: it is there.
    if (!(error instanceof Refus && error.code === "compte-existant")) throw error;
  }
  const created = await queries.findCompteByCourriel(courriel);
  if (!created) throw new Error("an account was made and is not there");
  return created;
}

/** An account that nobody has opened yet, and that opens nothing here: an agent's is for a manager to hand over, never for a stranger to ask. */
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
