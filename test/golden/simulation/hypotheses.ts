import type { HypothesesSimulation, Leviers } from "#programme/regles/simulation/hypotheses.ts";

/** Levers of the published scenarios with rehousing: 40 % built again, 60 % of PLAI, half of them to the first quartile. */
const LEVIERS: Leviers = {
  partHorsQpv: 0.35,
  reconstitution: 0.4,
  partPlai: 0.6,
  partPlaiQ1: 0.5,
  gainAnnuel: 0,
};

export const STATU_QUO: Leviers = { ...LEVIERS, partHorsQpv: 0, reconstitution: 0 };

/** The signed document: attributions of 2017, the five groups of buildings of action 11, the stock at 1 January 2017. */
export function buildHypotheses(leviers: Partial<Leviers> = {}): HypothesesSimulation {
  return {
    reference: { annee: 2017, attributions: 360, q1: 66, sansLieu: 21 },
    attributionsAnnuelles: { horsQpv: 360, qpv: 391 },
    horizon: { debut: 2018, fin: 2027 },
    periode: { debut: 2021, fin: 2023, cible: 0.25 },
    cibles: [
      { annee: 2018, taux: 0.21 },
      { annee: 2019, taux: 0.22 },
      { annee: 2020, taux: 0.23 },
    ],
    leviers: { ...LEVIERS, ...leviers },
    groupes: [
      { code: "reunion", libelle: "Réunion, Miquelon, Samoa, Vulcain", logements: 104, occupes: 56, annee: 2019 },
      { code: "orcades", libelle: "Orcades", logements: 80, occupes: 62, annee: 2022 },
      { code: "ibiza", libelle: "Ibiza", logements: 40, occupes: 29, annee: 2023 },
      { code: "antilles", libelle: "Antilles", logements: 80, occupes: 64, annee: 2023 },
      { code: "fidji", libelle: "Fidji", logements: 16, occupes: 11, annee: 2021 },
    ].map((groupe) => ({ ...groupe, bailleur: null })),
    etalement: [0.6, 0.4],
    calendrierNeufs: [2021, 2022, 2023, 2024].map((annee) => ({ annee, poids: 1 })),
    parc: {
      qpv: { logements: 3648, occupes: 3112, rotation: 0.1256, neufs: [{ annee: 2020, logements: 10 }] },
      horsQpv: { logements: 2613, occupes: 2508, rotation: 360 / 2613, neufs: [] },
    },
    bailleurs: [],
    bornes: {},
    justifications: {},
  };
}
