import { parametre } from "#droit/regles/parametre.ts";

/** One adult or a couple, and children under 14. */
export type Menage = { readonly adultes: 1 | 2; readonly enfants: number };

export type TypeMenage = Menage & { readonly code: string; readonly libelle: string };

/** Types of households whose offer is counted. */
export const TYPES_MENAGE: readonly TypeMenage[] = [
  { code: "seul", libelle: "1 personne", adultes: 1, enfants: 0 },
  { code: "couple", libelle: "Couple", adultes: 2, enfants: 0 },
  { code: "seul-1-enfant", libelle: "1 adulte, 1 enfant", adultes: 1, enfants: 1 },
  { code: "seul-2-enfants", libelle: "1 adulte, 2 enfants", adultes: 1, enfants: 2 },
  { code: "seul-3-enfants", libelle: "1 adulte, 3 enfants", adultes: 1, enfants: 3 },
  { code: "couple-1-enfant", libelle: "Couple, 1 enfant", adultes: 2, enfants: 1 },
  { code: "couple-2-enfants", libelle: "Couple, 2 enfants", adultes: 2, enfants: 2 },
  { code: "couple-3-enfants", libelle: "Couple, 3 enfants", adultes: 2, enfants: 3 },
  { code: "couple-4-enfants", libelle: "Couple, 4 enfants", adultes: 2, enfants: 4 },
];

/**
 * Insee, « Unité de consommation » : 1 pour le premier adulte, 0,5 pour les autres personnes de 14 ans ou plus, 0,3 pour les enfants de moins de 14
 * ans. In tenths, so that sums stay whole.
 */
export function dixiemesUc({ adultes, enfants }: Menage): number {
  return 10 + 5 * (adultes - 1) + 3 * enfants;
}

/**
 * Insee, « Indice de peuplement » : une pièce de séjour, une pièce pour chaque couple ou adulte, une pièce pour deux enfants « s’ils sont de même
 * sexe ou s’ils ont moins de sept ans ». Children share by two here, the norm's minimum. A person alone may live in one room.
 */
export function piecesNecessaires({ adultes, enfants }: Menage): number {
  return adultes === 1 && enfants === 0 ? 1 : 2 + Math.ceil(enfants / 2);
}

/** In centimes a square metre a month: service charges paid with the rent, shared heating included. */
export const CHARGES_M2 = parametre.nombre("charges-metre-carre");

/** Rent and charges over resources; the order of 10 March 2011 defines the rate and sets no limit. */
export const TAUX_EFFORT_MAX = parametre.taux("taux-effort-admis");

/** Rooms beyond the norm before a household under-occupies. */
export const PIECES_EN_PLUS = parametre.nombre("pieces-au-dela-norme");
