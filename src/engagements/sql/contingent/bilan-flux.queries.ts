import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { BilanFlux } from "../../lectures/contingent/bilan-flux.ts";
import { type BilanFluxATransmettre, type ContingentQueries, transmisRow } from "../../lectures/contingent/ports.ts";
import { PARTIES } from "./parties.ts";

/** The exact frozen object: its `empreinte` proves it, not its shape, which later versions may extend. */
const contenuRow = transmisRow.extend({
  contenu: z.custom<BilanFlux>((value) => typeof value === "object" && value !== null && "ventilations" in value),
});

const COLUMNS = `t.id, t.convention, t.annee, t.numero, (t.contenu ->> 'total')::integer as total, t.empreinte,
                 t.transmis_le, ${PARTIES}`;
const FROM = `from bilan_flux t
       join organisation b on b.id = t.organisation
       join organisation r on r.id = t.reservataire`;

export function transmis(sql: Sql, epci: string): ReturnType<ContingentQueries["transmis"]> {
  return rowsOf(
    sql,
    transmisRow,
    `select ${COLUMNS}
       ${FROM}
      where t.epci = $1
      order by t.transmis_le desc, t.id desc`,
    [epci],
  );
}

export function findTransmis(sql: Sql, epci: string, id: number): ReturnType<ContingentQueries["findTransmis"]> {
  return rowOf(
    sql,
    contenuRow,
    `select ${COLUMNS}, t.contenu
       ${FROM}
      where t.epci = $1
        and t.id = $2`,
    [epci, id],
  );
}

export async function transmettre(
  sql: Sql,
  bilan: BilanFluxATransmettre,
): ReturnType<ContingentQueries["transmettre"]> {
  const { epci, convention, annee } = bilan;
  return sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.bilanFlux, `${convention} ${annee}`]);
    return oneOf(
      tx,
      z.object({ id: z.number(), numero: z.number() }),
      `insert into bilan_flux (epci, convention, organisation, reservataire, annee, numero, contenu, empreinte)
       select $1, $2::bigint, $3::bigint, $4::bigint, $5::smallint, count(*) + 1, $6, $7
         from bilan_flux
        where convention = $2::bigint
          and annee = $5::smallint
       returning id, numero`,
      [epci, convention, bilan.bailleur, bilan.reservataire, annee, JSON.stringify(bilan.contenu), bilan.empreinte],
    );
  });
}
