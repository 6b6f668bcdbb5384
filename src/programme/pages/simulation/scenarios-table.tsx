import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BornesOuManque, MotManque } from "#socle/pages/design/manque.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { EnteteScenario } from "../../lectures/simulation/ports.ts";
import { formatChances } from "../../regles/simulation/chances.ts";
import { labelPeriode } from "../../regles/simulation/periode.ts";
import { cheminScenario } from "./adresses.ts";

type Props = {
  readonly epci: string;
  readonly scenarios: readonly EnteteScenario[];
  readonly courant: number | null;
  /** Those that are ticked; null: there is nothing to tick. */
  readonly coches: readonly number[] | null;
};

/** One line a scenario: what it gives over its period, and its chances. One card a row on a phone. */
export function TableScenarios({ epci, scenarios, courant, coches }: Props) {
  return (
    <CadreTable titre="Scénarios, dans l’ordre où ils ont été enregistrés" nom="Tableau des scénarios" lu>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">Scénario</th>
          <th scope="col">Période</th>
          <th scope="col" class="n">
            Taux moyen
          </th>
          <th scope="col" class="n">
            9 chances sur 10
          </th>
          <th scope="col" class="n">
            Chances d’atteindre
          </th>
          {coches ? <th scope="col">Comparer</th> : null}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {scenarios.map((scenario) => (
          <Ligne epci={epci} scenario={scenario} courant={courant} coches={coches} />
        ))}
      </tbody>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </CadreTable>
  );
}

type LigneProps = Omit<Props, "scenarios"> & { readonly scenario: EnteteScenario };

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Ligne({ epci, scenario, courant, coches }: LigneProps) {
  const { id, nom, periode } = scenario;
  const { taux } = periode;
  const shown = id === courant;
  return (
    <tr role="row" class={shown ? "choisie" : undefined}>
      <th scope="row" role="rowheader">
        <a href={hrefTerritoire(epci, cheminScenario(id))} aria-current={shown ? "true" : undefined}>
          {nom}
        </a>
      </th>
      <td role="cell" data-titre="Période">
        {labelPeriode(periode)}
      </td>
      <td class="n" role="cell" data-titre="Taux moyen">
        {taux.eventail ? formatTaux(taux.eventail.moyenne) : <MotManque manque="sans-objet" />}
      </td>
      <td class="n" role="cell" data-titre="9 chances sur 10">
        <BornesOuManque bornes={taux.eventail ? [taux.eventail.q05, taux.eventail.q95] : null} />
      </td>
      <td class="n" role="cell" data-titre="Chances d’atteindre">
        <span>
          {taux.chance ? formatChances(taux.chance.probabilite) : <MotManque manque="sans-objet" />}
          {taux.chance ? <small> ({formatTauxCourt(taux.chance.cible)})</small> : null}
        </span>
      </td>
      {coches ? (
        <td role="cell" data-titre="Comparer">
          <label class="case">
            <input type="checkbox" name="s" value={String(id)} checked={coches.includes(id)} />
            <span class="lu">Comparer {nom}</span>
          </label>
        </td>
      ) : null}
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */
