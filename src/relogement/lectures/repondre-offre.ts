import type { Base } from "#socle/lectures/base.ts";
import { changedDossier, ecrireDossier, findOffre } from "../actes/ecrire-dossier.ts";
import type { MotifRefusOffre, ReponseOffre } from "../regles/offre.ts";
import { checkReponse } from "../regles/regle-offre.ts";
import { cleanTexte } from "./prose.ts";

export type ReponseAEcrire = {
  readonly epci: string;
  readonly id: number;
  readonly offre: number;
  readonly reponse: Exclude<ReponseOffre, "attendue">;
  readonly le: string;
  readonly motif: MotifRefusOffre | null;
  readonly precision: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Records the reply of the household, or the withdrawal of the offer. Before the lease, an accepted offer may still be refused or withdrawn. Refuses
 * `offre-inconnue`, `offre-close`, `offre-deja-acceptee`, `offre-sans-motif`, `offre-motif-inutile`, `offre-date`, `relogement-date`, the refusals of
 * the text, `relogement-inconnu`,
 * `droit-absent`.
 */
export async function repondreOffre(base: Base, demande: ReponseAEcrire): Promise<void> {
  const { epci, id, offre, reponse, le, motif, aujourdhui } = demande;
  const precision = cleanTexte(demande.precision, "Précision", demande.relu);
  const objet = () => `offre:${offre}`;
  await ecrireDossier(base, { epci, id, acte: "offre-repondue", action: "modifier", objet }, async (tx, dossier) => {
    checkReponse(findOffre(dossier, offre), dossier.offres, { reponse, le, motif }, aujourdhui);
    if (!(await tx.relogements.repondre(epci, offre, { reponse, le, motif, precision }))) throw changedDossier();
  });
}
