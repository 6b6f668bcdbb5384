export const CHEMIN_LIBERATIONS = "liberations";
export const CHEMIN_DELAIS = "liberations/delais";
export const CHEMIN_SALARIES = "liberations/salaries";
export const CHEMIN_NOUVELLE_LIBERATION = "liberations/nouvelle";

/** `suite`: « dates », « orientation », « candidats »… */
export function cheminLiberation(id: number, suite?: string): string {
  return suite ? `${CHEMIN_LIBERATIONS}/${id}/${suite}` : `${CHEMIN_LIBERATIONS}/${id}`;
}

export function cheminCandidature(liberation: number, candidature: number, suite: string): string {
  return `${CHEMIN_LIBERATIONS}/${liberation}/candidatures/${candidature}/${suite}`;
}
