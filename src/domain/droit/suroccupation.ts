import type { Typologie } from "../programme/operation.ts";
import { findValeur, hasValeur, type Parametre, type Valeur } from "./parametre.ts";

/** m² for one person, for two, for each one more, and the surface that is always enough. */
export type SurfaceMinimale = {
  readonly une: number;
  readonly deux: number;
  readonly parPersonne: number;
  readonly suffisante: number;
};

/** CCH, art. R. 822-25: below this surface a dwelling is overcrowded, for the housing aids and for those who judge of a priority by it. */
const SURFACE_MINIMALE: Parametre<SurfaceMinimale> = {
  nom: "surface minimale par personne",
  valeurs: [
    {
      depuis: "2019-09-01",
      valeur: { une: 9, deux: 16, parPersonne: 9, suffisante: 70 },
      source: "Art. R. 822-25 du CCH (décret n° 2019-772 du 24 juillet 2019 ; premier jour non relu)",
      confiance: "R",
    },
  ],
};

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
const PIECES_EN_PLUS: Parametre<number> = {
  nom: "pièces habitables au-delà du nombre de personnes, avant la sous-occupation",
  valeurs: [
    {
      depuis: "2017-01-29",
      valeur: 1,
      source: "Art. L. 621-2 du CCH (le texte de 2017 renvoie à un décret qui n’a pas été lu)",
      confiance: "B",
    },
  ],
};

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
