import { FigureBloc } from "#observatoire/pages/figure.tsx";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { SimulationLue } from "../../lectures/cotation/simuler-grille.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { labelVersion } from "../../regles/cotation/version-grille.ts";
import { cheminGrille } from "./chemins.ts";

export type SimulationPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly version: VersionGrille;
  /** null: no stock, or the reader may not read its rows. */
  readonly lue: SimulationLue | null;
  readonly figures: readonly Figure[];
};

/** Effect of the scheme on the waiting demandes, before it is in force. */
export function renderSimulationGrille({ cadre, epci, version, lue, figures }: SimulationPageProps): string {
  return renderPage({
    cadre,
    titre: `Simulation : ${version.nom}`,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminGrille(version.id))}>{version.nom}</a>
        </p>
        <h1>Simulation sur les demandes en attente</h1>
        {lue === null ? (
          <EtatVide titre="Aucune demande à évaluer">
            <p>
              Publiez un stock de demandes du SNE dans « Données ». Si un stock est publié, votre habilitation n’ouvre
              pas ses lignes.
            </p>
          </EtatVide>
        ) : (
          <>
            <p>
              {labelVersion(version)}, sur le stock au {formatJour(lue.jour)},{" "}
              {lue.reference
                ? `comparée avec « ${lue.reference.nom} » (${labelVersion(lue.reference)}).`
                : "comparée avec l’ordre d’ancienneté : aucune version n’est en vigueur."}
            </p>
            {lue.simulation.total === 0 ? (
              <p>Aucune demande du stock n’est de cette nature.</p>
            ) : (
              figures.map((figure) => (
                <FigureBloc
                  figure={figure}
                  cadre={cadre}
                  chemin={cheminGrille(version.id, "/simulation")}
                  question={{}}
                  fond={null}
                />
              ))
            )}
          </>
        )}
      </>
    ),
  });
}
