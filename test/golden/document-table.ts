/**
 * Tables of the signed document (document-cadre de la CIL valant CIA, Saint-Dizier, Der & Blaise, 5 October 2018), cell by cell,
 * under the caption they have there. A figure that the document prints wrong stays wrong here: the tests say why.
 */
/** « Attributions 2016 par bailleur et quartile (extractions du SNE) »: [bailleur, q1 qpv, q1 hors, q1 inconnu, q2-4 qpv, q2-4 hors, q2-4 inconnu]. */
export const BAILLEURS_2016 = [
  ["OPH de Saint-Dizier", 159, 19, 1, 219, 79, 8],
  ["Hamaris", 0, 32, 1, 0, 90, 13],
  ["Plurial Novilia", 10, 4, 1, 31, 55, 7],
  ["Le Foyer Rémois", 0, 1, 4, 6, 2, 14],
  ["Vitry Habitat", 0, 0, 0, 0, 9, 0],
] as const;

/** « Bilan des attributions 2016 - EPCI » (RPLS décret et Infocentre SNE). */
export const EPCI_2016 = {
  q1: [156, 55, 21],
  q24: [228, 225, 80],
  total: [384, 280, 101, 765],
  ressourcesNulles: 5,
  parc: {
    total: 6230,
    qpv: 3625,
    horsQpv: 2605,
    qpvPct: 58.2,
    horsQpvPct: 41.8,
    vacanceCommercialeQpv: 544,
    vacanceCommercialeHorsQpv: 117,
    vacanceQpvPct: 15.0,
    vacanceHorsQpvPct: 4.5,
  },
  attributions: { total: 772, ressourcesRenseignees: 765, ressourcesRenseigneesPct: 99, ecartSneRplsPct: 0.55 },
  test25: { realise: 55, objectif: 70, marge: 15, realisePct: 20, objectifPct: 25, margePts: 5 },
  test50: { realise: 228, objectif: 192, marge: "objectif atteint", realisePct: 59, objectifPct: 50 },
} as const;

/** « Synthèse 2016 »: [bailleur, attributions hors QPV, % q1 hors QPV, delta 25 %, % q2-4 en QPV, delta 50 %] as printed. */
export const SYNTHESE_2016 = [
  ["OPH de Saint-Dizier", 98, 19, 5, 72, 0],
  ["Hamaris", 122, 26, 0, 0, "/"],
  ["Plurial Novilia", 59, 7, 17, 75, 0],
  ["Le Foyer Rémois", 3, 33, 0, 100, 0],
  ["Vitry Habitat", 9, 0, "/", 0, "/"],
] as const;

/** « part des attributions » lines of the same tables, in percent as printed: [bailleur, qpv, hors, inconnu]. */
export const PARTS_2016 = [
  ["OPH de Saint-Dizier", 78, 20, 2],
  ["Hamaris", 0, 90, 10],
  ["Plurial Novilia", 38, 55, 7],
  ["Le Foyer Rémois", 22, 11, 67],
  ["Vitry Habitat", 0, 100, 0],
] as const;

/** « Attributions 2017 par bailleur et quartile (extractions du SNE) »: [bailleur, q1 qpv, q1 hors, q1 inconnu, q2-4 qpv, q2-4 hors, q2-4 inconnu]. */
export const BAILLEURS_2017 = [
  ["OPH de Saint-Dizier", 137, 30, 0, 198, 90, 1],
  ["Hamaris", 0, 26, 3, 0, 104, 16],
  ["Plurial Novilia", 4, 10, 1, 30, 77, 0],
  ["Le Foyer Rémois", 3, 0, 0, 19, 16, 0],
  ["Vitry Habitat", 0, 0, 0, 0, 7, 0],
] as const;

/** « Bilan des attributions 2017 - EPCI » (RPLS décret et Infocentre SNE). */
export const EPCI_2017 = {
  q1: [144, 66, 4],
  q24: [247, 294, 17],
  total: [391, 360, 21, 772],
  ressourcesNulles: 3,
  parc: {
    total: 6261,
    qpv: 3648,
    horsQpv: 2613,
    qpvPct: 58.3,
    horsQpvPct: 41.7,
    vacanceCommercialeQpv: 536,
    vacanceCommercialeHorsQpv: 105,
    vacanceQpvPct: 14.7,
    vacanceHorsQpvPct: 4.0,
  },
  attributions: { total: 779, ressourcesRenseignees: 772, ressourcesRenseigneesPct: 99, ecartSneRplsPct: 3.01 },
  test25: { realise: 66, objectif: 90, marge: 24, realisePct: 18, objectifPct: 25, margePts: 7 },
  test50: { realise: 247, objectif: 196, marge: "objectif atteint", realisePct: 63, objectifPct: 50 },
} as const;

/** « Synthèse 2017 »: [bailleur, attributions hors QPV, % q1 hors QPV, delta 25 %, % q2-4 en QPV, delta 50 %] as printed. */
export const SYNTHESE_2017 = [
  ["OPH de Saint-Dizier", 120, 25, 0, 59, 0],
  ["Hamaris", 130, 20, 6, 0, "/"],
  ["Plurial Novilia", 87, 11.5, 22, 88, 0],
  ["Le Foyer Rémois", 16, 0, 4, 86, 0],
  ["Vitry Habitat", 7, 0, "/", 0, "/"],
] as const;

/** « part des attributions » lines of the same tables, in percent as printed: [bailleur, qpv, hors, inconnu]. */
export const PARTS_2017 = [
  ["OPH de Saint-Dizier", 73, 26, 0],
  ["Hamaris", 0, 87, 13],
  ["Plurial Novilia", 28, 71, 1],
  ["Le Foyer Rémois", 58, 42, 0],
  ["Vitry Habitat", 0, 100, 0],
] as const;

