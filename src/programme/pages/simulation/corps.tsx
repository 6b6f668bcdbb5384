import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { MethodePliee } from "#observatoire/pages/figure.tsx";
import { Image, imagesOf } from "#observatoire/pages/image.tsx";
import { TableFigure } from "#observatoire/pages/table-figure.tsx";
import { drawTwice } from "#socle/images/axe.ts";
import { LEGENDE_TORNADE, renderTornade } from "#socle/images/tornade.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { Phrases } from "#socle/pages/design/parts.tsx";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";
import { Hypotheses, Limites } from "./hypotheses.tsx";
import { LIBELLE_PARTIE, type PartieSimulation } from "./parties.tsx";

type CorpsProps = { readonly vue: VueSimulation; readonly partie: Exclude<PartieSimulation, "reponse"> };

/** One part of what the answer is made of. */
export function Corps({ vue, partie }: CorpsProps) {
  const { figures, calendrier, resultat } = vue;
  if (partie === "leviers") return <Equilibres vue={vue} />;
  if (partie === "facteurs") return <Tornade vue={vue} />;
  if (partie === "hypotheses") return <Hypotheses vue={vue} />;
  if (partie === "limites") return <Limites vue={vue} />;
  const figure = figures[partie];
  if (figure === null) return null;
  const territoire = resultat.parcs.filter(({ bailleur }) => bailleur === null).map(({ phrase }) => phrase);
  const phrases = partie === "vacance" ? territoire : partie === "relogements" ? calendrier : [];
  return (
    <Section figure={figure}>
      <Phrases phrases={phrases} />
    </Section>
  );
}

function Section({ figure, children }: { figure: Figure; children?: Child }) {
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <h2 id={figure.code}>{figure.titre}</h2>
      {children}
      {imagesOf(figure, null, null).map((image) => (
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
      <h2 id="equilibres">{LIBELLE_PARTIE.leviers}</h2>
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
  const dessin = { ...tornade, titre: LIBELLE_PARTIE.facteurs };
  return (
    <section aria-labelledby="tornade">
      <h2 id="tornade">{LIBELLE_PARTIE.facteurs}</h2>
      <figure class="eventail">
        {raw(drawTwice((largeur) => renderTornade({ ...dessin, largeur })))}
        <figcaption>{LEGENDE_TORNADE}</figcaption>
      </figure>
    </section>
  );
}
