import type { Attente } from "#bilan/lectures/effort/effort.ts";
import type { Quand } from "#bilan/lectures/effort/juger.ts";
import { project } from "#bilan/lectures/effort/projection.ts";
import { PART_VIDE } from "#droit/regles/part.ts";
import { buildPriorJeffreys, computeQuantilesTaux } from "#socle/calculs/projection/projeter.ts";
import { type Mesure, median, percentile, round } from "./mesure.ts";

const BAILLEURS = 20;
const PRIOR = { ...buildPriorJeffreys(), libelle: "Jeffreys" };
const EN_COURS: Quand = {
  etendue: {
    dernierMois: 3,
    compteJusque: 3,
    arreteAu: "2018-03-31",
    entame: false,
    acheve: false,
    lacune: false,
    enCours: "",
  },
  extractions: [],
};
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const MOIS = 9;

/** The end of the year for an EPCI that signs 3 000 leases and its 20 bailleurs, in January: three more quarters of uncertain length. */
export function benchProjection(bilan: Mesure): Mesure {
  const porteurs = [1, ...Array.from({ length: BAILLEURS }, () => 1 / BAILLEURS)];
  const times: number[] = [];
  for (let i = 0; i < 12; i++) {
    const begin = performance.now();
    for (const poids of porteurs) projectAll(poids);
    if (i >= 2) times.push(performance.now() - begin);
  }
  const ratio = median(times) / bilan.valeur;
  return {
    id: "projection",
    libelle: `Projection et éventail d’un EPCI et de ${BAILLEURS} bailleurs, cible et plancher, volumes incertains, en bilans complets du même passage`,
    valeur: round(ratio),
    unite: "× bilan-cube",
    objectif: "≤ 2",
    tenu: ratio <= 2,
    details: { ms: round(median(times), 1), p95: round(percentile(times, 0.95), 1) },
  };
}

function projectAll(poids: number): void {
  const total = Math.round(750 * poids);
  const part = Math.round(total * 0.19);
  const inconnus = Math.round(total * 0.06);
  const share = { ...PART_VIDE, part, total, inconnusPart: inconnus, inconnusAutres: 3 * inconnus };
  const restantes = 3 * total;
  const attente: Attente = {
    total: restantes,
    origine: "annees-precedentes",
    parMois: [],
    annees: [],
    moyenne: restantes + 0.3,
  };
  for (const [nature, taux] of [
    ["cible", 0.21],
    ["plancher", 0.25],
  ] as const) {
    project(share, { taux, nombre: null, nature }, { attente, prior: PRIOR, quand: EN_COURS });
  }
  for (let mois = 1; mois <= MOIS; mois++) {
    computeQuantilesTaux({ part, total }, Math.round((restantes * mois) / MOIS), PRIOR, QUANTILES);
  }
}
