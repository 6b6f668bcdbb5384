import type { Confiance } from "./parametre.ts";
import type { ZonePlafond } from "./zone-plafond.ts";

/** Ceilings of a year, in euros of revenu fiscal de référence: categories 1 to 6, then each person more. */
export type LignePlafond = readonly [number, number, number, number, number, number, number];

export type TablePlafonds = {
  readonly annee: number;
  readonly source: string;
  readonly confiance: Confiance;
  readonly montants: Readonly<Record<ZonePlafond, LignePlafond>>;
};

const ARRETE = "Arrêté du 29 juillet 1987 modifié, valeurs de l’année";
const CALCUL_PLAI =
  "Calculé : plafond de l’année d’avant révisé par l’indice de référence des loyers du 3e trimestre (CCH, article R. 441-1)";

/** As published each year. */
export const TABLES_PLUS: readonly TablePlafonds[] = [
  {
    annee: 2017,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [23146, 34593, 45347, 54141, 64417, 72486, 8077],
      "ile-de-france": [23146, 34593, 41583, 49809, 58964, 66353, 7393],
      autres: [20123, 26872, 32316, 39013, 45895, 51723, 5769],
    },
  },
  {
    annee: 2018,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [23354, 34904, 45755, 54628, 64997, 73138, 8150],
      "ile-de-france": [23354, 34904, 41957, 50257, 59495, 66950, 7460],
      autres: [20304, 27114, 32607, 39364, 46308, 52189, 5821],
    },
  },
  {
    annee: 2019,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [23721, 35452, 46473, 55486, 66017, 74286, 8278],
      "ile-de-france": [23721, 35452, 42616, 51046, 60429, 68001, 7577],
      autres: [20623, 27540, 33119, 39982, 47035, 53008, 5912],
    },
  },
  {
    annee: 2020,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [24006, 35877, 47031, 56152, 66809, 75177, 8377],
      "ile-de-france": [24006, 35877, 43127, 51659, 61154, 68817, 7668],
      autres: [20870, 27870, 33516, 40462, 47599, 53644, 5983],
    },
  },
  {
    annee: 2021,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [24116, 36042, 47247, 56410, 67116, 75523, 8416],
      "ile-de-france": [24116, 36042, 43325, 51897, 61435, 69134, 7703],
      autres: [20966, 27998, 33670, 40648, 47818, 53891, 6011],
    },
  },
  {
    annee: 2022,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [24316, 36341, 47639, 56878, 67672, 76149, 8486],
      "ile-de-france": [24316, 36341, 43684, 52326, 61944, 69707, 7767],
      autres: [21139, 28231, 33949, 40985, 48214, 54338, 6061],
    },
  },
  {
    annee: 2023,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [25165, 37611, 49303, 58865, 70036, 78809, 8782],
      "ile-de-france": [25165, 37611, 45210, 54154, 64108, 72142, 8038],
      autres: [21878, 29217, 35135, 42417, 49898, 56236, 6273],
    },
  },
  {
    annee: 2024,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [26044, 38925, 51025, 60921, 72482, 81562, 9089],
      "ile-de-france": [26044, 38925, 46789, 56046, 66347, 74662, 8319],
      autres: [22642, 30238, 36362, 43899, 51641, 58200, 6492],
    },
  },
  {
    annee: 2025,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [26687, 39885, 52284, 62424, 74271, 83575, 9313],
      "ile-de-france": [26687, 39885, 47944, 57429, 67984, 76504, 8524],
      autres: [23201, 30984, 37259, 44982, 52915, 59636, 6652],
    },
  },
  {
    annee: 2026,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [26920, 40233, 52740, 62968, 74919, 84304, 9394],
      "ile-de-france": [26920, 40233, 48362, 57930, 68577, 77171, 8598],
      autres: [23403, 31254, 37584, 45374, 53376, 60156, 6710],
    },
  },
];

/** Published until 2022; derived since by the rule of revision, which gives back all the PLUS of 2023 to 2026: to be read again in each arrêté. */
export const TABLES_PLAI: readonly TablePlafonds[] = [
  {
    annee: 2017,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [12733, 20756, 27207, 29781, 35427, 39868, 4442],
      "ile-de-france": [12733, 20756, 24949, 27394, 32432, 36495, 4065],
      autres: [11067, 16125, 19390, 21575, 25243, 28448, 3173],
    },
  },
  {
    annee: 2018,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [12848, 20943, 27452, 30049, 35749, 40227, 4482],
      "ile-de-france": [12848, 20943, 25174, 27641, 32724, 36823, 4102],
      autres: [11167, 16270, 19565, 21769, 25470, 28704, 3202],
    },
  },
  {
    annee: 2019,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [13050, 21272, 27883, 30521, 36307, 40859, 4552],
      "ile-de-france": [13050, 21272, 25569, 28075, 33238, 37401, 4166],
      autres: [11342, 16525, 19872, 22111, 25870, 29155, 3252],
    },
  },
  {
    annee: 2020,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [13207, 21527, 28218, 30887, 36743, 41349, 4607],
      "ile-de-france": [13207, 21527, 25876, 28412, 33637, 37850, 4216],
      autres: [11478, 16723, 20110, 22376, 26180, 29505, 3291],
    },
  },
  {
    annee: 2021,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [13268, 21626, 28348, 31029, 36912, 41539, 4628],
      "ile-de-france": [13268, 21626, 25995, 28543, 33792, 38024, 4235],
      autres: [11531, 16800, 20203, 22479, 26300, 29641, 3306],
    },
  },
  {
    annee: 2022,
    source: ARRETE,
    confiance: "R",
    montants: {
      paris: [13378, 21805, 28582, 31287, 37218, 41884, 4666],
      "ile-de-france": [13378, 21805, 26210, 28779, 34071, 38339, 4270],
      autres: [11626, 16939, 20370, 22665, 26519, 29886, 3333],
    },
  },
  {
    annee: 2023,
    source: CALCUL_PLAI,
    confiance: "B",
    montants: {
      paris: [13845, 22567, 29581, 32380, 38518, 43347, 4829],
      "ile-de-france": [13845, 22567, 27126, 29784, 35261, 39678, 4419],
      autres: [12032, 17531, 21082, 23457, 27445, 30930, 3449],
    },
  },
  {
    annee: 2024,
    source: CALCUL_PLAI,
    confiance: "B",
    montants: {
      paris: [14329, 23355, 30614, 33511, 39863, 44861, 4998],
      "ile-de-france": [14329, 23355, 28074, 30824, 36493, 41064, 4573],
      autres: [12452, 18143, 21818, 24276, 28404, 32010, 3569],
    },
  },
  {
    annee: 2025,
    source: CALCUL_PLAI,
    confiance: "B",
    montants: {
      paris: [14683, 23931, 31369, 34338, 40847, 45968, 5121],
      "ile-de-france": [14683, 23931, 28767, 31585, 37393, 42077, 4686],
      autres: [12759, 18591, 22356, 24875, 29105, 32800, 3657],
    },
  },
  {
    annee: 2026,
    source: CALCUL_PLAI,
    confiance: "B",
    montants: {
      paris: [14811, 24140, 31643, 34637, 41203, 46369, 5166],
      "ile-de-france": [14811, 24140, 29018, 31860, 37719, 42444, 4727],
      autres: [12870, 18753, 22551, 25092, 29359, 33086, 3689],
    },
  },
];
