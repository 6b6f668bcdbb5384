export const CHEMIN_CONGES = "liberations/fichier";

/** `racine`: of the kind of file. `suite`: « colonnes », « a-corriger.csv »… */
export function cheminDepot(racine: string, depot: string, suite?: string): string {
  return suite ? `${racine}/${depot}/${suite}` : `${racine}/${depot}`;
}

export const CHEMIN_MENAGES_LISTES = "liberations/menages";
export const CHEMIN_LISTE = "liberations/menages/liste";
