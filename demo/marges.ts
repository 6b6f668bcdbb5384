import type { CleBailleur } from "./bailleurs.ts";

/**
 * Margins of the stock at 1 January 2017. Three kinds, never mixed:
 * « exacte »: printed in the convention for that date; « recalée »: printed for another year or perimeter, brought to the total of 2017
 * by largest remainders; « hypothèse »: ours, so that the files are complete.
 */

/** Exacte. Tables des objectifs (§6.1, action 9): [in QPV, hors QPV]. 3 648 + 2 613 = 6 261. */
export const PARC_2017: Readonly<Record<CleBailleur, readonly [number, number]>> = {
  oph: [3346, 958],
  hamaris: [0, 1032],
  plurial: [168, 458],
  foyer: [134, 100],
  vitry: [0, 65],
};

/** Exacte. « Sur les autres communes du territoire, 86 % du parc n’est pas géré par l’OPH » (§2). */
export const PART_NON_OPH_HORS_SAINT_DIZIER = 0.86;

/** Exacte. Vacance commerciale (MODE 2) au 1er janvier 2017, §2. */
export const VACANTS_2017 = { qpv: 536, horsQpv: 105 } as const;

/** Recalée. RPLS 2015 par secteur: [collectif, individuel], total 6 444. */
export const SECTEURS_2015: readonly (readonly [secteur: string, collectif: number, individuel: number])[] = [
  ["Secteur 1 – Saint-Dizier", 4869, 412],
  ["Secteur 2", 32, 19],
  ["Secteur 3", 20, 7],
  ["Secteur 4", 0, 113],
  ["Secteur 5 – Wassy/Brousseval", 276, 84],
  ["Secteur 6", 0, 6],
  ["Vallée de la Marne", 181, 113],
  ["Pays du Der", 196, 116],
];

/** Recalée. « Dont QPV: collectif 3 180; individuel 88 ». */
export const TYPES_QPV_2015 = [3180, 88] as const;

/** Recalée. Offre par classe de loyer, €/m² hors charges, 2015: [de, à[, QPV, centre-ville + diffus. The class « 0 » has no rent at all. */
export const LOYERS_2015: readonly (readonly [de: number, a: number, qpv: number, hors: number])[] = [
  [0, 0, 760, 45 + 164],
  [2, 3, 0, 0 + 15],
  [3, 4, 252, 0 + 123],
  [4, 5, 1708, 220 + 314],
  [5, 6, 1048, 284 + 531],
  [6, 7, 129, 65 + 88],
  [7, 8, 14, 30 + 49],
  [8, 10, 23, 7 + 40],
];

/**
 * Exacte, but for the four first: the convention gives 104 dwellings to Réunion, Miquelon, Samoa and Vulcain together.
 * Immeubles à démolir (action 11), all of the OPH in the Vert-Bois: the sizes of their buildings are ours.
 */
export const IMMEUBLES_A_DEMOLIR: readonly (readonly [nom: string, batiments: readonly number[]])[] = [
  ["Réunion", [9, 9, 8]],
  ["Miquelon", [9, 9, 8]],
  ["Samoa", [13, 13]],
  ["Vulcain", [13, 13]],
  ["Orcades", [40, 40]],
  ["Ibiza", [40]],
  ["Antilles", [40, 40]],
  ["Fidji", [16]],
];

/** Hypothèse. 222 of the 320 dwellings to be demolished were occupied on 1 March 2018: the others are taken as already emptied (MODE 3). */
export const VIDES_A_DEMOLIR = 320 - 222;
/** Hypothèse. Dwellings empty for works hors QPV (MODE 3). */
export const VIDES_HORS_QPV = 30;
/** Hypothèse. Taken up by associations (MODE 4) or occupied without rent (MODE 5), each side. */
export const ASSOCIATIONS = { qpv: 24, horsQpv: 8 } as const;
export const SANS_LOYER = { qpv: 18, horsQpv: 10 } as const;

/** Hypothèse. How likely each bailleur is outside Saint-Dizier, hors QPV; the OPH's share there is a hard margin. */
export const PENTE_HORS_SAINT_DIZIER: Readonly<Record<Exclude<CleBailleur, "oph">, number>> = {
  hamaris: 2.2,
  plurial: 1,
  foyer: 0.6,
  vitry: 1.4,
};

/**
 * Hypothèse. Who owns in which commune outside Saint-Dizier: a weight per bailleur, 0 where it has nothing.
 * Communes that are not listed are Hamaris' alone.
 */
export const IMPLANTATIONS: Readonly<Record<string, Partial<Record<CleBailleur, number>>>> = {
  "52550": { oph: 1, hamaris: 3, plurial: 1.5, foyer: 0.4 },
  "52331": { hamaris: 3, plurial: 0.8, foyer: 0.5, vitry: 1.2 },
  "52414": { hamaris: 2, plurial: 1.5 },
  "52182": { oph: 2, hamaris: 2, plurial: 0.8 },
  "52123": { hamaris: 2, plurial: 1 },
  "52265": { oph: 0.6, hamaris: 2, plurial: 1 },
  "52079": { hamaris: 2, plurial: 0.6 },
  "52194": { oph: 1, hamaris: 1.5, plurial: 0.5 },
  "52479": { hamaris: 1, vitry: 1.5 },
  "52411": { hamaris: 1, vitry: 1.5 },
  "52500": { oph: 2, hamaris: 1 },
  "52045": { oph: 2, plurial: 1 },
  "52534": { oph: 1.5, hamaris: 1 },
  "52104": { oph: 1, hamaris: 1 },
};
