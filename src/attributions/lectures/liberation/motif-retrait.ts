import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/** Reason of the withdrawal of a dwelling or a candidate. Refuses `retrait-motif`, `retrait-a-relire` and the refusals of free texts. */
export function readMotifRetrait(saisie: { readonly motif: string; readonly relu: boolean }): string {
  const motif = saisie.motif.trim();
  const details = { champ: "retrait_motif" };
  if (motif.length < 5 || motif.length > 300) {
    throw new Refus("retrait-motif", "Raison du retrait : écrivez-la en quelques mots (de 5 à 300 signes).", details);
  }
  relireTexte(motif, "Raison du retrait :", { relu: saisie.relu, aRelire: "retrait-a-relire", details });
  return motif;
}
