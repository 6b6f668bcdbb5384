import { raw } from "hono/html";
import type { Figure } from "#application/observatoire/figure.ts";
import { renderCarteFigure } from "#graphics/carte-figure.ts";
import { renderGraphique } from "#graphics/graphique.ts";
import { type ImageFigure, renderPlanche } from "#graphics/image.ts";
import { compareeOf, type FondObservatoire, type QuestionObservatoire } from "./adresses.ts";

type Dessin = {
  readonly fond: FondObservatoire | null;
  readonly comparer: string | null;
  readonly images: readonly ImageFigure[];
};

/** What `drawFigure` made. */
const dessins = new WeakMap<Figure, Dessin>();

/** Draws a figure for a page that is composed later. */
export function drawFigure(figure: Figure, fond: FondObservatoire | null, question: QuestionObservatoire): void {
  const comparer = compareeOf(question);
  const images = drawImages(figure, fond, comparer).map((image) => {
    const enPage = image.draw("100%");
    return { ...image, draw: (largeur: number | "100%") => (largeur === "100%" ? enPage : image.draw(largeur)) };
  });
  dessins.set(figure, { fond, comparer, images });
}

/** The drawings of a figure: its map, then its chart. None when it has neither, or when its contours are not published. */
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

/** The drawings as one file; null when there are none. */
export function renderFigureSvg(figure: Figure, fond: FondObservatoire | null): string | null {
  const images = imagesOf(figure, fond, null);
  return images.length === 0 ? null : renderPlanche({ titre: figure.titre, images, source: figure.methode.source });
}

/** Legend beside the drawing, below it on a phone. */
export function Image({ image }: { image: ImageFigure }) {
  return (
    <figure class={image.legende.some(({ large }) => large) ? "cercles" : undefined}>
      <div class="dessin">{raw(image.draw("100%"))}</div>
      <figcaption>
        {image.legende.length > 0 ? (
          <ul class="legende">
            {image.legende.map(({ svg, large, libelle }) => (
              <li>
                {raw(large ?? svg)} <span>{libelle}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {image.notes.map((note) => (
          <p>{note}</p>
        ))}
      </figcaption>
    </figure>
  );
}
