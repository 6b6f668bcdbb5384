import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import type { ChoixPortraits } from "../../lectures/portrait/portrait.ts";
import { CHEMIN_PORTRAITS, cheminPortrait } from "../../regles/chemin-portrait.ts";

type PortraitsPageProps = { readonly cadre: Cadre; readonly epci: string; readonly choix: ChoixPortraits };

/** What may be drawn: one list for each unit, and a form that needs no script. */
export function renderPortraitsPage({ cadre, epci, choix }: PortraitsPageProps): string {
  return renderPage({
    cadre,
    titre: "Portraits",
    rubrique: "observatoire",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_PORTRAITS} />
        <h1>Portraits</h1>
        {choix.millesime === null ? (
          <EtatVide titre="Aucun parc n’est publié">
            <p>Déposez le fichier RPLS du territoire, puis publiez-le : les portraits se feront d’eux-mêmes.</p>
          </EtatVide>
        ) : (
          <>
            <p class="chapo">
              Une commune, un quartier ou un bailleur sur une page à imprimer, chaque chiffre à côté de celui du
              territoire. Le portrait d’une résidence est sa fiche, depuis la page des déséquilibres.
            </p>
            {choix.listes.map((liste) => (
              <Choix epci={epci} liste={liste} />
            ))}
          </>
        )}
      </>
    ),
  });
}

type ChoixProps = {
  readonly epci: string;
  readonly liste: ChoixPortraits["listes"][number];
};

/** Few subjects are shown as links; many, as a list to choose from. */
function Choix({ epci, liste: { maille, sujets } }: ChoixProps) {
  const titre = LIBELLE_MAILLE[maille];
  return (
    <section aria-labelledby={maille}>
      <h2 id={maille}>{titre}</h2>
      {sujets.length === 0 ? <p>Le parc publié n’en nomme aucun.</p> : null}
      {sujets.length > 0 && sujets.length <= LIENS_MAX ? (
        <ul class="liens">
          {sujets.map(({ code, nom }) => (
            <li>
              <a href={hrefTerritoire(epci, cheminPortrait(maille, code))}>{nom}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {sujets.length > LIENS_MAX ? (
        <form class="ligne" method="get" action={hrefTerritoire(epci, CHEMIN_PORTRAITS)} aria-label={titre}>
          <div>
            <label for={`choix-${maille}`}>{titre}</label>
            <select id={`choix-${maille}`} name={maille}>
              {sujets.map(({ code, nom }) => (
                <option value={code}>{nom}</option>
              ))}
            </select>
          </div>
          <button class="bouton second" type="submit">
            Voir le portrait
          </button>
        </form>
      ) : null}
    </section>
  );
}

const LIENS_MAX = 8;
