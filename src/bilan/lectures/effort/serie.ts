import type { PartIncertaine } from "#droit/regles/part.ts";
import {
  ANNEE_ENTIERE,
  type Etendue,
  type Fenetre,
  type MoisRestant,
  monthsToCome,
} from "#engagements/lectures/effort/etendue.ts";

/** Counts one bearer's objective over whole months, both included, from January of `annee`; zero when the first is after the last. */
export type Comptage = (annee: number, premierMois: number, dernierMois: number) => PartIncertaine;

export type Serie = {
  /** The year is over, and all counted. */
  readonly acheve: boolean;
  readonly restants: readonly MoisRestant[];
  /** From the first month to the last of which leases are counted. */
  readonly etat: PartIncertaine;
  /** Leases of `etat` that no file has yet, in months still to come for the files. */
  readonly avances: number;
  readonly premierMois: number;
  /** Cumulated month by month: index 0 is the first month. */
  readonly cumuls: readonly PartIncertaine[];
  /** Leases of former years in whole months of these, latest year first, without the years that have none at all. */
  readonly passe: readonly { readonly annee: number; readonly parMois: readonly number[] }[];
  /** The whole former year, for a prior; null when it is unpublished. */
  readonly precedente: PartIncertaine | null;
};

/** Number of former years read: enough for an average, recent enough to resemble this one (our choice). */
export const ANNEES_PASSEES = 3;

/**
 * `renseignees`: former years with at least one lease of the territory in the remaining months. A bearer without leases in them signed 0; a year
 * without a file tells nothing.
 */
export function readSerie(
  count: Comptage,
  annee: number,
  etendue: Etendue,
  renseignees: readonly number[],
  fenetre: Fenetre = ANNEE_ENTIERE,
): Serie {
  const { premierMois } = fenetre;
  const { dernierMois, compteJusque } = etendue;
  const restants = monthsToCome(etendue, fenetre);
  const precedente = count(annee - 1, premierMois, Math.min(12, fenetre.dernierMois));
  return {
    acheve: etendue.acheve,
    restants,
    etat: count(annee, premierMois, compteJusque),
    avances: count(annee, Math.max(premierMois, dernierMois + 1), compteJusque).total,
    premierMois,
    cumuls: Array.from({ length: Math.max(0, dernierMois - premierMois + 1) }, (_, rank) =>
      count(annee, premierMois, premierMois + rank),
    ),
    passe: renseignees.map((former) => ({
      annee: former,
      parMois: restants.map(({ mois }) => count(former, civil(mois), civil(mois)).total),
    })),
    precedente: precedente.total === 0 ? null : precedente,
  };
}

/** Calendar month: 14 months after January of the first year is February. */
export function civil(mois: number): number {
  return ((mois - 1) % 12) + 1;
}
