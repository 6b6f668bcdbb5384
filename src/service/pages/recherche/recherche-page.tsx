import type { Cadre } from "#socle/pages/design/cadre.ts";
import { ChampRecherche } from "#socle/pages/design/champ-recherche.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import type { Recherche } from "../../lectures/recherche/rechercher.ts";
import { LIBELLE_GENRE_CHERCHE } from "../../regles/recherche/genre.ts";
import { Resultats, sayNombre } from "./resultats.tsx";

type Props = { readonly cadre: Cadre; readonly epci: string; readonly recherche: Recherche };

export function renderRecherchePage({ cadre, epci, recherche }: Props): string {
  const { texte, genre } = recherche;
  return renderPage({
    cadre,
    titre: texte === "" ? "Chercher" : `Chercher ${texte}`,
    islands: ["recherche"],
    children: (
      <>
        <h1>Chercher</h1>
        <ChampRecherche epci={epci} id="q" valeur={texte} />
        {texte === "" ? (
          <Exemples />
        ) : (
          <>
            <p>
              {sayNombre(recherche.nombre)}
              {genre === null ? null : ` : ${LIBELLE_GENRE_CHERCHE[genre].toLowerCase()} seulement`}.
            </p>
            <Resultats epci={epci} recherche={recherche} lieu="page" />
          </>
        )}
      </>
    ),
  });
}

/** What can be asked, said by examples. */
function Exemples() {
  return (
    <>
      <p>Une recherche trouve ce que vos droits ouvrent, accents et petites fautes pardonnés :</p>
      <ul class="texte">
        <li>une page ou un acte : « déséquilibres », « déposer un fichier » ;</li>
        <li>une commune, un quartier, une résidence, un bailleur : « saint dizier » ;</li>
        <li>une réunion, une séance, un cas : « commission », « CAL 2026 », « CB-2018-007 » ;</li>
        <li>une demande par sa référence, ou son début : « D-7KQ4 » ;</li>
        <li>une définition : « premier quartile ».</li>
      </ul>
      <p>
        Le nom d’un ménage ne se cherche pas ici. Sur un clavier, la touche / mène au champ, et ? montre les raccourcis.
      </p>
    </>
  );
}
