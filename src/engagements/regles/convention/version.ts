import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { Application } from "./application-avenant.ts";
import type { Engagement } from "./engagement.ts";
import { ETAPES, type Etape, LIBELLE_ETAPE } from "./etape.ts";
import type { ObjectifTerritorialise } from "./objectif-territorialise.ts";
import type { Signataire } from "./signataire.ts";

/**
 * The convention, or one of its avenants: its commitments, and the acts that made it. A version in force never changes: an avenant is a new one,
 * whose parent it amends.
 */
export type Version = {
  readonly id: number;
  /** 0: the convention itself; 1, 2…: its avenants. */
  readonly numero: number;
  /** `id` of the amended version; null for the convention itself. */
  readonly parent: number | null;
  /** How an avenant applies to the year of its effect. null: not an avenant, or not chosen yet. */
  readonly application: Application | null;
  readonly titre: string;
  /** What it decides; for an avenant, what changes and why. */
  readonly objet: string;
  /** Signed before it was entered here: an act without a date in the document keeps an unknown date. */
  readonly reprise: boolean;
  /** First day of effect; null until it is in force. */
  readonly depuis: string | null;
  /** Years between two revisions (three in the source). */
  readonly dureeAns: number;
  readonly etapes: readonly Etape[];
  readonly signataires: readonly Signataire[];
  readonly engagements: readonly Engagement[];
  /** Objectives of a part of the territory or of the year, separate from `engagements`. */
  readonly territorialises: readonly ObjectifTerritorialise[];
};

export type EtatVersion = "projet" | "en-vigueur" | "remplacee";

export function isEnVigueur(version: Pick<Version, "depuis">, jour: string): boolean {
  return version.depuis !== null && version.depuis <= jour;
}

/** The version in force on a day: the last to have taken effect. null before the first. */
export function findVersion(versions: readonly Version[], jour: string): Version | null {
  const past = versions.filter((version) => isEnVigueur(version, jour));
  return past.reduce<Version | null>(
    (last, version) => (last === null || isAfter(version, last) ? version : last),
    null,
  );
}

/** The version that sets the objectives of a year. A convention signed in October sets the whole year: it must be in force before the year ends. */
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

/** The last recorded step, in the order of the procedure. */
export function lastEtape(version: Pick<Version, "etapes">): (typeof ETAPES)[number] {
  return ETAPES.findLast((nature) => version.etapes.some((etape) => etape.nature === nature)) ?? "projet";
}

/**
 * An avenant only amends the last version to have taken effect, and takes effect after it. Throws `avenant-sans-parent`, `avenant-parent-depasse`
 * when another avenant came into force since its preparation, `avenant-avant-son-parent`.
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

/** The last version to have taken effect, whatever the day. */
export function lastEnVigueur(versions: readonly Version[]): Version | null {
  return findVersion(versions, FIN_DES_TEMPS);
}

const FIN_DES_TEMPS = "9999-12-31";

/** Throws when the version is in force: it never changes. */
export function checkModifiable(version: Version): void {
  if (version.depuis === null) return;
  throw conflit(
    "version-en-vigueur",
    `« ${version.titre} » est en vigueur : une version signée ne se modifie pas. Préparez un avenant.`,
  );
}

/** Next step to record; null once in force. */
export function nextEtape(version: Pick<Version, "etapes" | "depuis">): (typeof ETAPES)[number] | null {
  if (version.depuis !== null) return null;
  return ETAPES.find((nature) => !version.etapes.some((etape) => etape.nature === nature)) ?? null;
}

/** « Vote du conseil communautaire »: name of the next step; null once in force. */
export function describeNext(version: Pick<Version, "etapes" | "depuis">): string | null {
  const next = nextEtape(version);
  return next === null ? null : LIBELLE_ETAPE[next];
}
