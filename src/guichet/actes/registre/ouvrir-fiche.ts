import type { Coffre } from "#dossier/lectures/coffre.ts";
import { unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { LigneRegistre } from "#dossier/lectures/registre/ports.ts";
import { LIBELLE_MOTIF_OUVERTURE, type MotifOuverture } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Time that a file stays open for the stated purpose. */
const DUREE_OUVERTURE_MS = 30 * 60_000;

export type FicheAOuvrir = {
  readonly epci: string;
  readonly demandeur: string;
  readonly motif: MotifOuverture;
  /** ISO instant. */
  readonly maintenant: string;
};

/**
 * Opens a file by name for half an hour, for a purpose that the household will read. Refuses `demande-inconnue`, also for a file closed to the
 * account by a declared closeness.
 */
export async function ouvrirFiche(base: Base, { epci, demandeur, motif, maintenant }: FicheAOuvrir): Promise<void> {
  const { compte } = base.acteur;
  if (compte === null) throw unknownDemande();
  const libelle = LIBELLE_MOTIF_OUVERTURE[motif];
  const expireLe = new Date(Date.parse(maintenant) + DUREE_OUVERTURE_MS).toISOString();
  await base.transaction(async (tx) => {
    if (!(await tx.registres.fiche(epci, demandeur))) throw unknownDemande();
    await tx.registres.ouvrir(compte, epci, demandeur, { motif: libelle, ouverteLe: maintenant, expireLe });
    await tx.journal.ecrire({
      acte: "dossier-lu",
      ressource: "demande-identite",
      epci,
      demandeur,
      motif: libelle,
      objet: `demande:${demandeur}`,
    });
  });
}

/** Extends an opening by half an hour for an agent at work in the file; false: it is not open, and the purpose must be stated first. */
export async function prolongerOuverture(
  { registres, acteur: { compte } }: Base,
  { epci, demandeur, maintenant }: Omit<FicheAOuvrir, "motif">,
): Promise<boolean> {
  const ouverture = compte === null ? null : await registres.ouverture(demandeur, maintenant);
  if (compte === null || ouverture === null) return false;
  const expireLe = new Date(Date.parse(maintenant) + DUREE_OUVERTURE_MS).toISOString();
  await registres.ouvrir(compte, epci, demandeur, { motif: ouverture.motif, ouverteLe: maintenant, expireLe });
  return true;
}

/** Line of the list, for an agent who has not stated a purpose yet. Refuses `demande-inconnue`. */
export async function findLigne(base: Base, epci: string, demandeur: string): Promise<LigneRegistre> {
  const ligne = await base.registres.ligne(epci, demandeur);
  if (!ligne || ligne.etat === "brouillon") throw unknownDemande();
  return ligne;
}

/** « Je connais cette personne »: closes the file to the account, at once and for ever. Refuses `demande-inconnue`. */
export async function declarerProximite(base: Base, epci: string, demandeur: string): Promise<void> {
  const { compte } = base.acteur;
  if (compte === null) throw unknownDemande();
  await base.transaction(async (tx) => {
    await findLigne(tx, epci, demandeur);
    await tx.registres.recuser(compte, epci, demandeur);
    const objet = `demande:${demandeur}`;
    await tx.journal.ecrire({ acte: "recusation-declaree", ressource: "demande-identite", epci, demandeur, objet });
  });
}

/** Minimum characters of the reason to read sensitive data; the row policies require it too (contexte.epcis_sensibles). */
const RAISON_MIN = 10;

/**
 * Reads the sensitive answers of a file once, for the typed reason; `base` carries that reason. Refuses `raison-courte`,
 * `sensible-absent` (nothing is sealed, or the actor has no right to it).
 */
export async function lireSensible(
  base: Base,
  coffre: Coffre,
  { epci, demandeur }: { readonly epci: string; readonly demandeur: string },
): Promise<readonly string[]> {
  const raison = base.acteur.motif?.trim() ?? "";
  if (raison.length < RAISON_MIN) {
    throw new Refus("raison-courte", `Écrivez pourquoi vous ouvrez ces données, en ${RAISON_MIN} caractères au moins.`);
  }
  return base.transaction(async (tx) => {
    const scelles = await tx.registres.situations(epci, demandeur);
    if (scelles.length === 0) {
      throw new Refus("sensible-absent", "Aucune donnée sensible n’est écrite ici, ou elle ne vous est pas ouverte.");
    }
    const objet = `demande:${demandeur}`;
    await tx.journal.ecrire({ acte: "dossier-sensible-lu", ressource: "demande-sensible", epci, demandeur, objet });
    return scelles.map((scelle) => coffre.ouvrir(scelle, "situation"));
  });
}
