/** What a default page may take of ten minutes: words at once, words with each fold open, CSS pixels high on a desk 1 280 wide. */
export const BUDGET = { ouverts: 800, tous: 1_200, hauteur: 2_500 };
/** Where the height is measured. */
export const LARGEUR_BUREAU = 1_280;
