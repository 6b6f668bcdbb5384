import type { Coffre } from "#dossier/lectures/coffre.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { requireGuichet, unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { NatureTransmission } from "#dossier/regles/transmission.ts";
import { delaiOf } from "#dossier/regles/vie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";

/** Content of the attestation of registration (CCH, art. L. 441-2-1 and R. 441-2-3). */
export type Attestation = {
  readonly territoire: { readonly nom: string; readonly demonstration: boolean };
  readonly reference: string | null;
  readonly nom: string;
  readonly numero: string;
  readonly guichet: string | null;
  readonly deposeeLe: string | null;
  readonly enregistreeLe: string;
  readonly ancienneteLe: string | null;
  readonly echeanceLe: string | null;
  readonly communes: readonly string[];
  readonly preavisMois: number;
  /** Renewal or reactivation that the national system has not accepted yet. */
  readonly nonConfirmees: readonly NatureTransmission[];
  readonly le: string;
};

/** Returns the attestation, and marks that it was handed over. Refuses `demande-inconnue`, `attestation-impossible` (no number yet). */
export async function remettreAttestation(
  base: Base,
  coffre: Coffre,
  { epci, demandeur, aujourdhui }: { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string },
): Promise<Attestation> {
  requireGuichet(base, epci);
  const [territoire, communes, ligne, ouvertes] = await Promise.all([
    base.territoires.find(epci),
    base.territoires.communes(epci),
    base.registres.ligne(epci, demandeur),
    base.transmissions.ofDemandeur(epci, demandeur),
  ]);
  return base.transaction(async (tx) => {
    const fiche = await tx.registres.fiche(epci, demandeur);
    if (!fiche || !territoire) throw unknownDemande();
    if (fiche.numeroChiffre === null || fiche.enregistreeLe === null || fiche.etat === "radiee") {
      throw conflit(
        "attestation-impossible",
        "Il n’y a pas d’attestation sans numéro unique, ni d’une demande radiée.",
      );
    }
    if (await tx.registres.attester(epci, demandeur, aujourdhui)) {
      await ecrireEvenement(tx, { epci, demandeur, code: "attestation-remise" });
    }
    const objet = `demande:${demandeur}`;
    await tx.journal.ecrire({ acte: "attestation-remise", ressource: "demande-identite", epci, demandeur, objet });
    const { identite } = fiche;
    const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
    return {
      territoire,
      reference: fiche.reference,
      guichet: fiche.guichetNom,
      le: aujourdhui,
      nom: [identite.prenom, identite.nom].filter((one) => one !== null).join(" "),
      numero: coffre.ouvrir(fiche.numeroChiffre, "numero"),
      deposeeLe: fiche.deposeeLe,
      enregistreeLe: fiche.enregistreeLe,
      ancienneteLe: fiche.ancienneteLe,
      echeanceLe: fiche.echeanceLe,
      communes: (ligne?.communes ?? []).map((code) => noms.get(code) ?? code),
      preavisMois: delaiOf("preavis", aujourdhui),
      nonConfirmees: ouvertes
        .map(({ nature }) => nature)
        .filter((nature) => nature === "renouvellement" || nature === "reactivation"),
    };
  });
}
