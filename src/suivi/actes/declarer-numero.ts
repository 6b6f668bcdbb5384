import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import type { Coffre } from "#dossier/lectures/coffre.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { isNonEnregistree } from "#dossier/regles/etat.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { readDossier } from "../lectures/lire-suivi.ts";

/**
 * Keeps, sealed, a number that the household has obtained elsewhere: its desk attaches it after having seen an identity, without typing it again.
 * Refuses `numero-unique-invalide`, `demande-enregistree`, `dossier-inconnu`.
 */
export async function declarerNumero(
  base: Base,
  coffre: Coffre,
  { epci, demandeur, saisi }: { readonly epci: string; readonly demandeur: string; readonly saisi: string },
): Promise<void> {
  const numero = numeroUnique(saisi);
  if (typeof numero !== "string") {
    throw new Refus(
      "numero-unique-invalide",
      "Ce numéro n’a pas la forme attendue : recopiez celui de votre attestation, 10 à 20 chiffres, ou lettres et chiffres.",
    );
  }
  await base.transaction(async (tx) => {
    const { etat } = await readDossier(tx, epci, demandeur);
    if (!isNonEnregistree(etat)) {
      throw conflit("demande-enregistree", "Votre demande est déjà enregistrée avec un numéro unique.");
    }
    await tx.suivis.declarerNumero(epci, demandeur, coffre.sceller(numero, "numero"));
    await ecrireEvenement(tx, { epci, demandeur, code: "numero-declare" });
    const objet = "numero-declare";
    await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, objet, demandeur });
  });
}
