import { parametre } from "#droit/regles/parametre.ts";
import { type DatesLiberation, ETAPES_LIBERATION, type EtapeLiberation, joursEntre } from "./liberation.ts";

/** Intervals between consecutive steps, then the whole. */
const INTERVALLES = [
  ["preavis", "etat-des-lieux", "Du préavis à l’état des lieux"],
  ["etat-des-lieux", "travaux", "De l’état des lieux à la fin des travaux"],
  ["travaux", "disponible", "De la fin des travaux à la disponibilité"],
  ["disponible", "proposee", "De la disponibilité à la désignation"],
  ["proposee", "commission", "De la désignation à la commission"],
  ["commission", "offre", "De la commission à l’offre"],
  ["offre", "bail", "De l’offre au bail"],
  ["disponible", "bail", "De la disponibilité au bail"],
  ["preavis", "bail", "Du préavis au bail"],
] as const satisfies readonly (readonly [EtapeLiberation, EtapeLiberation, string])[];

/**
 * Days of an interval over some dwellings. `inconnus`: reached its end, or a later step, without both days. `negatifs`: began before the previous
 * step ended (named during the notice), counted as 0.
 */
export type DelaiMesure = {
  readonly de: EtapeLiberation;
  readonly vers: EtapeLiberation;
  readonly libelle: string;
  readonly mesures: number;
  readonly inconnus: number;
  readonly anticipes: number;
  readonly mediane: number | null;
  readonly quartiles: readonly [number, number] | null;
  readonly maximum: number | null;
};

/** Intervals of a set of dwellings, in chronological order. */
export function mesurerDelais(logements: readonly { readonly dates: DatesLiberation }[]): readonly DelaiMesure[] {
  return INTERVALLES.map(([de, vers, libelle]) => mesurer(logements, de, vers, libelle));
}

function mesurer(
  logements: readonly { readonly dates: DatesLiberation }[],
  de: EtapeLiberation,
  vers: EtapeLiberation,
  libelle: string,
): DelaiMesure {
  const arrives = logements.filter(({ dates }) => reached(dates, vers)).map(({ dates }) => dates);
  const dates = arrives.filter((one) => one[de] !== null && one[vers] !== null);
  const inconnus = arrives.length - dates.length;
  const anticipes = dates.filter((one) => (one[vers] ?? "") < (one[de] ?? "")).length;
  const jours = dates.map((one) => joursEntre(one, de, vers) ?? 0).sort((a, b) => a - b);
  return {
    de,
    vers,
    libelle,
    mesures: jours.length,
    inconnus,
    anticipes,
    mediane: quantile(jours, 0.5),
    quartiles: jours.length < 4 ? null : [quantile(jours, 0.25) ?? 0, quantile(jours, 0.75) ?? 0],
    maximum: jours.at(-1) ?? null,
  };
}

function reached(dates: DatesLiberation, etape: EtapeLiberation): boolean {
  return ETAPES_LIBERATION.slice(ETAPES_LIBERATION.indexOf(etape)).some((one) => dates[one] !== null);
}

/** Linear quantile between the two nearest (type 7), rounded half up to a day; null without any value. */
function quantile(sorted: readonly number[], part: number): number | null {
  if (sorted.length === 0) return null;
  const rang = (sorted.length - 1) * part;
  const [bas, haut] = [sorted[Math.floor(rang)] ?? 0, sorted[Math.ceil(rang)] ?? 0];
  return Math.round(bas + (haut - bas) * (rang - Math.floor(rang)));
}

/**
 * « Travailleurs intérimaires / en mobilité géographique, dont le besoin en logement (parfois meublé) doit être satisfait en quelques jours » (signed
 * document, action 2): it gives no number. In days from the opening of the dwelling to the lease.
 */
export const DELAI_FILIERE_RAPIDE = parametre.nombre("delai-filiere-rapide");
