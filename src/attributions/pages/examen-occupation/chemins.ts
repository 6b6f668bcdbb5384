import { cheminSeance } from "../cal/chemins.ts";

export const CHEMIN_EXAMENS = "examens-occupation";
export const CHEMIN_BAUX_SUIVIS = "examens-occupation/baux";
export const CHEMIN_ZONE_EXAMEN = "examens-occupation/zone";

/** `suite`: « examen », « transmettre »… */
export function cheminBailSuivi(id: number, suite?: string): string {
  return suite ? `${CHEMIN_BAUX_SUIVIS}/${id}/${suite}` : `${CHEMIN_BAUX_SUIVIS}/${id}`;
}

/** Path of an opinion on the agenda of a session. */
export function cheminAvis(seance: number, examen: number): string {
  return cheminSeance(seance, `examens/${examen}`);
}
