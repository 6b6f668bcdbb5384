import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { HYPOTHESES } from "../../images/hypotheses-table.ts";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";

type Hypothese = VueSimulation["hypotheses"][number];

function Surete({ surete, aConfirmer }: Hypothese) {
  return <Tag ton={aConfirmer ? "alerte" : "neutre"}>{surete}</Tag>;
}

/** Of the method, not of this territory. */
const DU_MODELE = "choix du modèle";

/** Assumptions with their source and confidence. */
export function Hypotheses({ vue: { hypotheses } }: { vue: VueSimulation }) {
  const lignes = hypotheses.filter(({ surete }) => surete !== DU_MODELE);
  return (
    <section aria-labelledby="hypotheses">
      <h2 id="hypotheses">Toutes les hypothèses</h2>
      <Table table={HYPOTHESES} lignes={lignes} rendu={{ surete: Surete }} nom="Tableau des hypothèses" lu />
    </section>
  );
}

/** Limits of the model, what it chooses for every territory, and how to reproduce the result. */
export function Limites({ vue: { hypotheses, resultat, scenario } }: { vue: VueSimulation }) {
  const choix = hypotheses.filter(({ surete }) => surete === DU_MODELE);
  return (
    <>
      <section aria-labelledby="limites">
        <h2 id="limites">Ce que la simulation ne dit pas</h2>
        <ul class="texte">
          {resultat.limites.map((limite) => (
            <li>{limite}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="modele">
        <h2 id="modele">Choix du modèle</h2>
        <Table table={HYPOTHESES} lignes={choix} rendu={{ surete: Surete }} nom="Hypothèses du modèle" lu />
        {scenario ? (
          <p class="discret">
            Empreinte des hypothèses : <code class="coupe">{scenario.empreinte}</code>
          </p>
        ) : null}
      </section>
    </>
  );
}
