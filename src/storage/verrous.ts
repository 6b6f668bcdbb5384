import pg from "pg";
import { clientConfig } from "./sql.ts";
import { makeTurns } from "./turns.ts";

/** First halves of our advisory locks' keys: what kind of thing is locked. */
export const VERROU = { lot: 4_411_002, publication: 4_411_003, localisation: 4_411_004, rapport: 4_411_005 } as const;

/**
 * One connection that holds, for as long as this process lives, the locks of the lots it is reading. The server releases
 * them when the connection dies, `kill -9` included: that is how another process tells a living import from a dead one.
 * A single one for all lots, so that importers cannot wait for one another at the door of the pool.
 */
export type SessionVerrous = {
  query(text: string, params: readonly unknown[]): Promise<readonly unknown[]>;
  close(): Promise<void>;
};

export function openSessionVerrous(url: string): SessionVerrous {
  let opening: Promise<pg.Client> | undefined;
  const turns = makeTurns();
  const connect = async () => {
    const client = new pg.Client(clientConfig(url, "blaise-verrous"));
    const forget = () => {
      opening = undefined;
    };
    client.on("error", forget);
    client.on("end", forget);
    await client.connect();
    return client;
  };
  return {
    query: (text, params) =>
      turns(async () => {
        opening ??= connect();
        const current = opening;
        try {
          const { rows } = await (await current).query<Record<string, unknown>>(text, [...params]);
          return rows;
        } catch (error) {
          // A connection that could not be made must not be remembered.
          if (opening === current && !(error instanceof pg.DatabaseError)) opening = undefined;
          throw error;
        }
      }),
    async close() {
      const client = await opening?.catch(() => undefined);
      opening = undefined;
      await client?.end();
    },
  };
}
