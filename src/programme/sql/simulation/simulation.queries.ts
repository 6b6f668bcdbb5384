import { z } from "zod";
import { insert, insertNew } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { PeriodeSimulee, ResultatSimulation } from "../../lectures/simulation/modele/resultat.ts";
import type {
  DemandeSimulation,
  NouveauScenario,
  PartBailleur,
  Scenario,
  SimulationQueries,
} from "../../lectures/simulation/ports.ts";
import type { Leviers } from "../../regles/simulation/hypotheses.ts";

export function simulationQueries(sql: Sql): SimulationQueries {
  return {
    list: (epci) =>
      rowsOf(
        sql,
        z.object(enteteRow),
        `select ${ENTETE} from scenario_simulation where epci = $1 order by archive_le is not null, id`,
        [epci],
      ),
    find: (epci, id) => find(sql, epci, id),
    add: (scenario) => add(sql, scenario),
    archive: async (epci, id, le) => {
      const { rowCount } = await sql.query(
        "update scenario_simulation set archive_le = $3 where epci = $1 and id = $2 and archive_le is null",
        [epci, id, le],
      );
      return rowCount === 1;
    },
  };
}

/** Frozen object: its hash proves it, so its shape is not checked, and later versions may extend it. */
function frozen<T>(...champs: readonly string[]): z.ZodType<T> {
  return z.custom<T>(
    (value) => typeof value === "object" && value !== null && champs.every((champ) => Object.hasOwn(value, champ)),
  );
}

const ENTETE = `id, nom, empreinte, synthetique, fige_le, fige_par, archive_le,
                hypotheses -> 'hypotheses' -> 'leviers' as leviers, resultat -> 'periode' as periode`;

const enteteRow = {
  id: z.number(),
  nom: z.string(),
  empreinte: z.string(),
  synthetique: z.boolean(),
  figeLe: z.string(),
  figePar: z.string(),
  archiveLe: z.string().nullable(),
  leviers: frozen<Leviers>("partHorsQpv"),
  periode: frozen<PeriodeSimulee>("taux"),
};

const scenarioRow = z.object({
  ...enteteRow,
  demande: frozen<DemandeSimulation>("hypotheses", "graine", "tirages"),
  resultat: frozen<ResultatSimulation>("annees", "periode"),
});

const bailleurRow = z.object({ part: frozen<PartBailleur>("rang", "hypothese") });

async function find(sql: Sql, epci: string, id: number): Promise<Scenario | null> {
  const [scenario, bailleurs] = await Promise.all([
    rowOf(
      sql,
      scenarioRow,
      `select ${ENTETE}, hypotheses as demande, resultat
         from scenario_simulation
        where epci = $1
          and id = $2`,
      [epci, id],
    ),
    rowsOf(
      sql,
      bailleurRow,
      `select resultat as part
         from scenario_bailleur
        where epci = $1
          and scenario_simulation = $2
        order by (resultat ->> 'rang')::integer`,
      [epci, id],
    ),
  ]);
  return scenario && { ...scenario, bailleurs: bailleurs.map(({ part }) => part) };
}

async function add(sql: Sql, scenario: NouveauScenario): Promise<number | null> {
  const { epci, nom, demande, resultat, empreinte, synthetique, figePar, bailleurs } = scenario;
  return sql.transaction(async (tx) => {
    const fige = { hypotheses: JSON.stringify(demande), resultat: JSON.stringify(resultat), empreinte };
    const id = await insertNew(
      tx,
      "scenario_simulation",
      { epci, nom, ...fige, synthetique, figePar },
      "on conflict (epci, nom) where archive_le is null do nothing",
    );
    if (id === null) return null;
    for (const part of bailleurs) {
      const { siren: bailleur, libelle } = part.hypothese;
      const own = { bailleur, nom: libelle, resultat: JSON.stringify(part) };
      await insert(tx, "scenario_bailleur", { scenarioSimulation: id, epci, ...own });
    }
    return id;
  });
}
