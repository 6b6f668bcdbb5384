import { retenuesOf } from "#domain/conservation/retenue.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { ComptePurge, ConservationQueries, PersonneTrouvee } from "./ports.ts";

export type DemandePersonne = {
  readonly epci: string;
  /** The hash of the number unique, or what may be one: several are tried. */
  readonly numeros: readonly string[];
};

/** Throws a `Refus` "personne-inconnue". */
export async function findPersonne(
  conservation: ConservationQueries,
  { epci, numeros }: DemandePersonne,
): Promise<PersonneTrouvee> {
  const personne = await conservation.findPersonne(epci, numeros);
  if (personne) return personne;
  throw new Refus(
    "personne-inconnue",
    `Le territoire ${epci} ne détient rien sous ce numéro unique. Vérifiez le numéro, et le territoire.`,
    { epci },
  );
}

/**
 * Erases a person on their request (GDPR art. 17): the file, its papers and their keys, the key that ties the facts to them. The register
 * keeps a keyed hash, so that a restore does not bring them back.
 * Throws a `Refus` "effacement-retenu" with every reason while a procedure needs the data, "personne-inconnue".
 */
export async function effacerDemandeur(
  conservation: ConservationQueries,
  demande: DemandePersonne & { readonly jour: string; readonly maintenant: string },
): Promise<ComptePurge> {
  return conservation.transaction(async (tx) => {
    const personne = await findPersonne(tx, demande);
    const retenues = retenuesOf(await tx.procedures(demande.epci, personne), demande.jour);
    if (retenues.length > 0) {
      throw new Refus(
        "effacement-retenu",
        `L’effacement est refusé pour l’instant : ${retenues.map(({ motif }) => motif).join(" ; ")}. ` +
          "Répondez-le à la personne dans le mois, et refaites la commande quand ce sera terminé.",
        { retenues: retenues.map(({ code }) => code) },
      );
    }
    return tx.effacer(demande.epci, personne, demande.maintenant);
  });
}
