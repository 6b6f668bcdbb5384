import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/** Cause of the cancellation of a lease. `erreur`: the accepted offer stands; `non-entre`: the dwelling goes to the next rank. */
export const CAUSES_ANNULATION = ["erreur", "non-entre"] as const;
export type CauseAnnulation = (typeof CAUSES_ANNULATION)[number];

export const LIBELLE_CAUSE_ANNULATION: Readonly<Record<CauseAnnulation, string>> = {
  erreur: "Saisi par erreur : l’offre acceptée reste à signer",
  "non-entre": "Le ménage n’est jamais entré : le logement va au rang suivant",
};

/** Refuses `annulation-motif`, `annulation-a-relire` and the refusals of free texts. */
export function readMotifAnnulation(saisie: { readonly motif: string; readonly relu: boolean }): string {
  const motif = saisie.motif.trim();
  const details = { champ: "annulation_motif" };
  if (motif.length < 5 || motif.length > 300) {
    throw new Refus(
      "annulation-motif",
      "Raison de l’annulation : écrivez-la en quelques mots (de 5 à 300 signes).",
      details,
    );
  }
  relireTexte(motif, "Raison de l’annulation :", { relu: saisie.relu, aRelire: "annulation-a-relire", details });
  return motif;
}
