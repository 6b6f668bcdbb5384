import type { LigneFiche } from "../../lectures/ligne-fiche.ts";
import { MotManque } from "./manque.tsx";

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
