import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import type { OperationEcrite } from "../lectures/ports.ts";
import { cheminOperation } from "./operation-mots.tsx";

export type ResidencesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly operation: OperationEcrite;
  /** Résidences of the bailleur, in the commune if known; by name. */
  readonly residences: readonly { readonly cle: string; readonly nom: string; readonly logements: number }[];
  readonly erreur: string | null;
};

/** Checkboxes of the résidences that an operation touches. */
export function renderOperationResidences({ cadre, epci, operation, residences, erreur }: ResidencesPageProps): string {
  const titre = `Résidences touchées par « ${operation.nom} »`;
  const chemin = cheminOperation(operation.id);
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, chemin)}>Revenir à l’opération</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe erreur={erreur} />
        {residences.length === 0 ? (
          <EtatVide titre="Aucune résidence à choisir">
            <p>
              Le dernier parc publié n’a aucune résidence de ce bailleur dans cette commune. Donnez d’abord un bailleur
              et une commune à l’opération.
            </p>
          </EtatVide>
        ) : (
          <form class="saisie" method="post" action={hrefTerritoire(epci, `${chemin}/residences`)}>
            <input type="hidden" name="revision" value={String(operation.revision)} />
            <fieldset class="grand">
              <legend>Résidences du dernier parc publié</legend>
              <div class="cases">
                {residences.map(({ cle, nom, logements }) => (
                  <label class="case">
                    <input type="checkbox" name="residences" value={cle} checked={operation.residences.includes(cle)} />
                    {nom}, {logements} logements
                  </label>
                ))}
              </div>
            </fieldset>
            <p class="ligne">
              <button class="bouton" type="submit">
                Enregistrer
              </button>
              <a class="cible" href={hrefTerritoire(epci, chemin)}>
                Revenir sans enregistrer
              </a>
            </p>
          </form>
        )}
      </>
    ),
  });
}
