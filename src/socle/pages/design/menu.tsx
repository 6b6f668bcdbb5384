import { findLieu, type Lieu } from "../../regles/plan/lieu.ts";
import { CHEMIN_ACCUEIL_AGENT, type Salle } from "../../regles/plan/plan.ts";
import { type Cadre, hrefTerritoire } from "./cadre.ts";
import { Icone } from "./icone.tsx";

/**
 * The rooms of the territory, and the pages of the one where one stands. On a wide screen it is a rail; on a phone a sheet that the bar opens: the
 * same list, which is a `popover` so that it needs no script.
 */
export function Menu({ cadre }: { cadre: Cadre }) {
  const { territoire, salles, chemin } = cadre;
  if (!territoire || salles.length === 0) return null;
  const lieu = chemin === null ? null : findLieu(chemin);
  return (
    <nav id="menu" class="rail" aria-label="Principale" popover="auto">
      <p class="rail-titre">
        {territoire.nom}
        <button class="outil" type="button" popovertarget="menu" popovertargetaction="hide">
          <Icone nom="fermer" />
          <span>Fermer</span>
        </button>
      </p>
      <ul>
        {salles.map((salle) => (
          <Piece epci={territoire.epci} salle={salle} chemin={chemin} lieu={lieu} />
        ))}
      </ul>
    </nav>
  );
}

type PieceProps = {
  readonly epci: string;
  readonly salle: Salle;
  readonly chemin: string | null;
  readonly lieu: Lieu | null;
};

function Piece({ epci, salle, chemin, lieu }: PieceProps) {
  const ici = salle.code === "accueil" ? chemin === CHEMIN_ACCUEIL_AGENT : lieu?.salle.code === salle.code;
  return (
    <li class={ici ? "ici" : undefined}>
      <a href={hrefSalle(epci, salle)} aria-current={ici && salle.pages.length === 0 ? "page" : undefined}>
        <Icone nom={salle.code} />
        {salle.libelle}
      </a>
      {ici && salle.pages.length > 0 ? (
        <ul>
          {salle.pages.map((page) => (
            <li>
              <a href={hrefTerritoire(epci, page.chemin)} aria-current={currentOf(page.chemin, lieu)}>
                {page.libelle}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** « page » on the very page; « true » on a view or a record under it. A view whose page is closed to this person stands for it. */
function currentOf(chemin: string, lieu: Lieu | null): "page" | "true" | undefined {
  if (!lieu) return undefined;
  const vue = lieu.vue?.chemin === chemin;
  if (!vue && lieu.page.chemin !== chemin) return undefined;
  return lieu.exact && (vue || lieu.vue === null) ? "page" : "true";
}

/** A room opens on the first of its pages that is open to this person. */
export function hrefSalle(epci: string, { pages: [first] }: Salle): string {
  return hrefTerritoire(epci, first?.chemin ?? CHEMIN_ACCUEIL_AGENT);
}
