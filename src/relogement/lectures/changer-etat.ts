import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ecrireDossier } from "../actes/ecrire-dossier.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import { checkPast } from "../regles/regle-offre.ts";
import { moveDossier, withdrawOffres } from "./move-dossier.ts";

export type ChangementEtat = {
  readonly epci: string;
  readonly id: number;
  readonly vers: EtatRelogement;
  readonly le: string;
  readonly aujourdhui: string;
};

/**
 * Moves the file to another state. Three moves are refused here, because they have acts of their own: signing a lease, withdrawing one, reporting
 * a blocked household. A departure withdraws the open offers. Refuses `relogement-transition`, `relogement-date`, `relogement-par-son-acte`,
 * `relogement-inconnu`, `droit-absent`.
 */
export async function changerEtat(base: Base, demande: ChangementEtat): Promise<void> {
  const { epci, id, vers, le, aujourdhui } = demande;
  checkPast("Date du changement", le, aujourdhui);
  await ecrireDossier(base, { epci, id, acte: "relogement-etat", action: "modifier" }, async (tx, dossier) => {
    const autre = acteOf(dossier.etat, vers);
    if (autre) throw new Refus("relogement-par-son-acte", autre);
    await moveDossier(tx, epci, dossier, { vers, le });
    if (vers === "depart") await withdrawOffres(tx, epci, dossier, { le });
  });
}

function acteOf(de: EtatRelogement, vers: EtatRelogement): string | null {
  if (de === "reloge" && vers === "offres") return "Pour rouvrir ce dossier, annulez son bail sur l’offre signée.";
  if (vers === "reloge" && de === "offres")
    return "Un ménage est relogé par la signature de son bail : signez l’offre acceptée.";
  if (vers === "bloque") return "Une situation bloquée se signale à la commission, avec son motif.";
  return null;
}
