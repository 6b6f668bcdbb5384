import { FigureBloc } from "#observatoire/pages/figure.tsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import type { SalariesLus } from "../../lectures/bail/figures-salaries.ts";
import { CHEMIN_SALARIES } from "./chemins.ts";

export type SalariesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly salaries: SalariesLus;
  readonly depuis: string;
};

/** Compares employees recognised before and after the lease (signed document, action 5). */
export function renderSalariesPage({ cadre, epci, salaries, depuis }: SalariesPageProps): string {
  return renderPage({
    cadre,
    titre: "Salariés",
    children: (
      <>
        <h1>Salariés : reconnu avant ou après le bail</h1>
        <BarreFiltres action={hrefTerritoire(epci, CHEMIN_SALARIES)} titre="Période">
          <Saisir nom="depuis" libelle="Baux signés depuis le" type="date" valeur={depuis} />
        </BarreFiltres>
        <p>
          Les attributions aux salariés lues dans le fichier national sont dans{" "}
          <a href={hrefTerritoire(epci, "observatoire/demandes", { vue: "attributions" })}>l’observatoire</a>. Les
          entreprises lisent <a href={hrefPublic(epci, "reserves")}>le parc qui leur est réservé</a> sans compte.
        </p>
        {salaries.baux === 0 ? (
          <EtatVide titre="Aucun bail sur cette période">
            Les baux signés à la fin du parcours d’un logement à attribuer se comptent ici.
          </EtatVide>
        ) : (
          salaries.figures.map((figure) => (
            <FigureBloc figure={figure} cadre={cadre} chemin={CHEMIN_SALARIES} question={{ depuis }} fond={null} />
          ))
        )}
      </>
    ),
  });
}
