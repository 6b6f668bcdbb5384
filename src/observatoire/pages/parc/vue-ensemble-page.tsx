import { formatBornesCellule, formatCellule, manqueOf } from "#socle/images/texte-figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Pli, Regle, Tuile, Tuiles } from "#socle/pages/design/gabarit.tsx";
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
    sous: "Les chiffres exacts du territoire, pour ses signataires.",
    actes: <a href={`/observatoire/${encodeURIComponent(epci)}`}>Ce que le public lit</a>,
    children: (
      <>
        {vue.chiffres.length > 0 ? <Chiffres epci={epci} vue={vue} /> : <RienPublie cadre={cadre} />}
        <h2>Explorer</h2>
        <ul class="explorer">
          {ouvertes.map((entree) => (
            <Entree epci={epci} entree={entree} />
          ))}
        </ul>
      </>
    ),
  });
}

function Chiffres({ epci, vue: { chiffres, entrees } }: { epci: string; vue: VueEnsemble }) {
  const publies = [...new Set(entrees.flatMap(({ publie }) => publie))];
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres" class="lu">
        En chiffres
      </h2>
      <Tuiles>
        {chiffres.map(({ libelle, genre, cellule, quand, page }) => (
          <Tuile
            nom={libelle}
            href={hrefTerritoire(epci, page)}
            valeur={formatCellule(cellule, genre)}
            base={[quand, formatBornesCellule(cellule, genre)].filter(Boolean).join(", ")}
          >
            {genre === "taux" ? <RegleCellule nom={libelle} cellule={cellule} /> : null}
          </Tuile>
        ))}
      </Tuiles>
      <LegendeManques manques={chiffres.map(({ cellule }) => manqueOf(cellule))} />
      <Pli de="les chiffres de la page">
        <dl>
          {chiffres.map(({ libelle, definition }) => (
            <>
              <dt>{libelle}</dt>
              <dd>{definition}</dd>
            </>
          ))}
        </dl>
        <p>Publié : {publies.join(" ; ")}.</p>
      </Pli>
    </section>
  );
}

/** A share from 0 to 100; what is not known is hatched. */
function RegleCellule({ nom, cellule }: { nom: string; cellule: ChiffreCle["cellule"] }) {
  const part = typeof cellule.valeur === "number" ? cellule.valeur : null;
  return <Regle nom={`${nom} : ${formatCellule(cellule, "taux")}`} part={part} bornes={cellule.bornes ?? null} />;
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
  const { page, contenu, manquants } = entree;
  return (
    <li>
      <h3>
        <a href={hrefTerritoire(epci, page)}>{libellePage(page)}</a>
      </h3>
      <p>{contenu}</p>
      {manquants.length > 0 ? <p class="discret">Pas encore publié, à déposer : {joinFrench(manquants)}.</p> : null}
    </li>
  );
}
