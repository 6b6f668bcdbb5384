import { colonnesOf } from "./ligne.ts";

/** The columns that a schema tells, in its order: what is read of a table, and what is written of rows that may hold more. */
export function colonnesDe<Champ extends string>({ shape }: { readonly shape: Readonly<Record<Champ, unknown>> }) {
  const champs = Object.keys(shape);
  return {
    /** « nom, cree_le », or « p.nom, p.cree_le » of the table `de`. */
    noms: (de?: string): string => colonnesOf({ shape }, de),
    /** « $3, $4 »: where their values go, from `$depuis` on. */
    places: (depuis: number): string => champs.map((_, rang) => `$${rang + depuis}`).join(", "),
    valeurs: (ligne: Readonly<Record<Champ, unknown>>): readonly unknown[] => {
      const valeurs: Readonly<Record<string, unknown>> = ligne;
      return champs.map((champ) => valeurs[champ]);
    },
  };
}
