import { type DepartDefi, orRefuse, startDefi, takeDefi } from "#acces/lectures/connexion/defi-identite.ts";
import type { IdentiteDonnee, IdentiteFranceConnect } from "#acces/lectures/connexion/identite-franceconnect.ts";
import type { Fournisseur } from "#acces/lectures/connexion/outils.ts";
import type { JetonQueries } from "#acces/lectures/connexion/ports.ts";
import type { AccesDossierQueries } from "#acces/lectures/menage/ports.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ecrireEvenement } from "../lectures/evenement/ecrire-evenement.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { normaliserNom } from "../regles/registre/nom-cherche.ts";

/** Button that the person pressed: come back to a file, begin one, or keep the open one. */
export const BUTS_FRANCECONNECT = ["reprendre", "nouvelle", "garder"] as const;
export type ButFranceConnect = (typeof BUTS_FRANCECONNECT)[number];

export type FranceConnectDeps = {
  readonly queries: AccesDossierQueries & JetonQueries;
  readonly horloge: Horloge;
  readonly fournisseur: Fournisseur<IdentiteFranceConnect>;
  /** Reports the failure to the operator's log: no name, no token; never shown to the person. */
  readonly onEchec: (raison: string) => void;
};

type Voyage = { readonly epci: string; readonly but: ButFranceConnect };

/** Refuses "franceconnect-refuse" when FranceConnect cannot be reached. */
export function startFranceConnect(deps: FranceConnectDeps, { epci, but }: Voyage): Promise<DepartDefi> {
  return orRefuse(deps, refusDeRetour(epci), () => startDefi(deps, "franceconnect", { epci, but }));
}

/**
 * `adresse`: URL of the return, `jeton`: cookie of the browser. Refuses "franceconnect-refuse" without a reason; `details.epci` is the territory
 * the person came from, absent when this browser had started nothing.
 */
export async function finishFranceConnect(
  deps: FranceConnectDeps,
  { adresse, jeton }: { readonly adresse: URL; readonly jeton: string },
): Promise<Voyage & { readonly identite: IdentiteFranceConnect }> {
  const { contenu } = await orRefuse(deps, refusDeRetour(null), () => takeDefi(deps, "franceconnect", jeton));
  const epci = String(contenu.epci);
  const but = BUTS_FRANCECONNECT.find((one) => one === contenu.but) ?? "reprendre";
  return {
    epci,
    but,
    identite: await orRefuse(deps, refusDeRetour(epci), () => deps.fournisseur.finish(adresse, contenu)),
  };
}

/** `epci`: territory the person came from; null: unknown. */
function refusDeRetour(epci: string | null): () => Refus {
  return () => new Refus("franceconnect-refuse", REFUS_FRANCECONNECT["franceconnect-refuse"], { epci });
}

/** Closed list of sentences for the household's page, so that a URL never chooses the words shown. */
export const REFUS_FRANCECONNECT = {
  "franceconnect-refuse":
    "L’identification par FranceConnect n’a pas abouti. Recommencez, ou reprenez votre demande avec votre code.",
  "franceconnect-agent":
    "Un compte d’agent est ouvert dans ce navigateur. Déconnectez-vous, puis recommencez : une demande personnelle ne s’ouvre pas avec un compte d’agent.",
  "franceconnect-autre-personne":
    "L’identité donnée par FranceConnect n’est pas celle de la demande ouverte dans ce navigateur. Rien n’a été changé. Si cette demande n’est pas la vôtre, quittez-la.",
  "franceconnect-deja-lie":
    "Cette demande est déjà gardée avec un autre accès FranceConnect. Rien n’a été changé. En cas de doute, appelez un guichet.",
} as const satisfies Readonly<Record<string, string>>;
export type CodeRefusFranceConnect = keyof typeof REFUS_FRANCECONNECT;

export function refusFranceConnect(code: CodeRefusFranceConnect): Refus {
  return new Refus(code, REFUS_FRANCECONNECT[code]);
}

/**
 * Ties the file to the person's FranceConnect identity, which opens it from then on. A draft without a name takes the names and birth received.
 * The tie is written last: a failure before it leaves a file without a tie, never an entry without a trace.
 * Refuses "franceconnect-autre-personne", "franceconnect-deja-lie".
 */
export async function lierFranceConnect(
  base: Base,
  { queries, horloge }: Pick<FranceConnectDeps, "queries" | "horloge">,
  { dossier, identite }: { readonly dossier: DossierOuvert; readonly identite: IdentiteDonnee },
): Promise<void> {
  const { id: demandeur, epci } = dossier;
  if (dossier.lien !== "titulaire" || !memePersonne(dossier, identite)) {
    throw refusFranceConnect("franceconnect-autre-personne");
  }
  const maintenant = horloge.maintenant();
  if ((await queries.dossiersDuSujet(identite.sujet)).some((lie) => lie.demandeur === demandeur)) return;
  await base.transaction(async (tx) => {
    if (isVierge(dossier)) await reprendreIdentite(tx, dossier, identite, maintenant);
    await ecrireEvenement(tx, { epci, demandeur, code: "franceconnect-lie" });
    await tx.journal.ecrire({ acte: "franceconnect-lie", ressource: "demande-identite", epci, demandeur });
    const lie = await queries.lierSujet({ demandeur, epci }, identite.sujet, maintenant);
    if (!lie) throw refusFranceConnect("franceconnect-deja-lie");
  });
}

function isVierge({ etat, identite: { nom, prenom, naissance } }: DossierOuvert): boolean {
  return etat === "brouillon" && nom === null && prenom === null && naissance === null;
}

/**
 * Prevents a browser left open on one person's file from giving it to the next one: the identity written must not contradict the identity received.
 * An empty identity contradicts nothing.
 */
function memePersonne({ identite }: DossierOuvert, donnee: IdentiteDonnee): boolean {
  const { naissance } = donnee;
  if (identite.naissance !== null && naissance !== null && identite.naissance !== naissance) return false;
  const noms = (...all: readonly (string | null)[]) => all.flatMap((nom) => (nom === null ? [] : [normaliserNom(nom)]));
  const ecrits = noms(identite.nom, identite.nomUsage);
  const donnes = noms(donnee.nom, donnee.nomUsage);
  return ecrits.length === 0 || donnes.length === 0 || ecrits.some((nom) => donnes.includes(nom));
}

async function reprendreIdentite(
  tx: Base,
  { id, identite }: DossierOuvert,
  { nom, nomUsage, prenom, naissance }: IdentiteDonnee,
  maintenant: string,
): Promise<void> {
  const written = await tx.dossiers.ecrireIdentite(id, { ...identite, nom, nomUsage, prenom, naissance });
  if (written) await tx.dossiers.marquerFranceConnect(id, maintenant);
}
