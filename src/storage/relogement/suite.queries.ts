import { z } from "zod";
import type { RelogementQueries } from "#application/relogement/ports.ts";
import type { MotifBlocage } from "#domain/relogement/comite.ts";
import { oneOf, rowOf, type Sql } from "../sql.ts";

const idRow = z.object({ id: z.number() });

export async function addDecision(
  sql: Sql,
  epci: string,
  { relogement, objet, le, motif }: Parameters<RelogementQueries["addDecision"]>[1],
): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    "insert into relogement_comite (epci, relogement, objet, le, motif) values ($1, $2, $3, $4, $5) returning id",
    [epci, relogement, objet, le, motif],
  );
  return id;
}

/** The commission's register takes from the file whose the case is. */
export async function addBlocage(
  sql: Sql,
  epci: string,
  relogement: number,
  motif: MotifBlocage,
  le: string,
): Promise<number> {
  const added = await rowOf(
    sql,
    idRow,
    `insert into cas_bloque (epci, relogement, operation, demandeur, organisation, reservataire, seance, motif, ouvert_le)
     select epci, id, operation, demandeur, organisation, reservataire, seance, $3, $4::date
       from relogement
      where epci = $1
        and id = $2
     on conflict (relogement) where clos_le is null do nothing
     returning id`,
    [epci, relogement, motif, le],
  );
  if (added) return added.id;
  const open = await oneOf(
    sql,
    idRow,
    "select id from cas_bloque where epci = $1 and relogement = $2 and clos_le is null",
    [epci, relogement],
  );
  return open.id;
}
