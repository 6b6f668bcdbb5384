import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import { publishLots } from "#imports/actes/lot/publish-lot.ts";
import { generateSuite, lastPeriode } from "../../../demo/suite.ts";
import { receiveDemo } from "./demo-fichier.ts";
import type { Session } from "./session.ts";

/**
 * The years that follow the signed document, to the day of the clock: the files that the territory lacks, published together so that what derives
 * from them is derived once. Does nothing when the last ended quarter is published, nor on a day that the document covers. `avant`: what must be over
 * before anything is published.
 */
export async function loadSuite(
  session: Session,
  epci: string,
  say: (line: string) => void,
  avant: Promise<void> = Promise.resolve(),
): Promise<void> {
  const base = await session.reload();
  const aujourdhui = session.horloge.aujourdhui();
  const publies = new Set((await base.lots.publications(epci)).map(keyOf));
  if (aujourdhui < "2019-04-01" || publies.has(keyOf({ source: "sne-attributions", periode: lastPeriode(aujourdhui) })))
    return;
  await forTerritoire(epci, async () => {
    const manquants = generateSuite(aujourdhui).filter((file) => !publies.has(keyOf(file)));
    // A survey is checked against the stock of its day, which must be published.
    for (const enquetes of [false, true]) {
      const lots: number[] = [];
      for (const file of manquants.filter(({ source }) => (source === "ops") === enquetes)) {
        lots.push(await receiveDemo({ ...session, base }, epci, file, say));
      }
      await avant;
      if (lots.length > 0) await publishLots(base, epci, lots, { confirme: true });
    }
  });
}

function keyOf({ source, periode }: { readonly source: string; readonly periode: string }): string {
  return `${source} ${periode}`;
}
