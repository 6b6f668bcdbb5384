import { setImmediate } from "node:timers/promises";
import type { Figure } from "#application/observatoire/figure.ts";
import type { FondObservatoire, QuestionObservatoire } from "#web/observatoire/adresses.ts";
import { drawFigure } from "#web/observatoire/image.tsx";

/**
 * Draws the figures of a page before it is composed, one a turn of the event loop: several maps drawn together would hold everybody for as long
 * as all of them take.
 */
export async function drawAhead(
  figures: readonly Figure[],
  fond: FondObservatoire | null,
  question: QuestionObservatoire,
): Promise<void> {
  for (const figure of figures) {
    drawFigure(figure, fond, question);
    await setImmediate();
  }
}
