import type { Base } from "#socle/lectures/base.ts";
import type { EtatReunion } from "#socle/regles/gouvernance/reunion.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { CasBloque } from "../../lectures/cas-bloque/ports.ts";
import { moveCas } from "../../regles/cas-bloque/transition.ts";
import { findReunion } from "../reunion-ecrire.ts";
import { ecrireCas, requireRight, updateCas } from "./ecrire-cas.ts";

export type CasAInscrire = { readonly epci: string; readonly cas: number; readonly reunion: number };

/** Their agenda still changes. */
export const OUVERTES: readonly EtatReunion[] = ["preparation", "convoquee", "ouverte"];

/**
 * Puts the case on the agenda of a meeting: those convened to it read it from then on. It leaves the agenda of the former one. Returns the case
 * as it is now. Inside the caller's transaction, whose journal line comes after. Refuses `cas-inconnu`, `droit-absent`, `cas-clos`, `cas-transition`,
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
