import { addDays } from "../shared/calendrier.ts";
import { formatJour } from "../shared/format.ts";
import { Refus } from "../shared/refus.ts";

/** A purge is made each night: more days than this without one is a machine that was stopped, or whose clock has jumped. */
const JOURS_MAX = 45;

/**
 * A machine that believes that it is 2036 would destroy, in one night, what is due over ten years. Refuses `horloge-suspecte` when the last purge is too
 * far before today; `derniere`: its day, null when there was none.
 */
export function checkHorloge(derniere: string | null, aujourdhui: string): void {
  if (derniere === null || aujourdhui <= addDays(derniere, JOURS_MAX)) return;
  throw new Refus(
    "horloge-suspecte",
    `La dernière purge est du ${formatJour(derniere)}, et cette machine se croit le ${formatJour(aujourdhui)} : si son horloge est fausse, ` +
      "la purge détruirait ce qui n’est pas échu. Vérifiez la date, puis recommencez avec --horloge-verifiee. Rien n’a été détruit.",
    { derniere, aujourdhui },
  );
}
