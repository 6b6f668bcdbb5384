import { MotManque } from "./manque.tsx";

/** One answer of the file; null: not known, shown as such. */
export type LigneFiche = { readonly libelle: string; readonly valeur: string | null };

export function Lignes({ lignes }: { lignes: readonly LigneFiche[] }) {
  return (
    <dl>
      {lignes.map(({ libelle, valeur }) => (
        <>
          <dt>{libelle}</dt>
          <dd>{valeur ?? <MotManque manque="inconnu" />}</dd>
        </>
      ))}
    </dl>
  );
}
