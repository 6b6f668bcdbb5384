import type { Base } from "#socle/lectures/base.ts";
import { changedDossier } from "../actes/ecrire-dossier.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import { moveEtat } from "../regles/transition.ts";
import type { DossierRelogement } from "./ports.ts";

/** Moves the state; the file must be locked. Refuses `relogement-transition`, `relogement-change`. */
export async function moveDossier(
  tx: Base,
  epci: string,
  { id, etat }: Pick<DossierRelogement, "id" | "etat">,
  { vers, le }: { readonly vers: EtatRelogement; readonly le: string },
): Promise<void> {
  moveEtat(etat, vers);
  if (!(await tx.relogements.changeEtat(epci, id, { de: etat, vers, le }))) throw changedDossier();
}

/** Withdraws the offers without a reply of a household that is rehoused or gone. */
export async function withdrawOffres(
  tx: Base,
  epci: string,
  { offres }: Pick<DossierRelogement, "offres">,
  { le, sauf = null }: { readonly le: string; readonly sauf?: number | null },
): Promise<void> {
  for (const { id, reponse, proposeeLe, bailSigneLe } of offres) {
    if (id === sauf || bailSigneLe !== null || (reponse !== "attendue" && reponse !== "acceptee")) continue;
    const day = le < proposeeLe ? proposeeLe : le;
    await tx.relogements.repondre(epci, id, { reponse: "retiree", le: day, motif: null, precision: null });
  }
}
