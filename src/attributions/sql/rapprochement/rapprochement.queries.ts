import { z } from "zod";
import { type Lecteur, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { QuestionRapprochement, RapprochementQueries } from "../../lectures/rapprochement/ports.ts";
import { bitOf, type GroupeExclu } from "../../regles/rapprochement/classer.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import { examenOuRien } from "./examen-schema.ts";
import { faits } from "./faits.queries.ts";
import { echecsSql, eligibleSql, filtresSql, lieuxOf } from "./filtres-sql.ts";
import { ajouterSeuils, seuils, versionsSeuils } from "./seuils.queries.ts";

export function rapprochementQueries(sql: Sql): RapprochementQueries {
  return {
    candidats: (question, limite) => candidats(sql, question, limite),
    groupes: (question) => groupes(sql, question),
    groupesAilleurs: (question) => groupesAilleurs(sql, question),
    faits: (epci, demandeurs) => faits(sql, epci, demandeurs),
    examens: (epci, candidatures) => examens(sql, epci, candidatures),
    seuils: (epci, organisation, jour) => seuils(sql, epci, organisation, jour),
    versionsSeuils: (epci, organisation) => versionsSeuils(sql, epci, organisation),
    ajouterSeuils: (epci, nouveaux) => ajouterSeuils(sql, epci, nouveaux),
  };
}

function holder() {
  const params: unknown[] = [];
  return { params, hold: (value: unknown) => `$${params.push(value)}` };
}

const RANG = "points desc nulls last, anciennete_le, demandeur";
const candidatRow = z.object({ demandeur: z.string() });

/** First thirty lines of each place, read in the order of its index, then the first thirty of them all. */
async function candidats(sql: Sql, question: QuestionRapprochement, limite: number): Promise<readonly string[]> {
  const { params, hold } = holder();
  const { commune, secteur, larges } = lieuxOf(question);
  const lieux = hold([commune, ...(secteur === null ? [] : [secteur]), ...larges]);
  const eligible = eligibleSql(filtresSql(question, hold));
  const rows = await rowsOf(
    sql,
    candidatRow,
    `select c.demandeur::text as demandeur
       from (select distinct f.points, f.anciennete_le, f.demandeur
               from unnest(${lieux}::text[]) as l (lieu)
              cross join lateral (
                select distinct s.points, s.anciennete_le, s.demandeur
                  from nominatif.souhait_cherche s
                 where s.lieu = l.lieu and ${eligible}
                 order by s.${RANG.replaceAll(", ", ", s.")}
                 limit ${hold(limite)}
              ) as f
            ) as c
      order by c.${RANG.replaceAll(", ", ", c.")}
      limit ${hold(limite)}`,
    params,
  );
  return rows.map(({ demandeur }) => demandeur);
}

const groupeRow: Lecteur<GroupeExclu> = z.object({ echecs: z.number(), nombre: z.number() });

/** A demande is counted once, by any of its lines that concerns the place. */
function groupes(sql: Sql, question: QuestionRapprochement): Promise<GroupeExclu[]> {
  const { params, hold } = holder();
  const { commune, secteur, larges } = lieuxOf(question);
  const echecs = echecsSql(filtresSql(question, hold));
  const lieu = hold(commune);
  const deja = `not exists (select from nominatif.souhait_cherche d where d.epci = s.epci and d.lieu = ${lieu} and d.demandeur = s.demandeur)`;
  const parSecteur =
    secteur === null
      ? ""
      : `union all
         select min(${echecs}) from nominatif.souhait_cherche s where s.lieu = ${hold(secteur)} and ${deja} group by s.demandeur`;
  return rowsOf(
    sql,
    groupeRow,
    `select g.echecs, count(*)::integer as nombre
       from (select ${echecs} as echecs from nominatif.souhait_cherche s where s.lieu = ${lieu}
             union all
             select min(${echecs}) from nominatif.souhait_cherche s where s.lieu = any (${hold(larges)}) group by s.demandeur
             ${parSecteur}) as g
      group by g.echecs
      order by g.echecs`,
    params,
  );
}

function groupesAilleurs(sql: Sql, question: QuestionRapprochement): Promise<GroupeExclu[]> {
  const { params, hold } = holder();
  const { commune, secteur, larges } = lieuxOf(question);
  const echecs = echecsSql(filtresSql(question, hold));
  const ici = hold([commune, ...(secteur === null ? [] : [secteur]), ...larges]);
  const { epci } = question;
  return rowsOf(
    sql,
    groupeRow,
    `select g.echecs, count(*)::integer as nombre
       from (select min(${echecs}) + ${bitOf("secteur")} as echecs
               from nominatif.souhait_cherche s
              where s.lieu >= ${hold(`${epci}:`)} and s.lieu < ${hold(`${epci};`)}
                and s.demandeur not in (select d.demandeur from nominatif.souhait_cherche d where d.lieu = any (${ici}))
              group by s.demandeur) as g
      group by g.echecs
      order by g.echecs`,
    params,
  );
}

const gelRow = z.object({ id: z.number(), examen: examenOuRien });

async function examens(sql: Sql, epci: string, candidatures: readonly number[]): Promise<ReadonlyMap<number, Examen>> {
  const rows = await rowsOf(sql, gelRow, "select id, examen from candidature where epci = $1 and id = any ($2)", [
    epci,
    candidatures,
  ]);
  return new Map(rows.flatMap(({ id, examen }) => (examen === null ? [] : [[id, examen] as const])));
}
