import type { Coffre } from "#dossier/lectures/coffre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { SuiviExporte } from "../../lectures/sne-echange/ports.ts";

/** Maximum rows: a longer list is not one that a desk works through. */
const SUIVI_MAX = 5_000;

/** Closed list of the purposes of an export of numbers in clear; the journal records it. */
export const FINALITES_EXPORT = {
  "saisie-sne": "Saisir ou corriger dans le système national",
  rapprochement: "Rapprocher avec le fichier du gestionnaire territorial",
  bailleur: "Reprendre dans le logiciel de notre organisme",
} as const;
export type FinaliteExport = keyof typeof FINALITES_EXPORT;

export type QuestionExport = {
  readonly epci: string;
  /** Year of seniority; null: all. */
  readonly annee: number | null;
  readonly finalite: FinaliteExport;
  readonly type: "csv" | "xlsx";
};

/**
 * Exports the desk's own registered files with their numbers in clear. Files whose number was never typed in Blaise are left out, and the page counts
 * them.
 * Throws `export-trop-grand`, `export-vide`.
 */
export function exporterSuivi(base: Base, coffre: Coffre, question: QuestionExport): Promise<readonly SuiviExporte[]> {
  const { epci, annee, finalite, type } = question;
  return base.transaction(async (tx) => {
    const { total, sansNumero } = await tx.sneEchanges.compterSuivi({ epci, annee });
    if (total > SUIVI_MAX) {
      throw new Refus(
        "export-trop-grand",
        `${formatNombre(total)} dossiers : un fichier en contient ${formatNombre(SUIVI_MAX)} au plus. Choisissez une année.`,
        { total },
      );
    }
    if (total === sansNumero) throw new Refus("export-vide", "Aucun dossier de ce choix n’a de numéro lisible.");
    const suivis = await tx.sneEchanges.suivi({ epci, annee, limite: SUIVI_MAX });
    const lisibles = suivis.flatMap((suivi) => {
      const { numeroChiffre } = suivi;
      return numeroChiffre === null ? [] : [{ ...suivi, numero: coffre.ouvrir(numeroChiffre, "numero") }];
    });
    const objet = `suivi-sne.${type}:${lisibles.length}:${finalite}`;
    await tx.journal.ecrire({ acte: "demandes-exportees", ressource: "demande-identite", epci, objet });
    return lisibles;
  });
}
