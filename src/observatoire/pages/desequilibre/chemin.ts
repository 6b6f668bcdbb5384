export const CHEMIN_DESEQUILIBRES = "observatoire/desequilibres";
