import type { Figure } from "#application/observatoire/figure.ts";
import type { FondObservatoire } from "./adresses.ts";

/** The drawing of a figure, for the page and for its SVG file. */
export type PictureFigure = { readonly svg: string };

/** Null when the figure has neither map nor chart, or when its contours are not published. */
export function pictureOf(
  _figure: Figure,
  _fond: FondObservatoire | null,
  _comparer: string | null,
): PictureFigure | null {
  return null;
}

export function Image({ picture }: { picture: PictureFigure }) {
  return <figure data-svg={picture.svg.length} />;
}
