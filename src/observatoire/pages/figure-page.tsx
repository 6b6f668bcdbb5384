import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EnTetePage } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import {
  adressesTerritoire,
  compareeOf,
  type FondObservatoire,
  hrefFigure,
  type QuestionObservatoire,
} from "./adresses.ts";
import { fichiersOf, TexteMethode } from "./figure.tsx";
import { imagesOf } from "./image.tsx";
import { DessinsFigure, type Regard, TablesRegard } from "./multiples.tsx";
import { ReglerCarte } from "./regler-carte.tsx";

type FigurePageProps = {
  readonly cadre: Cadre;
  readonly figure: Figure;
  /** Of the page that it is from, under the territory. */
  readonly chemin: string;
  readonly question: QuestionObservatoire;
  readonly fond: FondObservatoire | null;
  /** null: it has no map of places. */
  readonly regard: Regard | null;
};

/** One figure on a page of its own: drawings, every row, how it is counted, files. */
export function renderFigurePage({ cadre, figure, chemin, question, fond, regard }: FigurePageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const adresses = adressesTerritoire(epci, chemin, question);
  const comparer = compareeOf(question);
  const images = imagesOf(figure, fond, comparer);
  return renderPage({
    cadre,
    titre: figure.titre,
    children: (
      <>
        <EnTetePage
          titre={figure.titre}
          sous={<a href={hrefTerritoire(epci, chemin, question)}>Revenir à la page</a>}
          exporter={fichiersOf(figure, adresses, images.length > 0)}
        />
        {figure.lecture ? <p>{figure.lecture}</p> : null}
        <section class="figure" aria-label={figure.titre}>
          <DessinsFigure images={images} regard={regard} comparer={comparer} />
          <ReglerCarte
            figure={figure}
            action={hrefFigure(epci, chemin, {}, figure)}
            question={question}
            regard={regard}
            decoupe
          />
          {figure.lignes.length === 0 ? (
            <p class="discret">Aucune ligne : rien n’est publié qui réponde à cette question.</p>
          ) : (
            <TablesRegard figure={figure} regard={regard} adresses={adresses} comparer={comparer} fond={fond} />
          )}
        </section>
        <section aria-labelledby="methode">
          <h2 id="methode">Comment c’est calculé</h2>
          <div class="deux-colonnes">
            <TexteMethode methode={figure.methode} />
          </div>
        </section>
      </>
    ),
  });
}
