import { simulate } from "#programme/lectures/simulation/modele/simulate.ts";
import type { HypothesesSimulation } from "#programme/regles/simulation/hypotheses.ts";
import { type Mesure, median, percentile, round } from "./mesure.ts";

const TIRAGES = 10_000;
/** A second where a bilan takes its 20 ms. */
const RATIO_MAX = 50;

/** Ten years of an EPCI that demolishes five groups of buildings, with its stock and every bar of the tornado. */
const HYPOTHESES: HypothesesSimulation = {
  reference: { annee: 2020, attributions: 360, q1: 66, sansLieu: 21 },
  attributionsAnnuelles: { horsQpv: 360, qpv: 390 },
  horizon: { debut: 2021, fin: 2030 },
  periode: { debut: 2024, fin: 2026, cible: 0.25 },
  cibles: [{ annee: 2021, taux: 0.21 }],
  leviers: { partHorsQpv: 0.35, reconstitution: 0.4, partPlai: 0.6, partPlaiQ1: 0.5, gainAnnuel: 0.002 },
  groupes: [100, 80, 40, 80, 20].map((logements, i) => ({
    code: String(i),
    libelle: `Groupe ${i}`,
    bailleur: null,
    logements,
    occupes: Math.round(logements * 0.7),
    annee: 2022 + i,
  })),
  etalement: [0.6, 0.4],
  calendrierNeufs: [2024, 2025, 2026, 2027].map((annee) => ({ annee, poids: 1 })),
  parc: {
    qpv: { logements: 3_650, occupes: 3_110, rotation: 0.126, neufs: [] },
    horsQpv: { logements: 2_610, occupes: 2_510, rotation: 0.138, neufs: [] },
  },
  bailleurs: [],
  bornes: {
    partHorsQpv: { bas: 0, haut: 0.5 },
    reconstitution: { bas: 0.3, haut: 0.5 },
    partPlai: { bas: 0.3, haut: 0.8 },
    partPlaiQ1: { bas: 0.3, haut: 0.8 },
    gainAnnuel: { bas: 0, haut: 0.01 },
    attributionsHorsQpv: { bas: 300, haut: 420 },
    rotationHorsQpv: { bas: 0.11, haut: 0.16 },
    decalage: { bas: -1, haut: 1 },
  },
  justifications: {},
};

/** One core, warm: 10 000 draws of ten years, eight factors of the tornado, five break-even points. */
export function benchSimulation(bilan: Mesure): Mesure {
  const times: number[] = [];
  for (let i = 0; i < 8; i++) {
    const begin = performance.now();
    simulate(HYPOTHESES, { graine: i, tirages: TIRAGES });
    if (i >= 2) times.push(performance.now() - begin);
  }
  const ratio = median(times) / bilan.valeur;
  return {
    id: "simulation",
    libelle:
      "Simulation de 10 000 tirages sur dix ans, tornade et points d’équilibre compris, en bilans complets du même passage",
    valeur: round(ratio),
    unite: "× bilan-cube",
    objectif: `≤ ${RATIO_MAX}`,
    tenu: ratio <= RATIO_MAX,
    details: { ms: round(median(times), 1), p95: round(percentile(times, 0.95), 1) },
  };
}
