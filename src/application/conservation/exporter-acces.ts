import { type DureeConservation, findDuree } from "#domain/conservation/duree.ts";
import { REGLES } from "#domain/conservation/regle.ts";
import { type DemandePersonne, findPersonne } from "./effacer.ts";
import type { ConservationQueries, Consultation, PartDossier } from "./ports.ts";

/** The answer to a right of access (GDPR art. 15): what is held, until when, and who opened it. */
export type DossierAcces = {
  readonly territoire: string;
  readonly editeLe: string;
  /** How the files call the person. */
  readonly cle: string;
  readonly parts: readonly PartDossier[];
  readonly consultations: readonly Consultation[];
  readonly durees: readonly {
    readonly classe: string;
    readonly depart: string;
    readonly effet: string;
    readonly duree: DureeConservation;
  }[];
};

/** Classes of the rules that concern somebody who has a demande. */
const CONCERNE: readonly string[] = ["C2", "C3", "C4", "C5", "C6", "C7"];

/**
 * Everything held on one person in a territory; that it was handed over is written in the journal, in the same transaction.
 * Throws a `Refus` "personne-inconnue", "duree-absente".
 */
export async function exporterAcces(
  conservation: ConservationQueries,
  demande: DemandePersonne & { readonly territoire: string; readonly jour: string; readonly maintenant: string },
): Promise<DossierAcces> {
  return conservation.transaction(async (tx) => {
    const personne = await findPersonne(tx, demande);
    const parts = await tx.dossier(demande.epci, personne);
    const consultations = personne.demandeur === null ? [] : await tx.consultations(personne.demandeur);
    await tx.consignerAcces(demande.epci, personne);
    return {
      territoire: demande.territoire,
      editeLe: demande.maintenant,
      cle: personne.numeroHash,
      parts,
      consultations,
      durees: await dureesOf(tx, demande.jour),
    };
  });
}

async function dureesOf(tx: ConservationQueries, jour: string): Promise<DossierAcces["durees"]> {
  const durees = await tx.durees();
  return REGLES.filter(({ classe }) => CONCERNE.includes(classe)).flatMap(({ classe, depuis, depart, effet }) =>
    depuis.map((point) => ({ classe, depart, effet, duree: findDuree(durees, classe, point, jour) })),
  );
}
