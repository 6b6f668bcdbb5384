import { CHEMIN_DEMANDES } from "#dossier/pages/registre/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { DELAIS } from "../../images/delais-table.ts";
import type { DelaisLus } from "../../lectures/registre/delais.ts";

export function renderDelaisPage({ cadre, delais }: { readonly cadre: Cadre; readonly delais: DelaisLus }): string {
  const { epci, du, au, quinzaine, guichets } = delais;
  return renderPage({
    cadre,
    titre: "Délais d’enregistrement",
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_DEMANDES)}>Toutes les demandes</a>
        </p>
        <h1>Délais d’enregistrement</h1>
        <p>
          Du dépôt de la demande complète à son enregistrement, du {formatJour(du)} au {formatJour(au)}. L’attestation
          est due dans le mois (CCH, art. L. 441-2-1) ; après {quinzaine} jours, le demandeur peut saisir le préfet
          (art. R. 441-2-4-1).
        </p>
        {guichets.length === 0 ? (
          <EtatVide titre="Aucune demande à mesurer">
            <p>Aucune demande qui vous est ouverte n’a été déposée ou enregistrée sur la période.</p>
          </EtatVide>
        ) : (
          <>
            <Table table={DELAIS} lignes={guichets} />
            <p class="ligne telechargements">
              Ces délais :<a href={hrefTerritoire(epci, `${CHEMIN_DEMANDES}/delais.xlsx`)}>tableur (XLSX)</a>
              <a href={hrefTerritoire(epci, `${CHEMIN_DEMANDES}/delais.csv`)}>CSV pour tableur</a>
            </p>
          </>
        )}
      </>
    ),
  });
}
