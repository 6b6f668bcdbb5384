import { TableFiches } from "#bilan/pages/contingent/table-fiches.tsx";
import { CHEMIN_DEMANDES } from "#dossier/pages/registre/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { formatJour, formatNombre, formatTauxCourt, INCONNU } from "#socle/regles/shared/format.ts";
import type { DelaisLus } from "../../lectures/registre/delais.ts";

/** From the deposit to the registration, desk by desk. */
export function renderDelaisPage({ cadre, delais }: { readonly cadre: Cadre; readonly delais: DelaisLus }): string {
  const { epci, du, au, quinzaine, guichets } = delais;
  return renderPage({
    cadre,
    titre: "Délais d’enregistrement",
    rubrique: "demandes",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_DEMANDES} />
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
            <TableFiches
              titre="Délais par guichet"
              colonnes={COLONNES.map(({ titre }, rang) => ({ titre, nombre: rang > 0 }))}
              lignes={guichets.map((one) => COLONNES.map(({ valeur }) => valeur(one)))}
            />
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

type Ligne = DelaisLus["guichets"][number];

const COLONNES: readonly { readonly titre: string; readonly valeur: (ligne: Ligne) => string }[] = [
  { titre: "Guichet", valeur: ({ nom }) => nom },
  { titre: "Enregistrées", valeur: ({ enregistrees }) => formatNombre(enregistrees) },
  { titre: "Délai médian, jours", valeur: ({ mediane }) => (mediane === null ? INCONNU : formatNombre(mediane)) },
  { titre: "Après 15 jours", valeur: ({ apresQuinzaine }) => formatNombre(apresQuinzaine) },
  { titre: "Après un mois", valeur: ({ horsDelai }) => formatNombre(horsDelai) },
  {
    titre: "Part après un mois",
    valeur: (one) => (one.partHorsDelai === null ? INCONNU : formatTauxCourt(one.partHorsDelai)),
  },
  { titre: "Dépôt inconnu", valeur: ({ inconnues }) => formatNombre(inconnues) },
  { titre: "Attendent", valeur: ({ attendent }) => formatNombre(attendent) },
  { titre: "Attendent depuis plus d’un mois", valeur: ({ attendentHorsDelai }) => formatNombre(attendentHorsDelai) },
];
