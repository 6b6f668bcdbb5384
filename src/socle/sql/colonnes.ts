import { colonnesOf } from "./ligne.ts";

/** The columns of a schema, in its order, for reads and for writes of rows that may hold more fields. */
export function colonnesDe<Champ extends string>({ shape }: { readonly shape: Readonly<Record<Champ, unknown>> }) {
  const champs = Object.keys(shape);
  return {
    /** « nom, cree_le », or « p.nom, p.cree_le » with the alias `de`. */
    noms: (de?: string): string => colonnesOf({ shape }, de),
    /** « $3, $4 »: placeholders from `$depuis` on. */
    places: (depuis: number): string => champs.map((_, rang) => `$${rang + depuis}`).join(", "),
    valeurs: (ligne: Readonly<Record<Champ, unknown>>): readonly unknown[] => {
      const valeurs: Readonly<Record<string, unknown>> = ligne;
      return champs.map((champ) => valeurs[champ]);
    },
  };
}
