import type pg from "pg";
import type { Base } from "#application/base.ts";
import { cubeQueries } from "./cube.queries.ts";
import { faitQueries } from "./fait.queries.ts";
import { localisationQueries } from "./localisation.queries.ts";
import { lotQueries } from "./lot.queries.ts";
import { rapportQueries } from "./rapport.queries.ts";
import { openSql, type Sql } from "./sql.ts";
import { territoireQueries } from "./territoire.queries.ts";
import { openSessionVerrous, type SessionVerrous } from "./verrous.ts";

/** The pool must come from `openPool`: its URL also opens the session of the locks. `close` ends both. */
export function openBase(pool: pg.Pool): Base & { close(): Promise<void> } {
  const url = pool.options.connectionString;
  if (url === undefined) throw new Error("openBase needs a pool made by openPool");
  const verrous = openSessionVerrous(url);
  let closing: Promise<void> | undefined;
  return {
    ...baseOn(openSql(pool), verrous),
    close: () => {
      closing ??= Promise.all([verrous.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}

function baseOn(sql: Sql, verrous: SessionVerrous): Base {
  return {
    territoires: territoireQueries(sql),
    lots: lotQueries(sql, verrous),
    faits: faitQueries(sql),
    cubes: cubeQueries(sql),
    localisations: localisationQueries(sql),
    rapports: rapportQueries(sql),
    transaction: (work) => sql.transaction((tx) => work(baseOn(tx, verrous))),
  };
}
