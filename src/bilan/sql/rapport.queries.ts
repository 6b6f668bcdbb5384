import { z } from "zod";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { type Annexes, enteteRapportRow, type Rapport, type RapportQueries } from "../lectures/rapport/ports.ts";

export function rapportQueries(sql: Sql): RapportQueries {
  return {
    list: (epci) => list(sql, epci),
    find: (epci, numero) => find(sql, epci, numero),
    freeze: (rapport) => freeze(sql, rapport),
  };
}

/** The exact frozen object: its `empreinte` proves it, not its shape, which later versions may extend. */
const rapportRow = enteteRapportRow.extend({
  bilan: z.custom<Bilan>((value) => typeof value === "object" && value !== null && "territoire" in value),
  annexes: z.custom<Annexes>((value) => typeof value === "object" && value !== null),
});

/** Latest first. */
function list(sql: Sql, epci: string): ReturnType<RapportQueries["list"]> {
  return rowsOf(
    sql,
    enteteRapportRow,
    `select ${colonnesOf(enteteRapportRow)}
       from rapport
      where epci = $1
      order by fige_le desc, id desc`,
    [epci],
  );
}

function find(sql: Sql, epci: string, numero: string): Promise<Rapport | null> {
  return rowOf(
    sql,
    rapportRow,
    `select ${colonnesOf(rapportRow)}
       from rapport
      where epci = $1
        and numero = $2`,
    [epci, numero],
  );
}

async function freeze(sql: Sql, rapport: Parameters<RapportQueries["freeze"]>[0]): Promise<Rapport> {
  const { epci, annee, periode } = rapport;
  return sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.rapport, `${epci} ${annee} ${periode}`]);
    return oneOf(
      tx,
      rapportRow,
      `insert into rapport (epci, numero, annee, periode, sections, commentaires, bilan, annexes, empreinte, fige_par)
       select $1, concat_ws('-', $2::text, $3::text, to_char(count(*) + 1, 'FM00')), $2::smallint, $3, $4, $5, $6, $7, $8, $9
         from rapport
        where epci = $1
          and annee = $2::smallint
          and periode = $3
       returning ${colonnesOf(rapportRow)}`,
      [
        epci,
        annee,
        periode,
        rapport.sections,
        JSON.stringify(rapport.commentaires),
        JSON.stringify(rapport.bilan),
        JSON.stringify(rapport.annexes),
        rapport.empreinte,
        rapport.figePar,
      ],
    );
  });
}
