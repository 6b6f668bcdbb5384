import { formatJour } from "#socle/regles/shared/format.ts";
import { type ContenuGrille, LIBELLE_NATURE_GRILLE, type NatureGrille } from "./grille.ts";

/** `close`: the last day is written; the version stays in force until then, and scores the past days. */
export const ETATS_GRILLE = ["projet", "publiee", "close"] as const;
export type EtatGrille = (typeof ETATS_GRILLE)[number];

/** One version of one scheme of a territory. */
export type VersionGrille = {
  readonly id: number;
  readonly nature: NatureGrille;
  readonly numero: number;
  readonly nom: string;
  /** true: copied from an example, and not changed since. */
  readonly exemple: boolean;
  readonly contenu: ContenuGrille;
  readonly etat: EtatGrille;
  /** First and last day in force, ISO. */
  readonly du: string | null;
  readonly au: string | null;
  /** Reference and ISO day of the act that adopts the scheme. */
  readonly deliberation: string | null;
  readonly delibereeLe: string | null;
  readonly revision: number;
};

/** Version in force on that day, past days included. null: none. */
export function grilleOn<V extends Pick<VersionGrille, "nature" | "etat" | "du" | "au">>(
  versions: readonly V[],
  nature: NatureGrille,
  jour: string,
): V | null {
  return (
    versions.find(
      (version) =>
        version.nature === nature &&
        version.etat !== "projet" &&
        version.du !== null &&
        version.du <= jour &&
        (version.au === null || jour <= version.au),
    ) ?? null
  );
}

/** « Mutation, version 2, en vigueur depuis le 1er janvier 2026 ». */
export function labelVersion({ nature, numero, du, au, etat }: VersionGrille): string {
  const nom = `${LIBELLE_NATURE_GRILLE[nature]}, version ${numero}`;
  if (etat === "projet" || du === null) return `${nom}, en préparation`;
  if (au !== null) return `${nom}, du ${formatJour(du)} au ${formatJour(au)}`;
  return `${nom}, depuis le ${formatJour(du)}`;
}
