export type CategorieLexicale =
  | "sante"
  | "religion"
  | "origine"
  | "politique"
  | "sexualite"
  | "infraction"
  | "jugement";

/** Detected by numbers or by the length of the text. */
export type CategorieFormelle = "longueur" | "nir" | "banque" | "telephone" | "courriel";

export type CategorieTexte = CategorieLexicale | CategorieFormelle;
