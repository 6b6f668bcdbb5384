import { Tag } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";

/** Every assumption, where it comes from and how sure it is; then what the model does not see, and how to make it again. */
export function Hypotheses({ vue: { hypotheses, resultat, scenario } }: { vue: VueSimulation }) {
  return (
    <>
      <section aria-labelledby="hypotheses">
        <h2 id="hypotheses">Toutes les hypothèses</h2>
        <CadreTable titre="Hypothèses de la simulation" nom="Tableau des hypothèses" lu>
          {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">Hypothèse</th>
              <th scope="col">Valeur</th>
              <th scope="col">Source</th>
              <th scope="col">Sûreté</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {hypotheses.map(({ libelle, valeur, source, surete, aConfirmer }) => (
              <tr role="row">
                <th scope="row" role="rowheader">
                  {libelle}
                </th>
                <td role="cell" data-titre="Valeur">
                  {valeur}
                </td>
                <td role="cell" data-titre="Source">
                  {source}
                </td>
                <td role="cell" data-titre="Sûreté">
                  <Tag ton={aConfirmer ? "alerte" : "neutre"}>{surete}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
          {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
        </CadreTable>
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
