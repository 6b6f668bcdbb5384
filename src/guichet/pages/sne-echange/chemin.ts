export const CHEMIN_SNE = "demandes/sne";
