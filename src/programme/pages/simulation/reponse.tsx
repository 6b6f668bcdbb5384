import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { drawTwice } from "#socle/images/axe.ts";
import { LEGENDE_BOITES, renderBoitesAnnees } from "#socle/images/boites-annees.ts";
import { Phrases } from "#socle/pages/design/parts.tsx";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";

/** The answer in two sentences, its starting point, and the picture of the years. */
export function Reponse({ vue, children }: { vue: VueSimulation; children?: Child }) {
  const { reponse, depart, boites, resultat } = vue;
  const dessin = {
    titre: "Taux hors QPV possible, année par année",
    depart: { libelle: String(depart.annee), taux: depart.taux },
    boites,
  };
  return (
    <>
      <div class="reponse">
        <Phrases phrases={reponse} />
      </div>
      <p>
        {depart.phrase} {resultat.falaise.phrase}
      </p>
      {children}
      {boites.length === 0 ? null : (
        <figure class="eventail">
          {raw(drawTwice((largeur) => renderBoitesAnnees({ ...dessin, largeur })))}
          <figcaption>{LEGENDE_BOITES}</figcaption>
        </figure>
      )}
    </>
  );
}
