import { raw } from "hono/html";
import { useContext } from "hono/jsx";
import { renderGraphique } from "#socle/images/graphique.ts";
import { type ImageFigure, renderPlanche } from "#socle/images/image.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { RechercheContext } from "#socle/pages/design/table.tsx";
import { renderCarteFigure } from "../images/carte-figure.ts";
import { compareeOf, type FondObservatoire, type QuestionObservatoire, questionSansLigne } from "./adresses.ts";

type Dessin = {
  readonly fond: FondObservatoire | null;
  readonly comparer: string | null;
  readonly images: readonly ImageFigure[];
};

/** Drawings prepared by `drawFigure`. */
const dessins = new WeakMap<Figure, Dessin>();

/** Draws a figure for a page composed later. */
export function drawFigure(figure: Figure, fond: FondObservatoire | null, question: QuestionObservatoire): void {
  const comparer = compareeOf(question);
  const images = drawImages(figure, fond, comparer).map((image) => {
    const enPage = image.draw("100%");
    return { ...image, draw: (largeur: number | "100%") => (largeur === "100%" ? enPage : image.draw(largeur)) };
  });
  dessins.set(figure, { fond, comparer, images });
}

/** The drawings of a figure: its map, then its chart. Empty without either, or without published contours. */
export function imagesOf(
  figure: Figure,
  fond: FondObservatoire | null,
  comparer: string | null,
): readonly ImageFigure[] {
  const fait = dessins.get(figure);
  return fait?.fond === fond && fait.comparer === comparer ? fait.images : drawImages(figure, fond, comparer);
}

function drawImages(figure: Figure, fond: FondObservatoire | null, comparer: string | null): readonly ImageFigure[] {
  const carte = fond ? renderCarteFigure(figure, fond, comparer) : null;
  const graphique = renderGraphique(figure, comparer);
  return [carte, graphique].filter((image) => image !== null);
}

/** The drawings as one file; null without any. */
export function renderFigureSvg(figure: Figure, fond: FondObservatoire | null): string | null {
  const images = imagesOf(figure, fond, null);
  return images.length === 0 ? null : renderPlanche({ titre: figure.titre, images, source: figure.methode.source });
}

/** The links of a map keep what the page was asked for. */
export function keepQuestion(svg: string, recherche: string | null): string {
  const query = questionSansLigne(recherche);
  const garde = query.size === 0 ? "" : `${query.toString().replaceAll("&", "&amp;")}&amp;`;
  return svg.replaceAll('href="?comparer=', `href="?${garde}comparer=`);
}

export function Image({ image }: { image: ImageFigure }) {
  const recherche = useContext(RechercheContext);
  const dessin = <div class="dessin">{raw(keepQuestion(image.draw("100%"), recherche))}</div>;
  const { legendeAvant: avant = false } = image;
  return (
    <figure class={classeOf(image)}>
      {avant ? null : dessin}
      <figcaption>
        <Legende legende={image.legende} />
        {image.notes.map((note) => (
          <p>{note}</p>
        ))}
      </figcaption>
      {avant ? dessin : null}
    </figure>
  );
}

export function Legende({ legende }: Pick<ImageFigure, "legende">) {
  if (legende.length === 0) return null;
  return (
    <ul class="legende">
      {legende.map(({ svg, large, libelle }) => (
        <li>
          {raw(large ?? svg)} <span>{libelle}</span>
        </li>
      ))}
    </ul>
  );
}

/** Without a legend beside it, a drawing has the whole width. */
function classeOf({ legende, legendeAvant }: ImageFigure): string | undefined {
  if (legende.some(({ large }) => large)) return "cercles";
  return legendeAvant || legende.length === 0 ? "seule" : undefined;
}
