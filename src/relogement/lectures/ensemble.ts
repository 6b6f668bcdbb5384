import type { Base } from "#socle/lectures/base.ts";
import { sayEtape } from "./fiche-lire.ts";

export type MenageChoisi = {
  readonly id: number;
  readonly reference: string;
  readonly operation: number;
  readonly immeuble: string;
  /** What is planned, in words. */
  readonly etape: string;
};

/** `refus`: why nothing was written; null: it was. */
export type IssueMenage = MenageChoisi & { readonly refus: string | null };

/** Of the files that this person reads, in the order of the list. */
export async function readChoisis(base: Base, epci: string, ids: readonly number[]): Promise<readonly MenageChoisi[]> {
  const dossiers = await base.relogements.list(epci);
  return dossiers
    .filter(({ id }) => ids.includes(id))
    .map((dossier) => ({
      id: dossier.id,
      reference: dossier.reference,
      operation: dossier.operation,
      immeuble: dossier.operationNom,
      etape: sayEtape(dossier),
    }));
}
