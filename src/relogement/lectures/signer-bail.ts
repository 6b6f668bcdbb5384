import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { changedDossier, ecrireDossier, findOffre } from "../actes/ecrire-dossier.ts";
import { checkBail } from "../regles/regle-offre.ts";
import { compterBail } from "./compter-bail.ts";
import { moveDossier, withdrawOffres } from "./move-dossier.ts";

export type BailASigner = {
  readonly epci: string;
  readonly id: number;
  readonly offre: number;
  readonly le: string;
  readonly aujourdhui: string;
};

/**
 * Signs the lease of the accepted offer: the file closes on that day, its other open offers are withdrawn, the planned step is removed, and the lease
 * counts in the bilan of its year. Refuses `offre-inconnue`, `offre-non-acceptee`, `offre-close`, `offre-date`, `relogement-transition`,
 * `bail-sans-siren`, `relogement-date`,
 * `relogement-inconnu`, `droit-absent`.
 */
export async function signerBail(base: Base, { epci, id, offre, le, aujourdhui }: BailASigner): Promise<void> {
  const objet = () => `offre:${offre}`;
  await ecrireDossier(base, { epci, id, acte: "bail-reloge-signe", action: "modifier", objet }, async (tx, dossier) => {
    checkBail(findOffre(dossier, offre), le, aujourdhui);
    await moveDossier(tx, epci, dossier, { vers: "reloge", le });
    await withdrawOffres(tx, epci, dossier, { le, sauf: offre });
    if (!(await tx.relogements.signer(epci, offre, le))) throw changedDossier();
    await tx.relogements.setEtape(epci, id, null);
    await compterBail(tx, { epci, relogement: id, offre });
  });
}

export type BailAAnnuler = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

/**
 * Cancels a lease signed by mistake: the offer is accepted again, the file is open, the bilan drops the lease. Refuses `bail-absent`,
 * `relogement-transition`,
 * `relogement-inconnu`, `droit-absent`.
 */
export async function annulerBail(base: Base, { epci, id, aujourdhui }: BailAAnnuler): Promise<void> {
  await ecrireDossier(base, { epci, id, acte: "bail-reloge-annule", action: "modifier" }, async (tx, dossier) => {
    const signee = dossier.offres.find(({ bailSigneLe }) => bailSigneLe !== null);
    if (!signee) throw new Refus("bail-absent", "Aucun bail n’est signé dans ce dossier : il n’y a rien à annuler.");
    await moveDossier(tx, epci, dossier, { vers: "offres", le: aujourdhui });
    if (!(await tx.relogements.annulerBail(epci, signee.id))) throw changedDossier();
    await tx.bauxReloges.remove(epci, signee.id);
  });
}
