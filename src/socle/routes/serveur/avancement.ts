import type { Context } from "hono";
import { streamSSE } from "hono/streaming";

/** Where a long work is: « lecture » while it runs. `octetsLus` of `taille` when it is known. */
export type EtatAvancement = { readonly statut: string; readonly octetsLus?: number; readonly taille?: number };

const PAS_MS = 400;
/** The browser asks again by itself: rights are read anew, and a server that stops waits for nobody longer than this. */
const DUREE_MAX_MS = 20_000;

/**
 * As events for whoever listens, each change once and the end last; one state as JSON for the others. `read` throws what the route throws: before the
 * first event it is the answer.
 */
export async function sendAvancement(
  c: Context,
  read: () => Promise<EtatAvancement>,
  { pas = PAS_MS, dureeMax = DUREE_MAX_MS }: { readonly pas?: number; readonly dureeMax?: number } = {},
): Promise<Response> {
  const premier = await read();
  if (!c.req.header("accept")?.includes("text/event-stream")) return c.json(premier);
  return streamSSE(c, async (flux) => {
    let dit = "";
    let etat = premier;
    for (let attendu = 0; !flux.aborted && attendu < dureeMax; attendu += pas) {
      const data = JSON.stringify(etat);
      if (data !== dit) await flux.writeSSE({ data, retry: pas });
      dit = data;
      if (etat.statut !== "lecture") return;
      await flux.sleep(pas);
      etat = await read();
    }
  });
}
