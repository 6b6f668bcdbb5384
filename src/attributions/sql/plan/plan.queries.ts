import { insertId } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  enteteRow,
  menageRow,
  type PlanAFiger,
  type PlanLu,
  type PlanQueries,
  planRow,
} from "../../lectures/plan/ports.ts";

export function planQueries(sql: Sql): PlanQueries {
  return {
    list: (epci) => rowsOf(sql, enteteRow, `${SELECT} where p.epci = $1 order by p.id desc`, [epci]),
    find: (epci, id) => find(sql, epci, id),
    add: (plan) => add(sql, plan),
  };
}

const SELECT = `
  select p.id, p.nom, json_build_object('organisation', o.id, 'nom', o.nom) as bailleur, p.jour, p.fige_le,
         p.fige_par, p.empreinte, p.synthetique, p.resume
    from plan p
    join organisation o on o.id = p.organisation`;

async function find(sql: Sql, epci: string, id: number): Promise<PlanLu | null> {
  const [plan, menages] = await Promise.all([
    rowOf(sql, planRow, `${SELECT.replace("p.resume", "p.resume, p.contenu")} where p.epci = $1 and p.id = $2`, [
      epci,
      id,
    ]),
    rowsOf(
      sql,
      menageRow,
      `select m.numero, m.demandeur, r.reference
         from plan_menage m
         left join nominatif.registre r on r.demandeur = m.demandeur
        where m.epci = $1
          and m.plan = $2
        order by m.numero`,
      [epci, id],
    ),
  ]);
  return plan && { ...plan, menages };
}

async function add(sql: Sql, plan: PlanAFiger): Promise<number> {
  const { epci, organisation, seance, nom, jour, empreinte, figePar, synthetique, menages } = plan;
  return sql.transaction(async (tx) => {
    const fige = { resume: JSON.stringify(plan.resume), contenu: JSON.stringify(plan.contenu), empreinte, figePar };
    const id = await insertId(tx, "plan", { epci, organisation, seance, nom, jour, ...fige, synthetique });
    await tx.query(
      `insert into plan_menage (plan, epci, organisation, seance, numero, demandeur, propose, reserves, ecartee)
       select $1, $2, $3, $4, rang, (m ->> 'demandeur')::uuid, m ->> 'propose',
              array(select jsonb_array_elements_text(m -> 'reserves')), (m ->> 'ecartee')::boolean
         from jsonb_array_elements($5::jsonb) with ordinality as menages (m, rang)`,
      [id, epci, organisation, seance, JSON.stringify(menages)],
    );
    return id;
  });
}
