import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatBornes, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { EnteteScenario } from "../../lectures/simulation/ports.ts";
import { formatChances } from "../../regles/simulation/chances.ts";
import { labelPeriode } from "../../regles/simulation/periode.ts";
import { cheminScenario } from "./adresses.ts";

type Props = {
  readonly epci: string;
  readonly scenarios: readonly EnteteScenario[];
  readonly courant: number | null;
  /** Ticked scenarios; null: no checkboxes. */
  readonly coches: readonly number[] | null;
};

/** One line a scenario: its rate over the period and its probability. One card a row on a phone. */
export function TableScenarios({ epci, scenarios, courant, coches }: Props) {
  const comparer: Colonne<EnteteScenario, Child> = {
    code: "comparer",
    titre: "Comparer",
    valeur: ({ id }) => id,
    rendu: ({ id, nom }) => (
      <label class="case">
        <input type="checkbox" name="s" value={String(id)} checked={coches?.includes(id)} />
        <span class="lu">Comparer {nom}</span>
      </label>
    ),
  };
  const table = defineTable<EnteteScenario, Child>({
    code: "scenarios",
    titre: "Scénarios, dans l’ordre où ils ont été enregistrés",
    colonnes: [
      {
        code: "scenario",
        titre: "Scénario",
        valeur: ({ nom }) => nom,
        tri: true,
        rendu: ({ id, nom }) => (
          <a href={hrefTerritoire(epci, cheminScenario(id))} aria-current={id === courant ? "true" : undefined}>
            {nom}
          </a>
        ),
      },
      ...COLONNES,
      ...(coches ? [comparer] : []),
    ],
  });
  const choisie = scenarios.find(({ id }) => id === courant);
  return <Table table={table} lignes={scenarios} choisie={choisie} nom="Tableau des scénarios" lu coupe="jamais" />;
}

const COLONNES: readonly Colonne<EnteteScenario, Child>[] = [
  { code: "periode", titre: "Période", valeur: ({ periode }) => labelPeriode(periode), tri: true },
  {
    code: "taux",
    titre: "Taux moyen",
    genre: "taux",
    valeur: ({ periode: { taux } }) => taux.eventail?.moyenne ?? { manque: "sans-objet" },
    tri: true,
  },
  {
    code: "bornes",
    titre: "9 chances sur 10",
    genre: "taux",
    valeur: ({ periode: { taux } }) =>
      taux.eventail ? formatBornes([taux.eventail.q05, taux.eventail.q95]) : { manque: "sans-objet" },
  },
  {
    code: "chances",
    titre: "Chances d’atteindre",
    genre: "taux",
    valeur: ({ periode: { taux } }) => taux.chance?.probabilite ?? { manque: "sans-objet" },
    tri: true,
    rendu: ({ periode: { taux } }) => (
      <span>
        {taux.chance ? formatChances(taux.chance.probabilite) : <MotManque manque="sans-objet" />}
        {taux.chance ? <small> ({formatTauxCourt(taux.chance.cible)})</small> : null}
      </span>
    ),
  },
];
