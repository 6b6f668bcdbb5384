import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import type { Assiette } from "./assiette.ts";
import { type ConventionFlux, computeObjectif } from "./flux.ts";

/** Leases signed in a month, as the SNE imputes them. `bailleur` is a SIREN; `mois` 1 to 12. */
export type CelluleFlux = {
  readonly bailleur: string;
  readonly contingent: Contingent;
  /** Organisation of these leases, among those of the code; null: unknown. */
  readonly reservataire: number | null;
  readonly commune: string | null;
  readonly mois: number;
  readonly nombre: number;
};

/**
 * `certaines`: on the contingent, in the convention's area. `possibles`: leases whose contingent, commune, or organisation among those that share the
 * code is unknown, and lines of the files that were not read. The truth lies between `certaines` and `certaines + possibles`.
 */
export type Imputation = { readonly certaines: number; readonly possibles: number };

/** `seul`: the only réservataire of the code with the bailleur, so every lease of the code is its own. */
export type Titulaire = { readonly reservataire: number; readonly seul: boolean };

/** `departement` null: everywhere. */
type Perimetre = Titulaire & Pick<ConventionFlux, "contingent" | "commune"> & { readonly departement: string | null };

/** Leases of one bailleur up to and including a month. */
export function countImputees(
  cellules: readonly CelluleFlux[],
  siren: string | null,
  perimetre: Perimetre,
  dernierMois: number,
): Imputation {
  const count = { certaines: 0, possibles: 0 };
  for (const cellule of cellules) {
    if (cellule.bailleur !== siren || cellule.mois > dernierMois) continue;
    const [ours, here] = [isOurs(cellule, perimetre), isHere(cellule, perimetre)];
    if (ours === false || here === false) continue;
    count[ours && here ? "certaines" : "possibles"] += cellule.nombre;
  }
  return count;
}

/** null: the file does not say. */
function isOurs({ contingent, reservataire }: CelluleFlux, perimetre: Perimetre): boolean | null {
  if (contingent === "inconnu") return null;
  if (contingent !== perimetre.contingent) return false;
  if (reservataire === null) return perimetre.seul ? true : null;
  return reservataire === perimetre.reservataire;
}

function isHere({ commune }: CelluleFlux, perimetre: Perimetre): boolean | null {
  if (perimetre.commune === null && perimetre.departement === null) return true;
  if (commune === null) return null;
  return perimetre.commune === null ? commune.startsWith(perimetre.departement ?? "") : commune === perimetre.commune;
}

/**
 * The counter of a convention. `objectif`: dwellings of the year; `attendu`: in proportion to the elapsed months, rounded down, indicative since
 * vacancies are uneven, null when one of these months is unpublished; `reste`: bounds of what remains, given the possible and the unpublished leases.
 * null where the base is unknown, or the leases not readable.
 */
export type Compteur = { readonly [K in keyof Imputation]: number | null } & {
  readonly objectif: number | null;
  readonly attendu: number | null;
  readonly reste: readonly [number, number] | null;
  /** Share of the base reached by certain leases; null without a base. */
  readonly partAtteinte: number | null;
};

/** How far the year is published. `troue`: leases of past months may be missing. */
type Couverture = {
  readonly annee: number;
  readonly moisEcoules: number | null;
  readonly troue: boolean;
};

export function computeCompteur(
  convention: Pick<ConventionFlux, "part" | "contingent">,
  { base }: Assiette,
  imputation: Imputation | null,
  { annee, moisEcoules, troue }: Couverture,
): Compteur {
  const objectif = computeObjectif(convention, base, annee);
  if (imputation === null) {
    // The base comes from the convention, the leases from the bailleur: a person who may not read the leases still knows what is due.
    return { certaines: null, possibles: null, objectif, attendu: null, reste: null, partAtteinte: null };
  }
  return {
    ...imputation,
    objectif,
    attendu: objectif === null || moisEcoules === null ? null : Math.floor((objectif * moisEcoules) / 12),
    reste: objectif === null ? null : boundReste(objectif, imputation, troue),
    partAtteinte: base === null || base === 0 ? null : imputation.certaines / base,
  };
}

function boundReste(objectif: number, { certaines, possibles }: Imputation, troue: boolean): readonly [number, number] {
  const most = Math.max(0, objectif - certaines);
  return [troue ? 0 : Math.max(0, most - possibles), most];
}
