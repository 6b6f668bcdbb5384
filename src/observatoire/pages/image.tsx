import { raw } from "hono/html";
import { renderGraphique } from "#socle/images/graphique.ts";
import { type ImageFigure, renderPlanche } from "#socle/images/image.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { renderCarteFigure } from "../images/carte-figure.ts";
import type { FondObservatoire } from "./adresses.ts";

/** The drawings of a figure: its map, then its chart. None when it has neither, or when its contours are not published. */
export function imagesOf(
  figure: Figure,
  fond: FondObservatoire | null,
  comparer: string | null,
): readonly ImageFigure[] {
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
