export const CHEMIN_RECHERCHE = "relogement/logements";
export const CHEMIN_DECLARATIONS = "relogement/logements/declares";
