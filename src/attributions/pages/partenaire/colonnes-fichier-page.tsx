import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { cheminDepot } from "./chemins.ts";
import type { MotsFichier } from "./mots-fichier.ts";

type ColonnesProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly mots: MotsFichier;
  readonly depot: string;
  /** Why the columns are asked; null: the person came by itself. */
  readonly message: string | null;
  readonly inconnues: readonly { readonly entete: string; readonly exemples: readonly string[] }[];
};

/** Asks which of our columns each unknown one is; the answer is kept for the next files of the same organisation. */
export function renderColonnesFichierPage(props: ColonnesProps): string {
  const { cadre, epci, mots, depot, message, inconnues } = props;
  return renderPage({
    cadre,
    titre: "Colonnes du fichier",
    children: (
      <>
        <h1>Colonnes du fichier</h1>
        {message === null ? null : (
          <Message ton="alerte">
            <p>{message}</p>
          </Message>
        )}
        {inconnues.length === 0 ? (
          <EtatVide titre="Toutes les colonnes sont reconnues">
            <p>
              <a href={hrefTerritoire(epci, cheminDepot(mots.racine, depot))}>Revenir à l’aperçu</a>
            </p>
          </EtatVide>
        ) : (
          <Formulaire {...props} />
        )}
      </>
    ),
  });
}

function Formulaire({ epci, mots, depot, inconnues }: ColonnesProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, cheminDepot(mots.racine, depot, "colonnes"))}>
      <CadreTable titre="Colonnes que Blaise ne reconnaît pas" nom="Colonnes non reconnues" cartes={false}>
        <thead>
          <tr>
            <th scope="col">Votre colonne</th>
            <th scope="col">Trois de ses valeurs</th>
            <th scope="col">Notre colonne</th>
          </tr>
        </thead>
        <tbody>
          {inconnues.map(({ entete, exemples }, rang) => (
            <tr>
              <th scope="row">
                <label for={`champ-${rang}`}>{entete}</label>
                <input type="hidden" name={`entete:${rang}`} value={entete} />
              </th>
              <td class="brut">{exemples.length > 0 ? exemples.join(" · ") : "non montrées"}</td>
              <td>
                <select id={`champ-${rang}`} name={`champ:${rang}`}>
                  <option value="">Laisser de côté</option>
                  {mots.colonnes.map(({ nom, requise }) => (
                    <option value={nom}>
                      {nom}
                      {requise ? " (indispensable)" : ""}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </CadreTable>
      <p>
        <button class="bouton" type="submit">
          Lire le fichier ainsi
        </button>
      </p>
      <p class="discret">Blaise retient ces correspondances pour les prochains fichiers de votre organisation.</p>
    </form>
  );
}
