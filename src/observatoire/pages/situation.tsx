import { raw } from "hono/html";
import type { FondFigure } from "#socle/images/fond.ts";
import { type LieuSitue, renderCarteSituation } from "../images/carte-situation.ts";

/** Where the subject of a page is; nothing when no contour is known. */
export function Situation({ lieu, fond }: { readonly lieu: LieuSitue; readonly fond: FondFigure | null }) {
  const carte = renderCarteSituation(lieu, fond);
  if (!carte) return null;
  return (
    <section class="situation" aria-labelledby="situation">
      <h2 id="situation">Situation</h2>
      <figure>
        {raw(carte.svg)}
        <figcaption>{carte.notes.join(" ")}</figcaption>
      </figure>
    </section>
  );
}
