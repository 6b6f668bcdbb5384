import { lastDayOfMonth } from "./calendrier.ts";
import { MOIS } from "./format.ts";
import { illisible } from "./refus.ts";

/**
 * The months of a bilan: the whole year, one quarter, or the quarters of the year up to and including one.
 * `mois` are calendar months, 1 to 12, both bounds included.
 */
export type Periode = {
  readonly annee: number;
  readonly code: "annee" | `T${Trimestre}` | `cumul-T${Trimestre}`;
  readonly premierMois: number;
  readonly dernierMois: number;
};

export type Trimestre = 1 | 2 | 3 | 4;

export function yearPeriode(annee: number): Periode {
  return { annee, code: "annee", premierMois: 1, dernierMois: 12 };
}

export function quarterPeriode(annee: number, trimestre: Trimestre): Periode {
  return { annee, code: `T${trimestre}`, premierMois: trimestre * 3 - 2, dernierMois: trimestre * 3 };
}

/** Four quarters are the year itself, and judged as such. */
export function cumulPeriode(annee: number, trimestre: Trimestre): Periode {
  if (trimestre === 4) return yearPeriode(annee);
  return { annee, code: `cumul-T${trimestre}`, premierMois: 1, dernierMois: trimestre * 3 };
}

/** Reads "annee", "T3" or "cumul-T3". */
export function parsePeriode(annee: number, code: string): Periode {
  if (code === "annee") return yearPeriode(annee);
  const found = /^(cumul-)?T([1-4])$/.exec(code);
  const trimestre = toTrimestre(Number(found?.[2]));
  if (!found || !trimestre) {
    throw illisible(
      "periode-invalide",
      `La période « ${code} » n’existe pas. Choisissez « annee », « T1 » à « T4 » ou « cumul-T1 » à « cumul-T4 ».`,
      { code },
    );
  }
  return found[1] ? cumulPeriode(annee, trimestre) : quarterPeriode(annee, trimestre);
}

export function toTrimestre(value: number): Trimestre | undefined {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : undefined;
}

/** « année 2017 », « T3 2018 », « janvier à septembre 2018 ». */
export function labelPeriode(periode: Periode): string {
  if (periode.code === "annee") return `année ${periode.annee}`;
  if (periode.code.startsWith("cumul")) return `janvier à ${MOIS[periode.dernierMois - 1]} ${periode.annee}`;
  return `${periode.code} ${periode.annee}`;
}

/** First and last day of the period. */
export function daysOfPeriode({ annee, premierMois, dernierMois }: Periode): {
  readonly du: string;
  readonly au: string;
} {
  return { du: `${annee}-${String(premierMois).padStart(2, "0")}-01`, au: lastDayOfMonth(annee, dernierMois) };
}
