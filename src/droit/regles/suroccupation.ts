import { findValeur, hasValeur, parametre } from "./parametre.ts";
import type { Typologie } from "./typologie.ts";
import type { Valeur } from "./valeur.ts";

/** m² for one person, for two, for each one more, and the surface that is always enough. */
export type SurfaceMinimale = {
  readonly une: number;
  readonly deux: number;
  readonly parPersonne: number;
  readonly suffisante: number;
};

/** CCH, art. R. 822-25: below this surface a dwelling is overcrowded, for the housing aids and for those who judge of a priority by it. */
const SURFACE_MINIMALE = parametre.structure<SurfaceMinimale>("surface-minimale");

/** null: no text in force on the day. */
export function surfaceMinimale(jour: string): Valeur<SurfaceMinimale> | null {
  return hasValeur(SURFACE_MINIMALE, jour) ? findValeur(SURFACE_MINIMALE, jour) : null;
}

/** null: no text in force on the day. */
export function piecesEnPlus(jour: string): Valeur<number> | null {
  return hasValeur(PIECES_EN_PLUS, jour) ? findValeur(PIECES_EN_PLUS, jour) : null;
}

/** null: no text in force on the day, or nobody lives there. */
export function isSuroccupe(
  { surface, personnes }: { readonly surface: number; readonly personnes: number },
  jour: string,
): boolean | null {
  const enVigueur = surfaceMinimale(jour);
  if (personnes < 1 || enVigueur === null) return null;
  const { une, deux, parPersonne, suffisante } = enVigueur.valeur;
  const minimum = personnes === 1 ? une : Math.min(suffisante, deux + (personnes - 2) * parPersonne);
  return surface < minimum;
}

/** CCH, art. L. 621-2: more rooms, kitchen aside, than the persons who live there plus one. */
const PIECES_EN_PLUS = parametre.nombre("pieces-sous-occupation");

/** Main rooms: those of the typology; a « T6+ » has six at least. */
export const PIECES_TYPOLOGIE: Readonly<Record<Typologie, number>> = { T1: 1, T2: 2, T3: 3, T4: 4, T5: 5, "T6+": 6 };

export function isSousOccupe(
  { pieces, personnes }: { readonly pieces: number; readonly personnes: number },
  jour: string,
): boolean | null {
  const enVigueur = piecesEnPlus(jour);
  if (personnes < 1 || enVigueur === null) return null;
  return pieces > personnes + enVigueur.valeur;
}
