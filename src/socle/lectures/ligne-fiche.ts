/** One answer of the file; null: unknown, and shown as such. */
export type LigneFiche = { readonly libelle: string; readonly valeur: string | null };
