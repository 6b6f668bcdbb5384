import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { MethodePliee } from "#observatoire/pages/figure.tsx";
import { Image, imagesOf } from "#observatoire/pages/image.tsx";
import { TableFigure } from "#observatoire/pages/table-figure.tsx";
import { renderTornade } from "#socle/images/tornade.ts";
import { LEGENDE_TORNADE } from "#socle/images/tornade-legende.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { Phrases } from "#socle/pages/design/parts.tsx";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";
import { Hypotheses } from "./hypotheses.tsx";

/** Details of the answer: years, needed levers, tornado, rehousing, vacancy, bailleurs, assumptions. */
export function Corps({ vue }: { vue: VueSimulation }) {
  const { figures, calendrier, resultat } = vue;
  const territoire = resultat.parcs.filter(({ bailleur }) => bailleur === null);
  return (
    <>
      <Sommaire vue={vue} />
      <Section figure={figures.annees} />
      <Equilibres vue={vue} />
      <Tornade vue={vue} />
      <Section figure={figures.relogements} pliee>
        <Phrases phrases={calendrier} />
      </Section>
      {figures.vacance ? (
        <Section figure={figures.vacance} pliee>
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

function Sommaire({ vue: { figures, tornade } }: { vue: VueSimulation }) {
  const parts = [
    [figures.annees.code, "Année par année"],
    ["equilibres", "Ce qu’il faudrait"],
    ...(tornade ? [["tornade", "Ce qui compte le plus"] as const] : []),
    [figures.relogements.code, "Relogements"],
    ...(figures.vacance ? [[figures.vacance.code, "Vacance"] as const] : []),
    ...(figures.bailleurs ? [[figures.bailleurs.code, "Bailleurs"] as const] : []),
    ["hypotheses", "Hypothèses"],
  ] as const;
  return (
    <nav class="sommaire" aria-label="Dans cette page">
      <ul>
        {parts.map(([code, libelle]) => (
          <li>
            <a href={`#${code}`}>{libelle}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `pliee`: the rows are folded, since the sentences and the picture are enough for most readers. */
function Section({ figure, pliee = false, children }: { figure: Figure; pliee?: boolean; children?: Child }) {
  const images = imagesOf(figure, null, null);
  const table = <TableFigure figure={figure} adresses={{ fichier: () => "", ligne: null }} comparer={null} seule />;
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <h2 id={figure.code}>{figure.titre}</h2>
      {children}
      {images.map((image) => (
        <Image image={image} />
      ))}
      {pliee ? (
        <details>
          <summary>
            Le tableau<span class="lu"> : {figure.titre}</span>
          </summary>
          {table}
        </details>
      ) : (
        table
      )}
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
