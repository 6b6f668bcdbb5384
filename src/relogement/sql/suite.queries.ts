import { z } from "zod";
import { insertId } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, type Sql } from "#socle/sql/sql.ts";
import type { RelogementQueries } from "../lectures/ports.ts";
import type { MotifBlocage } from "../regles/comite.ts";
import { COLONNES_CAS_RELOGE, valeursCasReloge } from "./cas-bloque/cas-reloge.ts";

const idRow = z.object({ id: z.number() });

export function addDecision(
  sql: Sql,
  epci: string,
  { relogement, objet, le, motif }: Parameters<RelogementQueries["addDecision"]>[1],
): Promise<number> {
  return insertId(sql, "relogement_comite", { epci, relogement, objet, le, motif });
}

/**
 * The commission's register copies the household and the facts from the file. An open case is returned as is, because an unused
 * insert would consume a number. The act holds the lock of the file.
 */
export async function addBlocage(
  sql: Sql,
  epci: string,
  relogement: number,
  motif: MotifBlocage,
  le: string,
): Promise<number> {
  const open = await rowOf(
    sql,
    idRow,
    "select id from cas_bloque where epci = $1 and relogement = $2 and clos_le is null",
    [epci, relogement],
  );
  if (open) return open.id;
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into cas_bloque (${COLONNES_CAS_RELOGE}, motif, ouvert_le)
     select ${valeursCasReloge("r")}, $3, $4::date
       from relogement r
      where r.epci = $1
        and r.id = $2
     returning id`,
    [epci, relogement, motif, le],
  );
  return id;
}
