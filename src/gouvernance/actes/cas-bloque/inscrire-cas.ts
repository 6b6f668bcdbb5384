import type { Base } from "#socle/lectures/base.ts";
import type { EtatReunion } from "#socle/regles/gouvernance/reunion.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { CasBloque } from "../../lectures/cas-bloque/ports.ts";
import { moveCas } from "../../regles/cas-bloque/transition.ts";
import { findReunion } from "../reunion-ecrire.ts";
import { ecrireCas, requireRight, updateCas } from "./ecrire-cas.ts";

export type CasAInscrire = { readonly epci: string; readonly cas: number; readonly reunion: number };

/** States of a meeting whose agenda may still change. */
export const OUVERTES: readonly EtatReunion[] = ["preparation", "convoquee", "ouverte"];

/**
 * Puts the case on the agenda of a meeting, whose convened accounts read it from then on, and takes it off the former agenda. Returns the case
 * as changed. Runs in the caller's transaction, which writes the journal after. Refuses `cas-inconnu`, `droit-absent`, `cas-clos`, `cas-transition`,
 * `reunion-inconnue`, `cas-reunion-close`.
 */
export function inscrireCas(tx: Base, { epci, cas: id, reunion }: CasAInscrire): Promise<CasBloque> {
  requireRight(tx, epci, "modifier");
  return ecrireCas(tx, { epci, cas: id, acte: "cas-bloque-inscrit" }, async (base, cas) => {
    moveCas(cas.etat, "inscrit");
    const { etat } = await findReunion(base, epci, reunion);
    if (!OUVERTES.includes(etat)) {
      throw new Refus(
        "cas-reunion-close",
        "Cette réunion est close ou annulée : son ordre du jour ne change plus. Choisissez-en une autre.",
      );
    }
    await updateCas(base, cas, { etat: "inscrit", reunion });
    return { ...cas, etat: "inscrit", reunion };
  });
}
