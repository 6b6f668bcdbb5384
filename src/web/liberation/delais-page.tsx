import type { DelaisLus } from "#application/liberation/figures-delais.ts";
import { formatCompte } from "#domain/shared/format.ts";
import { type Cadre, hrefTerritoire } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";
import { EtatVide } from "../design/parts.tsx";
import { SousNavigation } from "../design/sous-navigation.tsx";
import { FigureBloc } from "../observatoire/figure.tsx";
import { CHEMIN_DELAIS } from "./chemins.ts";

export type DelaisPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly delais: DelaisLus;
  readonly depuis: string;
};

/** How long each step takes (signed document, action 2). */
export function renderDelaisAttributionPage({ cadre, epci, delais, depuis }: DelaisPageProps): string {
  return renderPage({
    cadre,
    titre: "Délais d’attribution",
    rubrique: "liberations",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_DELAIS} />
        <h1>Délais d’attribution</h1>
        <form class="ligne ecran" method="get" action={hrefTerritoire(epci, CHEMIN_DELAIS)} aria-label="Période">
          <div>
            <label for="depuis">Logements ouverts ou loués depuis le</label>
            <input id="depuis" name="depuis" type="date" value={depuis} autocomplete="off" />
          </div>
          <button class="bouton second" type="submit">
            Afficher
          </button>
        </form>
        {delais.logements === 0 ? (
          <EtatVide titre="Aucun logement sur cette période">
            Les délais se mesurent sur les logements à attribuer que vous lisez : aucun n’a été ouvert ni loué depuis ce
            jour.
          </EtatVide>
        ) : (
          <>
            <p>{formatCompte(delais.logements, "logement")} sur la période.</p>
            {delais.figures.map((figure) => (
              <FigureBloc figure={figure} cadre={cadre} chemin={CHEMIN_DELAIS} question={{ depuis }} fond={null} />
            ))}
          </>
        )}
      </>
    ),
  });
}
