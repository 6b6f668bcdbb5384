import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { type AnneeAttributions, ATTRIBUTIONS, type Effectifs, type MargesBailleur } from "./attributions-marges.ts";
import type { GroupeCommunes } from "./communes.ts";

/** Exacte. Attributions of 2015 by group of communes (§2): with the 719 demandes of that year's end, 1,01, 1,62 and 3,08 for one. */
export const ATTRIBUTIONS_2015: readonly (readonly [GroupeCommunes, number])[] = [
  ["saint-dizier", 572],
  ["wassy", 39],
  ["autres", 25],
];

/** Hypothèse: leases by month, in parts. */
export const SAISON = [58, 54, 66, 60, 62, 72, 74, 60, 78, 70, 62, 54] as const;

/**
 * Hypothèse throughout: after September 2018 no document tells anything. Leases of the whole territory, of which the first quartile hors QPV in
 * percent of those hors QPV, and households rehoused by the programme.
 */
const ANNEES: Readonly<Record<number, readonly [baux: number, q1HorsQpv: number, reloges: number]>> = {
  2019: [742, 20, 22],
  2020: [604, 21, 14],
  2021: [718, 23, 16],
  2022: [736, 22, 24],
  2023: [701, 25, 28],
  2024: [688, 24, 18],
  2025: [715, 26, 12],
  2026: [708, 25, 10],
};
const ENSUITE = [700, 25, 8] as const;

/** The margins of a year after 2018, from those of 2018: bailleurs keep their parts, sides their careless addresses. */
export function margesOf(annee: number): AnneeAttributions {
  const [baux, q1HorsQpv, reloges] = ANNEES[annee] ?? ENSUITE;
  const base = ATTRIBUTIONS.at(-1)?.marges ?? [];
  const total = base.reduce((somme, marges) => somme + sum(marges.q1) + sum(marges.q24), 0);
  const marges = base.map((one) => scale(one, baux / total, q1HorsQpv / 100));
  return { annee, saison: SAISON, marges: shareReloges(marges, reloges) };
}

const AUCUN: Effectifs = [0, 0, 0];

function scale(marges: MargesBailleur, facteur: number, q1HorsQpv: number): MargesBailleur {
  const { bailleur, q1, q24 } = marges;
  const qpv = apportion([q1[0], q24[0]], Math.round((q1[0] + q24[0]) * facteur));
  const horsQpv = Math.round((q1[1] + q24[1]) * facteur);
  const premier = Math.round(horsQpv * q1HorsQpv * PENTES[bailleur]);
  return {
    bailleur,
    // Careless addresses are as many as in 2018: their résidences are given.
    q1: [qpv[0] ?? 0, premier, q1[2]],
    q24: [qpv[1] ?? 0, horsQpv - premier, q24[2]],
    sansRessources: marges.sansRessources,
    nulles: marges.nulles,
    relogesQ1: AUCUN,
    relogesQ24: AUCUN,
  };
}

/** Hypothèse: who does more than the territory's part hors QPV, and who does less. */
const PENTES: Readonly<Record<MargesBailleur["bailleur"], number>> = {
  oph: 1.14,
  hamaris: 1,
  plurial: 0.84,
  foyer: 0.6,
  vitry: 0.9,
};

/** The programme's households are the OPH's, hors QPV for one in two, in the row of quartiles 2 to 4. */
function shareReloges(marges: readonly MargesBailleur[], reloges: number): readonly MargesBailleur[] {
  const hors = Math.floor(reloges / 2);
  return marges.map((one) => (one.bailleur === "oph" ? { ...one, relogesQ24: [reloges - hors, hors, 0] } : one));
}

function sum(effectifs: Effectifs): number {
  return effectifs[0] + effectifs[1] + effectifs[2];
}
