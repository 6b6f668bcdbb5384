import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Figure } from "#application/observatoire/figure.ts";
import type { VueSimulation } from "#application/simulation/vue.ts";
import { renderTornade } from "#graphics/tornade.ts";
import { LEGENDE_TORNADE } from "#graphics/tornade-legende.ts";
import { MethodePliee } from "../observatoire/figure.tsx";
import { Image, imagesOf } from "../observatoire/image.tsx";
import { TableFigure } from "../observatoire/table-figure.tsx";
import { Hypotheses } from "./hypotheses.tsx";

/** All that the answer is made of: years, what it would take, what matters most, rehousing, vacancy, bailleurs, assumptions. */
export function Corps({ vue }: { vue: VueSimulation }) {
  const { figures, calendrier, resultat } = vue;
  const territoire = resultat.parcs.filter(({ bailleur }) => bailleur === null);
  return (
    <>
      <Section figure={figures.annees} />
      <Equilibres vue={vue} />
      <Tornade vue={vue} />
      <Section figure={figures.relogements}>
        {calendrier.map((phrase) => (
          <p>{phrase}</p>
        ))}
        <p>{resultat.falaise.phrase}</p>
      </Section>
      {figures.vacance ? (
        <Section figure={figures.vacance}>
          {territoire.map(({ phrase }) => (
            <p>{phrase}</p>
          ))}
        </Section>
      ) : null}
      {figures.bailleurs ? <Section figure={figures.bailleurs} /> : null}
      <Hypotheses vue={vue} />
    </>
  );
}

function Section({ figure, children }: { figure: Figure; children?: Child }) {
  const images = imagesOf(figure, null, null);
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <h2 id={figure.code}>{figure.titre}</h2>
      {children}
      {images.map((image) => (
        <Image image={image} />
      ))}
      <TableFigure figure={figure} adresses={{ fichier: () => "", ligne: null }} comparer={null} seule />
      <MethodePliee titre={figure.titre} methode={figure.methode} />
    </section>
  );
}

function Equilibres({ vue: { resultat } }: { vue: VueSimulation }) {
  return (
    <section aria-labelledby="equilibres">
      <h2 id="equilibres">Ce qu’il faudrait, levier par levier</h2>
      <p class="discret">
        La valeur qui porte la moyenne de la période au taux visé, les autres leviers restant en place.
      </p>
      <ul class="texte">
        {resultat.equilibres.map(({ phrase }) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </section>
  );
}

function Tornade({ vue: { tornade } }: { vue: VueSimulation }) {
  if (tornade === null) return null;
  const dessin = { ...tornade, titre: "Ce qui compte le plus" };
  return (
    <section aria-labelledby="tornade">
      <h2 id="tornade">Ce qui compte le plus</h2>
      <figure class="eventail">
        {raw(renderTornade({ ...dessin, largeur: 760 }))}
        {raw(renderTornade({ ...dessin, largeur: 360 }))}
        <figcaption>{LEGENDE_TORNADE}</figcaption>
      </figure>
    </section>
  );
}
