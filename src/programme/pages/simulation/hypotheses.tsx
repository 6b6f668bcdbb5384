import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { HYPOTHESES } from "../../images/hypotheses-table.ts";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";

type Hypothese = VueSimulation["hypotheses"][number];

function Surete({ surete, aConfirmer }: Hypothese) {
  return <Tag ton={aConfirmer ? "alerte" : "neutre"}>{surete}</Tag>;
}

/** Assumptions with their source and confidence, the limits of the model, and how to reproduce the result. */
export function Hypotheses({ vue: { hypotheses, resultat, scenario } }: { vue: VueSimulation }) {
  return (
    <>
      <section aria-labelledby="hypotheses">
        <h2 id="hypotheses">Toutes les hypothèses</h2>
        <Table table={HYPOTHESES} lignes={hypotheses} rendu={{ surete: Surete }} nom="Tableau des hypothèses" lu />
      </section>
      <section aria-labelledby="limites">
        <h2 id="limites">Ce que la simulation ne dit pas</h2>
        <ul class="texte">
          {resultat.limites.map((limite) => (
            <li>{limite}</li>
          ))}
        </ul>
        {scenario ? (
          <p class="discret">
            Empreinte des hypothèses : <code class="coupe">{scenario.empreinte}</code>
          </p>
        ) : null}
      </section>
    </>
  );
}
