import type { Coffre } from "#dossier/lectures/coffre.ts";
import { guichetsOf, requireGuichet } from "#dossier/lectures/registre/guichets.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { ASaisir } from "../../lectures/sne-echange/ports.ts";

/** Maximum rows of a file that a desk types from. */
const A_SAISIR_MAX = 5_000;

export type LigneASaisir = ASaisir & { readonly numero: string | null };

/**
 * Every open writing of the desk's files, with names and numbers in clear, for whoever types it in the national system. The journal keeps who took
 * the file, and each household sees it. Refuses `droit-absent`, `export-vide`.
 */
export function exporterTransmissions(
  base: Base,
  coffre: Coffre,
  { epci, type }: { readonly epci: string; readonly type: "csv" | "xlsx" },
): Promise<readonly LigneASaisir[]> {
  requireGuichet(base, epci);
  return base.transaction(async (tx) => {
    const aSaisir = await tx.transmissions.aSaisir(epci, guichetsOf(tx, epci) ?? [], A_SAISIR_MAX);
    if (aSaisir.length === 0) throw new Refus("export-vide", "Rien n’est à écrire dans le système national.");
    const objet = `a-saisir-sne.${type}:${aSaisir.length}:saisie-sne`;
    await tx.journal.ecrire({ acte: "demandes-exportees", ressource: "demande-identite", epci, objet });
    return aSaisir.map((one) => ({
      ...one,
      numero: one.numeroChiffre === null ? null : coffre.ouvrir(one.numeroChiffre, "numero"),
    }));
  });
}
