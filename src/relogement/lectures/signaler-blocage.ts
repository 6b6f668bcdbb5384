import type { Base } from "#socle/lectures/base.ts";
import { ecrireDossier } from "../actes/ecrire-dossier.ts";
import type { MotifBlocage } from "../regles/comite.ts";
import { checkPast } from "../regles/regle-offre.ts";
import { moveDossier } from "./move-dossier.ts";

export type BlocageASignaler = {
  readonly epci: string;
  readonly id: number;
  readonly motif: MotifBlocage;
  readonly le: string;
  readonly aujourdhui: string;
};

/**
 * Sends the case to the commission de coordination, without a name, with a motive of the closed list; returns the `id` of the case. The
 * file is blocked until an officer moves it on; the commission closes the case. Refuses `relogement-transition`, `relogement-date`,
 * `relogement-inconnu`, `droit-absent`.
 */
export async function signalerBlocage(
  base: Base,
  { epci, id, motif, le, aujourdhui }: BlocageASignaler,
): Promise<number> {
  checkPast("Date du signalement", le, aujourdhui);
  const objet = (cas: number) => `cas:${cas}`;
  return ecrireDossier(
    base,
    { epci, id, acte: "cas-bloque-ouvert", action: "modifier", objet },
    async (tx, dossier) => {
      await moveDossier(tx, epci, dossier, { vers: "bloque", le });
      return tx.relogements.addBlocage(epci, id, motif, le);
    },
  );
}
