import type { CleBailleur } from "./bailleurs.ts";

/**
 * What the product must find once it has imported the demonstration's files. Written by hand from the convention (2016, 2017) and from
 * `attributions-marges.ts` (2018), never computed by the generator: a test that compares the two can fail.
 */
export type AttenduObjectif = {
  readonly assiette: number;
  readonly realise: number;
  /** ceil(rate × assiette) at the legal floor: 25 % hors QPV, 50 % in QPV. */
  readonly attendu: number;
  readonly manque: number;
};

export type AttenduMesures = {
  readonly total: number;
  readonly horsQpv: AttenduObjectif & { readonly premierQuartile: number; readonly reloges: number };
  readonly qpv: AttenduObjectif;
  readonly nonLocalisees: { readonly total: number; readonly premierQuartile: number; readonly autres: number };
  readonly sansRessources: number;
  readonly ressourcesNulles: number;
};

type Chiffres = readonly [assiette: number, realise: number, attendu: number, manque: number];

function mesures(
  total: number,
  horsQpv: Chiffres,
  qpv: Chiffres,
  [premierQuartile, autres]: readonly [number, number],
  [sansRessources, ressourcesNulles]: readonly [number, number],
  reloges = 0,
): AttenduMesures {
  const read = ([assiette, realise, attendu, manque]: Chiffres): AttenduObjectif => ({
    assiette,
    realise,
    attendu,
    manque,
  });
  return {
    total,
    horsQpv: { ...read(horsQpv), premierQuartile: horsQpv[1] - reloges, reloges },
    qpv: read(qpv),
    nonLocalisees: { total: premierQuartile + autres, premierQuartile, autres },
    sansRessources,
    ressourcesNulles,
  };
}

/** From the bailleurs' files: in 2016 they do not add up to the EPCI's own table (384, 280, 101), which is a « contrôle ». */
export const EXPECTED_EPCI: Readonly<Record<number, AttenduMesures>> = {
  2016: mesures(772, [291, 56, 73, 17], [425, 256, 213, 0], [7, 42], [7, 5]),
  2017: mesures(779, [360, 66, 90, 24], [391, 247, 196, 0], [4, 17], [7, 3]),
  // January to September, invented: 58 of the first quartile and 5 rehoused who are not.
  2018: mesures(560, [261, 63, 66, 3], [283, 182, 142, 0], [2, 8], [6, 2], 5),
};

export const EXPECTED_BAILLEURS: Readonly<Record<number, Readonly<Record<CleBailleur, AttenduMesures>>>> = {
  2016: {
    oph: mesures(491, [98, 19, 25, 6], [378, 219, 189, 0], [1, 8], [6, 4]),
    hamaris: mesures(136, [122, 32, 31, 0], [0, 0, 0, 0], [1, 13], [0, 0]),
    plurial: mesures(109, [59, 4, 15, 11], [41, 31, 21, 0], [1, 7], [1, 1]),
    foyer: mesures(27, [3, 1, 1, 0], [6, 6, 3, 0], [4, 14], [0, 0]),
    vitry: mesures(9, [9, 0, 3, 3], [0, 0, 0, 0], [0, 0], [0, 0]),
  },
  2017: {
    oph: mesures(460, [120, 30, 30, 0], [335, 198, 168, 0], [0, 1], [4, 2]),
    hamaris: mesures(151, [130, 26, 33, 7], [0, 0, 0, 0], [3, 16], [2, 1]),
    plurial: mesures(123, [87, 10, 22, 12], [34, 30, 17, 0], [1, 0], [1, 0]),
    foyer: mesures(38, [16, 0, 4, 4], [22, 19, 11, 0], [0, 0], [0, 0]),
    vitry: mesures(7, [7, 0, 2, 2], [0, 0, 0, 0], [0, 0], [0, 0]),
  },
  2018: {
    oph: mesures(336, [86, 27, 22, 0], [244, 148, 122, 0], [1, 2], [3, 1], 3),
    hamaris: mesures(105, [97, 25, 25, 0], [0, 0, 0, 0], [1, 5], [2, 1], 2),
    plurial: mesures(87, [61, 9, 16, 7], [24, 21, 12, 0], [0, 1], [1, 0]),
    foyer: mesures(27, [12, 1, 3, 2], [15, 13, 8, 0], [0, 0], [0, 0]),
    vitry: mesures(5, [5, 1, 2, 1], [0, 0, 0, 0], [0, 0], [0, 0]),
  },
};

