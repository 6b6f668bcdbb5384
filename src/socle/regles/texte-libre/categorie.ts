/** What a comment must not hold, told by words. */
export type CategorieLexicale =
  | "sante"
  | "religion"
  | "origine"
  | "politique"
  | "sexualite"
  | "infraction"
  | "jugement";

/** What a comment must not hold, told by numbers or by its length. */
export type CategorieFormelle = "longueur" | "nir" | "banque" | "telephone" | "courriel";

export type CategorieTexte = CategorieLexicale | CategorieFormelle;
