/** One answer of the file; null: not known, shown as such. */
export type LigneFiche = { readonly libelle: string; readonly valeur: string | null };
