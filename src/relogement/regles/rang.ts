import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { type LogementOffert, RANGS_OFFRE, type RangOffre } from "./offre.ts";

/** ANRU's general regulations: « logements neufs ou conventionnés depuis moins de cinq ans ». In years. */
const DUREE_NEUF = parametre.nombre("anciennete-logement-neuf");

type Dates = Pick<LogementOffert, "premiereLocationLe" | "conventionneLe">;

/**
 * Is the dwelling new, or under an agreement for less than five years, on the day `le` (of the lease, else of the offer)? Its first letting
 * or its agreement must be on that day five years before, or later. An older letting with an undated agreement is « non »: an
 * agreement comes with the first letting, or with works that the bailleur declares. Unknown when neither is dated. Throws `parametre-absent`.
 */
export function isNeuf({ premiereLocationLe, conventionneLe }: Dates, le: string): Reponse {
  const depuis = addMonths(le, -12 * findValeur(DUREE_NEUF, le).valeur);
  const known = [premiereLocationLe, conventionneLe].filter((date) => date !== null);
  if (known.length === 0) return "inconnu";
  return known.some((date) => date >= depuis) ? "oui" : "non";
}

/**
 * Rank of the dwelling in the order of the signed document (action 11): new; else « récemment résidentialisé ou réhabilité, et notamment où le
 * loyer aura été diminué »; else « réhabilité ou neuf financé grâce au PRU 1 »; then any other. `le`: day of the lease, else of the
 * offer. `inconnu` when the age is unknown and nothing else decides.
 */
export function rangOf(
  logement: Dates & Pick<LogementOffert, "rehabilite" | "residentialise" | "loyerBaisse" | "pru1">,
  le: string,
): RangOffre {
  const neuf = isNeuf(logement, le);
  if (neuf === "oui") return "neuf";
  if (logement.rehabilite === "oui" || logement.residentialise === "oui") {
    return logement.loyerBaisse === "oui" ? "rehabilite-loyer-baisse" : "rehabilite";
  }
  if (logement.pru1 === "oui") return "pru1";
  return neuf === "inconnu" ? "inconnu" : "autre";
}

/** Better ranks among the available ones. A dwelling of unknown rank is never better. */
export function findMieux(rang: RangOffre, disponibles: readonly RangOffre[]): readonly RangOffre[] {
  const place = RANGS_OFFRE.indexOf(rang);
  return RANGS_OFFRE.slice(0, place).filter((better) => disponibles.includes(better));
}
