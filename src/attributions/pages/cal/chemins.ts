export const CHEMIN_CAL = "cal";
export const CHEMIN_COMPOSITION = "cal/composition";
export const CHEMIN_PREPARER = "cal/preparer";

export function cheminSeance(id: number, suite?: string): string {
  return suite === undefined ? `${CHEMIN_CAL}/${id}` : `${CHEMIN_CAL}/${id}/${suite}`;
}

export function cheminLogement(seance: number, liberation: number, suite?: string): string {
  return cheminSeance(seance, suite === undefined ? `logements/${liberation}` : `logements/${liberation}/${suite}`);
}
