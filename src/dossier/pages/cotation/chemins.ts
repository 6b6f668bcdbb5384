export const CHEMIN_COTATION = "demandes/cotation";

/** Path under the territory: « demandes/cotation/12/publier ». */
export function cheminGrille(id: number, suite = ""): string {
  return `${CHEMIN_COTATION}/${id}${suite}`;
}
