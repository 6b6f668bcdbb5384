import { raw } from "hono/html";
import { renderCascadeBailleurs } from "../images/cascade-bailleurs.ts";
import type { Bilan } from "../lectures/bilan.ts";

/** Who moves the territory away from its objective; the counts are in the table that follows. */
export function CascadeBailleurs({ bilan }: { bilan: Bilan }) {
  const image = renderCascadeBailleurs(bilan);
  if (image === null) return null;
  return (
    <section class="figure" aria-labelledby="cascade">
      <h2 id="cascade">Qui fait l’écart, hors QPV</h2>
      <figure class="seule">
        <div class="dessin">{raw(image.draw("100%"))}</div>
        <figcaption>
          {image.notes.map((note) => (
            <p>{note}</p>
          ))}
        </figcaption>
      </figure>
    </section>
  );
}
