import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { Application } from "./application-avenant.ts";
import type { Engagement } from "./engagement.ts";
import { ETAPES, type Etape, LIBELLE_ETAPE } from "./etape.ts";
import type { ObjectifTerritorialise } from "./objectif-territorialise.ts";
import type { Signataire } from "./signataire.ts";

/**
 * The convention, or one of its avenants: what it commits to, and the acts that made it. A version in force never changes: an avenant is a
 * new one, whose parent is the version that it amends.
 */
export type Version = {
  readonly id: number;
  /** 0: the convention itself; 1, 2…: its avenants. */
  readonly numero: number;
  /** `id` of the version it amends; null for the convention itself. */
  readonly parent: number | null;
  /** Of an avenant: how it bears on the year in which it takes effect. null: it is none, or does not say yet. */
  readonly application: Application | null;
  readonly titre: string;
  /** What it decides, or what the avenant changes and why. */
  readonly objet: string;
  /** Signed before it was entered here: an act whose date the document does not give is written as such, never guessed. */
  readonly reprise: boolean;
  /** First day of effect; null until it is in force. */
  readonly depuis: string | null;
  /** Years between two revisions (three in the source). */
  readonly dureeAns: number;
  readonly etapes: readonly Etape[];
  readonly signataires: readonly Signataire[];
  readonly engagements: readonly Engagement[];
  /** Those of a part of the territory or of the year: never read as the former. */
  readonly territorialises: readonly ObjectifTerritorialise[];
};

export type EtatVersion = "projet" | "en-vigueur" | "remplacee";

export function isEnVigueur(version: Pick<Version, "depuis">, jour: string): boolean {
  return version.depuis !== null && version.depuis <= jour;
}

/** What was in force on a day: the last version to have taken effect. null before the first one. */
export function findVersion(versions: readonly Version[], jour: string): Version | null {
  const past = versions.filter((version) => isEnVigueur(version, jour));
  return past.reduce<Version | null>(
    (last, version) => (last === null || isAfter(version, last) ? version : last),
    null,
  );
}

/**
 * The version that sets the objectives of a year. A convention signed in October sets the whole year's: what counts is that it is in
 * force before the year ends.
 */
export function findVersionOfYear(versions: readonly Version[], annee: number): Version | null {
  return findVersion(versions, `${annee}-12-31`);
}

function isAfter(a: Version, b: Version): boolean {
  return (a.depuis ?? "") > (b.depuis ?? "") || (a.depuis === b.depuis && a.numero > b.numero);
}

export function stateOf(version: Version, versions: readonly Version[], jour: string): EtatVersion {
  if (!isEnVigueur(version, jour)) return "projet";
  return findVersion(versions, jour)?.id === version.id ? "en-vigueur" : "remplacee";
}

/** The step it has reached: the last of the order of the acts that is written. */
export function lastEtape(version: Pick<Version, "etapes">): (typeof ETAPES)[number] {
  return ETAPES.findLast((nature) => version.etapes.some((etape) => etape.nature === nature)) ?? "projet";
}

/**
 * An avenant amends the last version to have taken effect, and nothing else; it takes effect after it. Throws `avenant-sans-parent` when it
 * has none, `avenant-parent-depasse` when another avenant came into force since it was prepared, `avenant-avant-son-parent`.
 */
export function checkParent(avenant: Version, versions: readonly Version[], depuis: string): void {
  if (avenant.numero === 0) return;
  const parent = versions.find(({ id }) => id === avenant.parent);
  if (!parent) {
    throw new Refus(
      "avenant-sans-parent",
      "Cet avenant ne dit pas quelle version il modifie. Supprimez ce projet et préparez-en un depuis la version en vigueur.",
    );
  }
  const last = lastEnVigueur(versions.filter(({ id }) => id !== avenant.id));
  if (last?.id !== parent.id) {
    const name = last ? `« ${last.titre} »` : "aucune version";
    throw conflit(
      "avenant-parent-depasse",
      `Depuis la préparation de cet avenant, la version en vigueur a changé (${name}). Préparez un nouvel avenant depuis celle-ci : les objectifs déjà saisis peuvent y être repris.`,
      { version: last?.numero ?? null },
    );
  }
  if (depuis < (parent.depuis ?? "")) {
    throw new Refus(
      "avenant-avant-son-parent",
      `Cet avenant prendrait effet avant la version qu’il modifie, en vigueur depuis le ${formatJour(parent.depuis ?? depuis)}. Corrigez la date.`,
    );
  }
}

/** The last to have taken effect, whatever the day it is asked. */
export function lastEnVigueur(versions: readonly Version[]): Version | null {
  return findVersion(versions, FIN_DES_TEMPS);
}

const FIN_DES_TEMPS = "9999-12-31";

/** Refuses any change of a version that is in force. */
export function checkModifiable(version: Version): void {
  if (version.depuis === null) return;
  throw conflit(
    "version-en-vigueur",
    `« ${version.titre} » est en vigueur : une version signée ne se modifie pas. Préparez un avenant.`,
  );
}

/** The step to record next; null when it is in force. */
export function nextEtape(version: Pick<Version, "etapes" | "depuis">): (typeof ETAPES)[number] | null {
  if (version.depuis !== null) return null;
  return ETAPES.find((nature) => !version.etapes.some((etape) => etape.nature === nature)) ?? null;
}

/** « Vote du conseil communautaire »: the name of the next step; null when it is in force. */
export function describeNext(version: Pick<Version, "etapes" | "depuis">): string | null {
  const next = nextEtape(version);
  return next === null ? null : LIBELLE_ETAPE[next];
}
