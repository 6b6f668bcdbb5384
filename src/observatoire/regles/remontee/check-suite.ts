import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { isClose, LIBELLE_ETAT_REMONTEE, type Remontee } from "./remontee.ts";

/** Checks a day of observation. Refuses `remontee-date-future`, `remontee-date-ancienne`. */
export function checkObservation(observeeLe: string, aujourdhui: string): void {
  if (observeeLe > aujourdhui) {
    throw new Refus("remontee-date-future", "Le jour de l’observation n’est pas encore passé. Corrigez la date.");
  }
  const oldest = `${Number(aujourdhui.slice(0, 4)) - ANNEES_MAX}${aujourdhui.slice(4)}`;
  if (observeeLe < oldest) {
    throw new Refus(
      "remontee-date-ancienne",
      `Une remontée porte sur les ${ANNEES_MAX} dernières années : rien ne peut plus y être fait au-delà. Corrigez la date.`,
    );
  }
}

/** Our choice: older observations belong to the diagnosis, and call for no action. */
const ANNEES_MAX = 5;

/** Refuses `remontee-close`, `remontee-date-future`, `remontee-suite-avant`. */
export function checkSuite(
  remontee: Pick<Remontee, "etat" | "observeeLe" | "suivieLe">,
  le: string,
  aujourdhui: string,
): void {
  if (isClose(remontee.etat)) {
    throw conflit(
      "remontee-close",
      `Cette remontée est close (« ${LIBELLE_ETAT_REMONTEE[remontee.etat]} »). Si le fait se reproduit, écrivez-en une nouvelle.`,
    );
  }
  if (le > aujourdhui) {
    throw new Refus("remontee-date-future", "Le jour de cette suite n’est pas encore passé. Corrigez la date.");
  }
  const last = remontee.suivieLe ?? remontee.observeeLe;
  if (le < last) {
    throw new Refus(
      "remontee-suite-avant",
      `Une suite ne peut précéder ce qui la précède, le ${formatJour(last)}. Corrigez la date.`,
    );
  }
}
