import { z } from "zod";
import type { CasBloque, CasBloqueQueries } from "#application/cas-bloque/ports.ts";
import { ETATS_CAS, ISSUES_CAS, MOTIFS_CAS, NATURES_CAS, VOIES_CAS } from "#domain/cas-bloque/cas-bloque.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function casBloqueQueries(sql: Sql): CasBloqueQueries {
  return { list: (epci) => list(sql, epci) };
}

function list(sql: Sql, epci: string): Promise<CasBloque[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      epci: z.string(),
      reference: z.string().nullable(),
      nature: z.enum(NATURES_CAS).nullable(),
      voie: z.enum(VOIES_CAS).nullable(),
      motif: z.enum(MOTIFS_CAS).nullable(),
      etat: z.enum(ETATS_CAS),
      ouvertLe: z.string(),
      closLe: z.string().nullable(),
      issue: z.enum(ISSUES_CAS).nullable(),
      bailLe: z.string().nullable(),
      reunion: z.number().nullable(),
      assigne: z.number().nullable(),
      echeance: z.string().nullable(),
      relogement: z.number().nullable(),
    }),
    `select id, epci, reference, nature, voie, motif, etat, ouvert_le::text as "ouvertLe", clos_le::text as "closLe", issue,
            bail_le::text as "bailLe", reunion, assigne, echeance::text as echeance, relogement
       from cas_bloque
      where epci = $1
      order by clos_le is not null, ouvert_le, id`,
    [epci],
  );
}
