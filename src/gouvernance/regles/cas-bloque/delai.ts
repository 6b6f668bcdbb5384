import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import type { EtatCas, IssueCas } from "./cas-bloque.ts";

export type CasMesure = {
  readonly etat: EtatCas;
  readonly ouvertLe: string;
  readonly closLe: string | null;
  readonly issue: IssueCas | null;
  readonly bailLe: string | null;
};

/** Days from the opening to the closing, or to today while open. Never negative. */
export function ancienneteCas(
  { ouvertLe, closLe }: Pick<CasMesure, "ouvertLe" | "closLe">,
  aujourdhui: string,
): number {
  return daysBetween(ouvertLe, closLe ?? aujourdhui) ?? 0;
}

/**
 * Median of the days from the opening to the lease, over `cas` cases closed by one. `bornes`: bounds that the leases without a day leave;
 * each was signed between the opening and the closing of its case. Equal bounds: exact. null: no case closed by a lease.
 */
export type DelaiBail = {
  readonly cas: number;
  readonly sansJour: number;
  readonly bornes: readonly [number, number];
  /** true: fewer than `CAS_POUR_MEDIANE` cases. */
  readonly petit: boolean;
};

/** A choice of Blaise, equal to the smallest published count: below, one more case moves the median. */
export const CAS_POUR_MEDIANE = 11;

export function delaiBail(tous: readonly CasMesure[]): DelaiBail | null {
  const signes = tous.filter(({ issue }) => issue === "bail");
  if (signes.length === 0) return null;
  const bas = signes.map((cas) => (cas.bailLe === null ? 0 : days(cas.ouvertLe, cas.bailLe)));
  const haut = signes.map((cas) => days(cas.ouvertLe, cas.bailLe ?? cas.closLe ?? cas.ouvertLe));
  return {
    cas: signes.length,
    sansJour: signes.filter(({ bailLe }) => bailLe === null).length,
    bornes: [medianOf(bas), medianOf(haut)],
    petit: signes.length < CAS_POUR_MEDIANE,
  };
}

function days(depuis: string, jusqua: string): number {
  return daysBetween(depuis, jusqua) ?? 0;
}

/** Mean of the two middle values for an even count: it may be half a day. */
function medianOf(valeurs: readonly number[]): number {
  const sorted = valeurs.toSorted((a, b) => a - b);
  const milieu = Math.floor(sorted.length / 2);
  const haut = sorted[milieu] ?? 0;
  return sorted.length % 2 === 1 ? haut : ((sorted[milieu - 1] ?? haut) + haut) / 2;
}
