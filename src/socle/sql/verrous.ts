import pg from "pg";
import { ROLE_APPLICATION } from "./droits/policies.ts";
import { clientConfig } from "./sql.ts";
import { makeTurns } from "./turns.ts";

/** First halves of our advisory locks' keys: the kind of object locked. */
export const VERROU = {
  lot: 4_411_002,
  publication: 4_411_003,
  localisation: 4_411_004,
  rapport: 4_411_005,
  conventionFlux: 4_411_009,
  bilanFlux: 4_411_010,
  bilanBailleur: 4_411_011,
  pack: 4_411_018,
  convention: 4_411_007,
  diffusion: 4_411_021,
  conventionObjectif: 4_411_023,
  evaluation: 4_411_026,
  perimetre: 4_411_027,
  droit: 4_411_028,
  ppgdid: 4_411_029,
  bailleurs: 4_411_030,
  zoneLocale: 4_411_031,
  contingent: 4_411_032,
} as const;

/**
 * One connection that holds, for the life of this process, the locks of the lots being read. The server releases them when the connection dies, `kill
 * -9` included: another process thus tells a living import from a dead one. One connection for all lots, so that importers cannot deadlock on the
 * pool.
 */
export type SessionVerrous = {
  /** The session used by one person: their writes are under the same row policies as the rest. */
  as(contexte: string): Verrous;
  close(): Promise<void>;
};

export type Verrous = { query(text: string, params: readonly unknown[]): Promise<readonly unknown[]> };

export function openSessionVerrous(url: string): SessionVerrous {
  let opening: Promise<pg.Client> | undefined;
  const turns = makeTurns();
  const connect = async () => {
    const client = new pg.Client({ ...clientConfig(url, "blaise-verrous"), options: `-c role=${ROLE_APPLICATION}` });
    const forget = () => {
      opening = undefined;
    };
    client.on("error", forget);
    client.on("end", forget);
    await client.connect();
    return client;
  };
  return {
    as: (contexte) => ({
      query: (text, params) =>
        turns(async () => {
          opening ??= connect();
          const current = opening;
          try {
            return await queryAs(await current, contexte, text, params);
          } catch (error) {
            // A failed connection must not be remembered.
            if (opening === current && !(error instanceof pg.DatabaseError)) opening = undefined;
            throw error;
          }
        }),
    }),
    async close() {
      const client = await opening?.catch(() => undefined);
      opening = undefined;
      await client?.end();
    },
  };
}

/** Advisory locks of a session outlive the transaction that took them. */
async function queryAs(
  client: pg.Client,
  contexte: string,
  text: string,
  params: readonly unknown[],
): Promise<readonly unknown[]> {
  try {
    await client.query(`begin; select set_config('blaise.acteur', ${pg.escapeLiteral(contexte)}, true)`);
    const { rows } = await client.query<Record<string, unknown>>(text, [...params]);
    await client.query("commit");
    return rows;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
