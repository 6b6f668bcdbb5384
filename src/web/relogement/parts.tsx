import type { ActeFiche, LigneFiche } from "#application/relogement/fiche.ts";
import { hrefTerritoire } from "../design/cadre.ts";
import { MotManque } from "../design/manque.tsx";
import { cheminMenage } from "./chemins.ts";

/** `de`: of what, for whoever hears the button alone. */
export function BoutonActe({ epci, id, acte, de }: { epci: string; id: number; acte: ActeFiche; de?: string }) {
  return (
    <a class={acte.principal ? "bouton" : "bouton second"} href={hrefTerritoire(epci, cheminMenage(id, acte.chemin))}>
      {acte.libelle}
      {de ? <span class="lu"> : {de}</span> : null}
    </a>
  );
}

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
