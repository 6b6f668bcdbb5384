import { z } from "zod";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { BailRelogeQueries, NouveauBailReloge } from "../lectures/bail.ts";

export function bailRelogeQueries(sql: Sql): BailRelogeQueries {
  return {
    add: (epci, baux) => add(sql, epci, baux),
    remove: (epci, offre) => remove(sql, epci, offre),
  };
}

async function add(sql: Sql, epci: string, baux: readonly NouveauBailReloge[]): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into bail_relogement (epci, relogement, offre, bailleur, commune, secteur, signe_le, numero_rpls, situation, quartile,
                                  ressources, contingent, menage, age, cle)
     select $1, n.relogement, n.offre, o.siren, n.commune, n.secteur, n."signeLe", n."numeroRpls", n.situation, n.quartile,
            n.ressources, n.contingent, n.menage, n.age,
            (select m.numero_hash from nominatif.menage_reloge m where m.relogement = n.relogement)
       from jsonb_to_recordset($2::jsonb) as n (relogement bigint, offre bigint, relogeur bigint, commune text, secteur text,
                                                "signeLe" date, "numeroRpls" text, situation text, quartile text, ressources text,
                                                contingent text, menage text, age text)
       join organisation o on o.id = n.relogeur and o.siren is not null`,
    [epci, JSON.stringify(baux)],
  );
  await recompte(sql, epci, [...new Set(baux.map(({ signeLe }) => signeLe))]);
  return rowCount;
}

async function remove(sql: Sql, epci: string, offre: number): Promise<void> {
  const rows = await rowsOf(
    sql,
    z.object({ signeLe: z.string() }),
    `delete from bail_relogement where epci = $1 and offre = $2 returning signe_le`,
    [epci, offre],
  );
  await recompte(
    sql,
    epci,
    rows.map(({ signeLe }) => signeLe),
  );
}

async function recompte(sql: Sql, epci: string, jours: readonly string[]): Promise<void> {
  if (jours.length > 0) await sql.query("select compter_baux_autour($1, $2::date[])", [epci, jours]);
}