/** RPLS at 1 January 2017. */
export const EXPECTED_PARC = {
  logements: 6261,
  qpv: 3648,
  horsQpv: 2613,
  vacantsQpv: 536,
  vacantsHorsQpv: 105,
  communes: 23,
  bailleurs: {
    oph: [3346, 958],
    hamaris: [0, 1032],
    plurial: [168, 458],
    foyer: [134, 100],
    vitry: [0, 65],
  } satisfies Record<CleBailleur, readonly [qpv: number, horsQpv: number]>,
} as const;

/** Lines of each file, header left out; features of the maps. */
export const EXPECTED_LIGNES: Readonly<Record<string, number>> = {
  "communes.geojson": 60,
  "qpv-2015.geojson": 1,
  "qpv-2024.geojson": 1,
  "seuils.csv": 3,
  "objectifs.csv": 33,
  "resultats.csv": 219,
  "rpls-2017-loi.csv": 6261,
  "sne-attributions-2016.csv": 772,
  "sne-attributions-2017.csv": 779,
  "sne-attributions-2018.csv": 560,
  "sne-demandes-2017.csv": 720,
  "resultats-nationaux.csv": 8,
  "syplo-2018.csv": 123,
  "prioritaires-oph-2018.csv": 33,
  "prioritaires-hamaris-2018.csv": 15,
  "ops-2016.csv": 8574,
  "ops-2018.csv": 8636,
};

/** Leases of 2018 by réservataire: in all, and ticked as priority in the SNE. Nobody is DALO (« 4 recours, 0 relogement » in 2016). */
export const EXPECTED_PRIORITAIRES = {
  COLACT: [77, 16],
  COLTER: [42, 10],
  AUCUN: [312, 64],
  PPRIOR: [103, 20],
  PFONCT: [21, 6],
  AUTRES: [5, 1],
} as const;

/** What the reconciliation of 2018 must find: see the quotas of `prioritaires.ts`. */
export const EXPECTED_RAPPROCHEMENT = {
  /** Households counted by the SNE (S), by SYPLO (Y), by a bailleur's list (B), and by several. */
  croisement: { S: 48, Y: 13, B: 6, SY: 34, SB: 9, YB: 7, SYB: 26 },
  /** 20 of the 80 that SYPLO knows: the 26 % loss seen elsewhere. */
  syplo: { connus: 80, perdus: 20, indecis: 3, horsJour: 5, sansAttribution: 30 },
  bailleurs: { connus: 48, perdus: 13 },
  perdusParBailleur: { oph: 13, hamaris: 4, plurial: 2, foyer: 1, vitry: 0 } satisfies Record<CleBailleur, number>,
  /** Counted, needed: with SYPLO's households ticked, both objectives that were missed are met. */
  avantApres: { COLACT: [16, 20, 20], COLTER: [10, 12, 11] },
} as const;

/** Of the territory, in per cent: 69 is printed in the document of 2018 (« contre 69 % des occupants aujourd’hui »), the others are ours. */
export const EXPECTED_OPS = {
  2016: { occupants: { sousPlai: 68, apl: 60 }, recents: { sousPlai: 71, apl: 63 } },
  2018: { occupants: { sousPlai: 69, apl: 62 }, recents: { sousPlai: 73, apl: 66 } },
} as const;

/** Made fragile on purpose in 2018, all in the Vert-Bois but one; and those that only the recent entrants show. */
export const EXPECTED_FRAGILES = {
  etablies: ["Comores", "Crète", "Féroé", "Malte", "Tahiti", "Timor"],
  horsVertBois: ["Résidence des Iris"],
  entrants: ["Açores", "Seychelles"],
} as const;
