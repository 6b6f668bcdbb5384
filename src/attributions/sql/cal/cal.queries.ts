import type { Sql } from "#socle/sql/sql.ts";
import type { CalQueries } from "../../actes/cal/ports.ts";
import { compositionQueries } from "./composition.queries.ts";
import { envoiQueries } from "./envoi.queries.ts";
import { logementQueries } from "./logement.queries.ts";
import { formulairesQueries, seanceQueries, siegesQueries } from "./seance.queries.ts";
import { decisionQueries, voteQueries } from "./vote.queries.ts";

/** The commission of a bailleur, as the actor may read it. */
export function calQueries(sql: Sql): CalQueries {
  return {
    ...compositionQueries(sql),
    ...seanceQueries(sql),
    ...siegesQueries(sql),
    ...formulairesQueries(sql),
    ...envoiQueries(sql),
    ...logementQueries(sql),
    ...voteQueries(sql),
    ...decisionQueries(sql),
  };
}