/** « Objectifs 2018-2020 hors QPV »: [bailleur, lls, attributions 2017, q1 2017, % , obj 2018, %, obj 2019, %, obj 2020, %]. */
export const OBJECTIFS_HORS_QPV = [
  ["OPH de Saint-Dizier", 958, 120, 30, 25, 30, 25, 30, 25, 30, 25],
  ["Hamaris", 1032, 130, 26, 20, 32, 25, 32, 25, 32, 25],
  ["Plurial Novilia", 458, 87, 10, 11, 11, 13, 14, 16, 17, 20],
  ["Le Foyer Rémois", 100, 16, 0, 0, 2, 12, 3, 18, 4, 25],
  ["Vitry Habitat", 65, 7, 0, 0, 1, 14, 1, 14, 2, 28],
  ["Total", 2613, 360, 66, 18, 76, 21, 80, 22, 85, 23],
] as const;

/** « Objectifs 2018-2020 dans le QPV »: [bailleur, lls, attributions 2017, q2-4 2017, %]. */
export const OBJECTIFS_QPV = [
  ["OPH de Saint-Dizier", 3346, 335, 198, 59],
  ["Hamaris", 0, null, null, null],
  ["Plurial Novilia", 168, 34, 30, 88],
  ["Le Foyer Rémois", 134, 22, 19, 86],
  ["Vitry Habitat", 0, null, null, null],
  ["Total", 3648, 391, 247, 63],
] as const;

/** « Répartition du parc de logements sociaux au 01/01/2016 »: [bailleur, logements, %, qpv, hors QPV]. */
export const PARC_2016 = [
  ["OPH de Saint-Dizier", 4402, 71, 3414, 988],
  ["Hamaris", 1001, 16, 0, 1001],
  ["Plurial Novilia", 617, 10, 168, 449],
  ["Le Foyer Rémois", 103, 2, 43, 60],
  ["Vitry Habitat", 65, 1, 0, 65],
  ["Total", 6188, 100, 3625, 2563],
] as const;

/** « RPLS 2015 : logements par secteur et type »: [secteur, collectif, individuel, total]; null is an empty cell. */
export const PARC_SECTEURS_2015 = [
  ["Secteur 1 - Saint-Dizier", 4869, 412, 5281],
  ["Secteur 2", 32, 19, 51],
  ["Secteur 3", 20, 7, 27],
  ["Secteur 4", 0, 113, 113],
  ["Secteur 5 - Wassy/Brousseval", 276, 84, 360],
  ["Secteur 6", null, 6, 6],
  ["CC de la Vallée de la Marne", 181, 113, 294],
  ["CC du Pays du Der", 196, 116, 312],
  ["CASDDB", 5574, 870, 6444],
] as const;

/** « Offre par classe de loyer »: [classe, qpv, %, centre-ville, %, diffus, %]. */
export const LOYERS = [
  ["0", 760, 19.3, 45, 6.9, 164, 12.4],
  ["<3", 0, 0.0, 0, 0.0, 15, 1.1],
  ["3-4", 252, 6.4, 0, 0.0, 123, 9.3],
  ["4-5", 1708, 43.4, 220, 33.8, 314, 23.7],
  ["5-6", 1048, 26.6, 284, 43.6, 531, 40.1],
  ["6-7", 129, 3.3, 65, 10.0, 88, 6.6],
  ["7-8", 14, 0.4, 30, 4.6, 49, 3.7],
  [">8", 23, 0.6, 7, 1.1, 40, 3.0],
] as const;

/** « Logements démolis PRU Vert-Bois »: [immeubles, logements, démarrage, occupés au 01/03/2018]. */
export const DEMOLITIONS = [
  ["Réunion/Miquelon/Samoa/Vulcain", 104, 2019, 56],
  ["Orcades", 80, 2022, 62],
  ["Ibiza", 40, 2023, 29],
  ["Antilles", 80, 2023, 64],
  ["Fidji", 16, 2021, 11],
  ["Total", 320, null, 222],
] as const;

/** « Vacance, vacance de plus de 3 mois et rotation par commune », in percent: [secteur, commune, vacance, > 3 mois, rotation]. */
export const VACANCE_COMMUNES = [
  ["Secteur 1", "Saint-Dizier", 14.79, 11.15, 13.67],
  ["Secteur 2", "Bettancourt-la-Ferrée", 20.0, 10.0, 25.0],
  ["Secteur 2", "Chancenay", 8.33, 8.33, 8.33],
  ["Secteur 2", "Villiers-en-Lieu", 0.0, 0.0, 11.76],
  ["Secteur 3", "Valcourt", 0.0, 0.0, 3.7],
  ["Secteur 4", "Allichamps", 0.0, 0.0, 20.0],
  ["Secteur 4", "Éclaron-Braucourt-Sainte-Livière", 1.2, 1.2, 14.46],
  ["Secteur 4", "Humbécourt", 0.0, 0.0, 9.09],
  ["Secteur 4", "Louvemont", 0.0, 0.0, 0.0],
  ["Secteur 4", "Voillecomte", 0.0, 0.0, 50.0],
  ["Secteur 5", "Brousseval", 3.45, 3.45, 6.9],
  ["Secteur 5", "Wassy", 3.49, 2.22, 16.83],
  ["Secteur 6", "Dommartin-le-Franc", 16.67, 16.67, 66.67],
  ["CC de la Vallée de la Marne", null, 2.76, 1.38, 10.34],
  ["CC du Pays du Der", null, 6.43, 3.86, 11.73],
  ["Somme", null, 13.74, 10.34, 13.85],
] as const;
