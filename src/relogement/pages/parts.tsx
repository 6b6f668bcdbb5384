import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { ActeFiche } from "../lectures/fiche.ts";

/** `de`: object of the button, for screen readers. */
export function BoutonActe({ epci, id, acte, de }: { epci: string; id: number; acte: ActeFiche; de?: string }) {
  return (
    <a class={acte.principal ? "bouton" : "bouton second"} href={hrefTerritoire(epci, cheminMenage(id, acte.chemin))}>
      {acte.libelle}
      {de ? <span class="lu"> : {de}</span> : null}
    </a>
  );
}
