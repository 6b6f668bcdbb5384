import type { Base } from "#socle/lectures/base.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { cleanTexte } from "../lectures/texte.ts";
import type { EtatFinancement } from "../regles/etat-operation.ts";
import { findOwn, writeActe } from "./ecrire-operation.ts";

export type FinancementDemande = {
  readonly epci: string;
  readonly operation: number;
  readonly financeur: string;
  /** Euros; null: unknown yet. */
  readonly montant: number | null;
  readonly etat: EtatFinancement;
  readonly le: string | null;
  readonly aujourdhui: string;
};

const FINANCEUR_MAX = 120;

/** Returns the id of the line. Refuses `operation-inconnue`, `operation-d-un-autre`, `financement-financeur`, `financement-date`. */
export async function addFinancement(base: Base, demande: FinancementDemande): Promise<number> {
  const { epci, operation, montant, etat, le, aujourdhui } = demande;
  const financeur = cleanTexte(demande.financeur, "Financeur", true);
  if (financeur === null || financeur.length > FINANCEUR_MAX) {
    throw new Refus(
      "financement-financeur",
      `Financeur\u00A0: écrivez son nom, de ${FINANCEUR_MAX} caractères au plus.`,
    );
  }
  if (le !== null && le > aujourdhui) {
    throw new Refus(
      "financement-date",
      "Date\u00A0: ce qui est sollicité, accordé ou notifié l’est à une date passée.",
    );
  }
  if (le === null && etat !== "sollicite") {
    throw new Refus("financement-date", "Date\u00A0: dites quand le financement a été accordé ou notifié.");
  }
  return base.transaction(async (tx) => {
    const organisation = (await findOwn(tx, epci, operation)).bailleur?.organisation ?? null;
    const id = await tx.operations.addFinancement(epci, { operation, organisation, financeur, montant, etat, le });
    await writeActe(tx, epci, "operation-financement", operation);
    return id;
  });
}

/** Withdraws a line: it stays visible and is not summed any more. Refuses `operation-inconnue`, `operation-d-un-autre`, `financement-inconnu`. */
export async function withdrawFinancement(
  base: Base,
  { epci, operation, ligne }: { readonly epci: string; readonly operation: number; readonly ligne: number },
): Promise<void> {
  await base.transaction(async (tx) => {
    await findOwn(tx, epci, operation);
    if (!(await tx.operations.withdrawFinancement(epci, operation, ligne))) {
      throw introuvable(
        "financement-inconnu",
        "Cette ligne de financement n’existe pas, ou a déjà été retirée. Rechargez la page.",
      );
    }
    await writeActe(tx, epci, "operation-financement", operation);
  });
}
