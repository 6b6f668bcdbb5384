import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import type { ChoixPortraits } from "../../lectures/portrait/portrait.ts";
import { CHEMIN_PORTRAITS, cheminPortrait } from "../../regles/chemin-portrait.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";

type PortraitsPageProps = { readonly cadre: Cadre; readonly epci: string; readonly choix: ChoixPortraits };

export function renderPortraitsPage({ cadre, epci, choix }: PortraitsPageProps): string {
  return renderPageObservatoire({
    cadre,
    titre: "Portraits",
    children: (
      <>
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

/** Up to `LIENS_MAX` subjects are links; beyond, a list. */
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
        <BarreFiltres action={hrefTerritoire(epci, CHEMIN_PORTRAITS)} titre={titre} bouton="Voir le portrait">
          <div>
            <label for={`choix-${maille}`}>{titre}</label>
            <select id={`choix-${maille}`} name={maille}>
              {sujets.map(({ code, nom }) => (
                <option value={code}>{nom}</option>
              ))}
            </select>
          </div>
        </BarreFiltres>
      ) : null}
    </section>
  );
}

const LIENS_MAX = 8;
