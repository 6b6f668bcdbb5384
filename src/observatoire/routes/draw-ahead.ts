import { setImmediate } from "node:timers/promises";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { FondObservatoire, QuestionObservatoire } from "../pages/adresses.ts";
import { drawFigure } from "../pages/image.tsx";

/**
 * Draws the figures of a page before it is composed, one per turn of the event loop: drawn together, they would block every request for the whole
 * time.
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
