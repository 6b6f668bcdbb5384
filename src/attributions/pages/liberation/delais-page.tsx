import { FigureBloc } from "#observatoire/pages/figure.tsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { DelaisLus } from "../../lectures/liberation/figures-delais.ts";
import { CHEMIN_DELAIS } from "./chemins.ts";

export type DelaisPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly delais: DelaisLus;
  readonly depuis: string;
};

/** Delays of each step (signed document, action 2). */
export function renderDelaisAttributionPage({ cadre, epci, delais, depuis }: DelaisPageProps): string {
  return renderPage({
    cadre,
    titre: "Délais d’attribution",
    rubrique: "liberations",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_DELAIS} />
        <h1>Délais d’attribution</h1>
        <BarreFiltres action={hrefTerritoire(epci, CHEMIN_DELAIS)} titre="Période">
          <Saisir nom="depuis" libelle="Logements ouverts ou loués depuis le" type="date" valeur={depuis} />
        </BarreFiltres>
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
