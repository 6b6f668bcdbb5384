import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { isNeuf } from "../regles/rang.ts";
import { compareResteACharge, type EcartReste } from "../regles/reste-a-charge.ts";
import type { DossierRelogement } from "./ports.ts";

/** Facts by which the lease of a rehoused household is counted; unknown when no offer of the file gives them. */
export type BailReloge = {
  readonly relogement: number;
  readonly signeLe: string | null;
  readonly situation: Situation;
  readonly neuf: Reponse;
  readonly droitActionLogement: Reponse;
  /** null: the file has no dwelling to compare with. */
  readonly ecart: EcartReste | null;
};

/** null: not rehoused. A household has one lease, that of its accepted offer; a file closed as rehoused without an offer still counts. */
export function findBail(dossier: DossierRelogement): BailReloge | null {
  if (dossier.etat !== "reloge") return null;
  const offre = dossier.offres.find(({ bailSigneLe }) => bailSigneLe !== null);
  if (!offre || offre.bailSigneLe === null) {
    return {
      relogement: dossier.id,
      signeLe: dossier.closLe,
      situation: "inconnue",
      neuf: "inconnu",
      droitActionLogement: "inconnu",
      ecart: null,
    };
  }
  const { logement, bailSigneLe } = offre;
  return {
    relogement: dossier.id,
    signeLe: bailSigneLe,
    situation: logement.situation,
    neuf: isNeuf(logement, bailSigneLe),
    droitActionLogement: logement.droitActionLogement,
    ecart: compareResteACharge(dossier.origine, logement),
  };
}
