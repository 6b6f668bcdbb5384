import { findValeur, hasValeur, parametre } from "./parametre.ts";
import type { Typologie } from "./typologie.ts";
import type { Valeur } from "./valeur.ts";

/** In m²: for one person, for two, for each additional one, and the area that always suffices. */
export type SurfaceMinimale = {
  readonly une: number;
  readonly deux: number;
  readonly parPersonne: number;
  readonly suffisante: number;
};

/** CCH, art. R. 822-25: below this area a dwelling is overcrowded, for housing aids and for priorities judged by it. */
const SURFACE_MINIMALE = parametre.structure<SurfaceMinimale>("surface-minimale");

/** null: no text in force on the day. */
export function surfaceMinimale(jour: string): Valeur<SurfaceMinimale> | null {
  return hasValeur(SURFACE_MINIMALE, jour) ? findValeur(SURFACE_MINIMALE, jour) : null;
}

/** null: no text in force on the day. */
export function piecesEnPlus(jour: string): Valeur<number> | null {
  return hasValeur(PIECES_EN_PLUS, jour) ? findValeur(PIECES_EN_PLUS, jour) : null;
}

/** null: no text in force on the day, or no occupant. */
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

/** CCH, art. L. 621-2: more rooms, kitchen excluded, than occupants plus one. */
const PIECES_EN_PLUS = parametre.nombre("pieces-sous-occupation");

/** Main rooms of each typology; « T6+ » counts for six, its minimum. */
export const PIECES_TYPOLOGIE: Readonly<Record<Typologie, number>> = { T1: 1, T2: 2, T3: 3, T4: 4, T5: 5, "T6+": 6 };

export function isSousOccupe(
  { pieces, personnes }: { readonly pieces: number; readonly personnes: number },
  jour: string,
): boolean | null {
  const enVigueur = piecesEnPlus(jour);
  if (personnes < 1 || enVigueur === null) return null;
  return pieces > personnes + enVigueur.valeur;
}
