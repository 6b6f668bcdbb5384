import { conflit } from "#socle/regles/shared/refus.ts";
import { type EtatCas, LIBELLE_ETAT_CAS } from "./cas-bloque.ts";

/**
 * States that may follow each state. A postponed case goes to another meeting, a re-examined one is decided again; a case can be closed
 * whenever the situation is over. Nothing follows a closed case: a new case is opened.
 */
const TRANSITIONS_CAS: Readonly<Record<EtatCas, readonly EtatCas[]>> = {
  signale: ["inscrit", "clos"],
  inscrit: ["inscrit", "decide", "clos"],
  decide: ["inscrit", "decide", "clos"],
  clos: [],
};

export function canMoveCas(de: EtatCas, vers: EtatCas): boolean {
  return TRANSITIONS_CAS[de].includes(vers);
}

/** Refuses `cas-clos`, `cas-transition`. */
export function moveCas(de: EtatCas, vers: EtatCas): void {
  if (canMoveCas(de, vers)) return;
  if (de === "clos") {
    throw conflit(
      "cas-clos",
      "Ce cas est clos : rien ne s’y écrit plus. Si la situation revient, ouvrez un nouveau cas.",
    );
  }
  throw conflit(
    "cas-transition",
    `Ce cas est « ${LIBELLE_ETAT_CAS[de]} » : il ne peut pas devenir « ${LIBELLE_ETAT_CAS[vers]} ». Inscrivez-le d’abord à l’ordre du jour d’une réunion.`,
  );
}
