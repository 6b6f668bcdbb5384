import type { Objet } from "#donnees/regles/convention/objet.ts";
import { type Contingent, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";

/**
 * Bearer of an objective: the whole EPCI, a bailleur (by SIREN), a réservataire (by its SNE contingent, or by itself when several share it: Défense,
 * a hospital, one of the collectivités).
 */
export type Porteur =
  | { readonly type: "epci" }
  | { readonly type: "bailleur"; readonly siren: string }
  | { readonly type: "reservataire"; readonly contingent: Contingent; readonly organisation?: OrganisationNommee };

export type OrganisationNommee = { readonly id: number; readonly nom: string };

/** Bearer of a line: its bailleur or réservataire, else the whole EPCI. */
export function porteurOf({
  bailleur,
  contingent,
}: {
  readonly bailleur: string | null;
  readonly contingent: Contingent | null;
}): Porteur {
  if (contingent !== null) return { type: "reservataire", contingent };
  return bailleur === null ? { type: "epci" } : { type: "bailleur", siren: bailleur };
}

/** Base of the written number: the attributions of a former year. */
export type Reference = { readonly annee: number; readonly assiette: number };

/**
 * One objective as a version of the convention writes it. `nombre` and `taux` are kept as written, even when they disagree (Hamaris: 32 for « 25 % »
 * of 130, which are 24.6 %); at least one is present.
 */
export type Engagement = {
  readonly annee: number;
  readonly objet: Objet;
  readonly porteur: Porteur;
  /** Between 0 and 1, as printed. */
  readonly taux: number | null;
  /** Leases in the year. */
  readonly nombre: number | null;
  readonly reference: Reference | null;
};

/** « epci », « bailleur:999000011 », « reservataire:COLACT », « reservataire:AUTRES:12 »: key for maps, addresses and columns. */
export function keyPorteur(porteur: Porteur): string {
  if (porteur.type === "epci") return "epci";
  if (porteur.type === "bailleur") return `bailleur:${porteur.siren}`;
  const { contingent, organisation } = porteur;
  return organisation ? `reservataire:${contingent}:${organisation.id}` : `reservataire:${contingent}`;
}

/** « EPCI », « Hamaris », « Action Logement ». `noms`: SIREN → name. */
export function labelPorteur(porteur: Porteur, noms: Readonly<Record<string, string>>): string {
  if (porteur.type === "epci") return "EPCI";
  if (porteur.type === "reservataire") return porteur.organisation?.nom ?? LIBELLE_CONTINGENT[porteur.contingent];
  return noms[porteur.siren] ?? `SIREN ${porteur.siren}`;
}

export function samePorteur(a: Porteur, b: Porteur): boolean {
  return keyPorteur(a) === keyPorteur(b);
}

/** The objective of that bearer, object and year; null: the version has none. */
export function findEngagement(
  engagements: readonly Engagement[],
  annee: number,
  objet: Objet,
  porteur: Porteur,
): Engagement | null {
  return (
    engagements.find((one) => one.annee === annee && one.objet === objet && samePorteur(one.porteur, porteur)) ?? null
  );
}
