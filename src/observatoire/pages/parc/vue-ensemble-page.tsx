import { formatBornesCellule, formatCellule, manqueOf } from "#socle/images/texte-figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { LegendeManques } from "#socle/pages/design/manque.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { libellePage } from "#socle/regles/plan/lieu.ts";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import type { ChiffreCle, EntreeObservatoire, VueEnsemble } from "../../lectures/vue-ensemble.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";

type VueEnsembleProps = { readonly cadre: Cadre; readonly vue: VueEnsemble };

export function renderVueEnsemblePage({ cadre, vue }: VueEnsembleProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const ouvertes = vue.entrees.filter(({ page }) => opensPage(cadre.salles, page));
  return renderPageObservatoire({
    cadre,
    titre: "Observatoire",
    enTete: "Observatoire du logement social",
    children: (
      <>
        <p class="chapo">
          Les chiffres exacts du territoire, pour ses signataires. Le public en lit une version sous secret statistique,{" "}
          <a href={`/observatoire/${encodeURIComponent(epci)}`}>sur la page publique</a>.
        </p>
        {vue.chiffres.length > 0 ? <Chiffres epci={epci} chiffres={vue.chiffres} /> : <RienPublie cadre={cadre} />}
        <h2>Les pages de l’observatoire</h2>
        <dl class="ensemble">
          {ouvertes.map((entree) => (
            <Entree epci={epci} entree={entree} />
          ))}
        </dl>
      </>
    ),
  });
}

function Chiffres({ epci, chiffres }: { epci: string; chiffres: readonly ChiffreCle[] }) {
  return (
    <div class="chiffres ensemble">
      {chiffres.map(({ libelle, genre, cellule, quand, definition, page }) => {
        const bornes = formatBornesCellule(cellule, genre);
        return (
          <div>
            <h2>
              <a href={hrefTerritoire(epci, page)}>{libelle}</a>
            </h2>
            <strong>{formatCellule(cellule, genre)}</strong>
            <LegendeManques manques={[manqueOf(cellule)]} />
            {bornes ? <p>{bornes}</p> : null}
            <p class="discret">
              {quand}. {definition}
            </p>
          </div>
        );
      })}
    </div>
  );
}

function RienPublie({ cadre }: { cadre: Cadre }) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <EtatVide titre="Rien n’est encore publié">
      <p>
        L’observatoire se remplit des fichiers publiés : RPLS pour le parc et les loyers, OPS pour l’occupation, SNE
        pour les demandes.{" "}
        {cadre.droits.deposer ? (
          <a href={hrefTerritoire(epci, "donnees")}>Déposer un fichier</a>
        ) : (
          "L’intercommunalité et les bailleurs les déposent."
        )}
      </p>
    </EtatVide>
  );
}

function Entree({ epci, entree }: { epci: string; entree: EntreeObservatoire }) {
  const { page, contenu, publie, manquants } = entree;
  return (
    <>
      <dt>
        <a href={hrefTerritoire(epci, page)}>{libellePage(page)}</a>
      </dt>
      <dd>
        <p>{contenu}</p>
        {publie.length > 0 ? <p class="discret">Publié : {publie.join(" ; ")}.</p> : null}
        {manquants.length > 0 ? <p class="discret">Pas encore publié, à déposer : {joinFrench(manquants)}.</p> : null}
      </dd>
    </>
  );
}
