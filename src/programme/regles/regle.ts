import type { CadreOperation, EtatOperation, GenreOperation } from "#donnees/regles/programme/operation.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { TranchePlh } from "./plh-tranche.ts";

/** What a rule of a territory may be about: a closed set, each implemented here. Its numbers are data of the territory. */
export const GENRES_REGLE = [
  "reconstitution-part",
  "reconstitution-plai",
  "neuf-hors-qpv-plai",
  "neuf-hors-qpv-baux",
  "production-annuelle",
  "part-residences-principales",
  "taux-communes",
] as const;
export type GenreRegle = (typeof GENRES_REGLE)[number];

export const LIBELLE_GENRE_REGLE: Readonly<Record<GenreRegle, string>> = {
  "reconstitution-part": "Part des logements démolis qui sont reconstitués",
  "reconstitution-plai": "PLAI dans la reconstitution",
  "neuf-hors-qpv-plai": "PLAI dans les opérations neuves hors quartier prioritaire",
  "neuf-hors-qpv-baux": "Premiers baux des opérations neuves hors quartier prioritaire",
  "production-annuelle": "Logements sociaux produits par an",
  "part-residences-principales": "Part des logements sociaux dans les résidences principales",
  "taux-communes": "Taux de logements sociaux par commune",
};

export const SENS_REGLE = ["au-moins", "au-plus"] as const;
export type SensRegle = (typeof SENS_REGLE)[number];

/** Rates and points between 0 and 1; counts are dwellings. No `cadres`: operations of every document count. */
export type ParametresRegle =
  | {
      readonly genre: "reconstitution-part";
      readonly min: number | null;
      readonly max: number | null;
      readonly cadres: readonly CadreOperation[];
    }
  | { readonly genre: "reconstitution-plai"; readonly min: number; readonly cadres: readonly CadreOperation[] }
  | {
      readonly genre: "neuf-hors-qpv-plai";
      readonly min: number;
      readonly genres: readonly GenreOperation[];
      readonly cadres: readonly CadreOperation[];
    }
  | {
      readonly genre: "neuf-hors-qpv-baux";
      /** null: the text gives no proportion. What is signed is counted, nothing is judged. */
      readonly min: number | null;
      readonly genres: readonly GenreOperation[];
      readonly cadres: readonly CadreOperation[];
    }
  | {
      readonly genre: "production-annuelle";
      readonly parAn: number;
      /** First and last year, both included. */
      readonly debut: number;
      readonly fin: number;
      readonly cadres: readonly CadreOperation[];
    }
  | {
      readonly genre: "part-residences-principales";
      /** null: the whole territory. */
      readonly commune: string | null;
      readonly sens: SensRegle;
      readonly cible: number;
      readonly horizon: number;
      /** Only the communes of which that year is known: those that the text was written for. null: those of today. */
      readonly perimetre: number | null;
      readonly depart: { readonly annee: number; readonly taux: number } | null;
    }
  | {
      readonly genre: "taux-communes";
      /** The first that holds is the answer. */
      readonly tranches: readonly TranchePlh[];
      /** Largest share of the new construction of the period that may be asked for; null: no limit. */
      readonly plafond: number | null;
      readonly reference: number;
      readonly horizon: number;
    };

/**
 * One version of a rule, in force from a day on, until the next one or `jusque`. The past is never written again: a rule is changed by a
 * later version, and ended by one without parameters.
 */
export type VersionRegle = {
  readonly id: number;
  readonly genre: GenreRegle;
  /** INSEE code of the commune of a rule that has one; empty otherwise. With the genre, says which rule it is a version of. */
  readonly commune: string;
  /** null: from that day on, there is no such rule. */
  readonly parametres: ParametresRegle | null;
  readonly depuis: string;
  readonly jusque: string | null;
  /** The sentence, as it is printed in the text. */
  readonly texte: string;
  readonly reference: string;
  readonly confiance: Confiance;
};

/** A version that is in force, with what it asks. */
export type RegleEnVigueur = VersionRegle & { readonly parametres: ParametresRegle };

/** The version of each rule that is in force on a day, in the order of the genres then of the communes. `versions`: in any order. */
export function findReglesEnVigueur(versions: readonly VersionRegle[], jour: string): readonly RegleEnVigueur[] {
  const last = new Map<string, VersionRegle>();
  for (const version of versions.toSorted((a, b) => a.depuis.localeCompare(b.depuis) || a.id - b.id)) {
    if (version.depuis <= jour) last.set(`${version.genre} ${version.commune}`, version);
  }
  return [...last.values()]
    .filter(isEnVigueur)
    .filter(({ jusque }) => jusque === null || jour <= jusque)
    .toSorted(
      (a, b) => GENRES_REGLE.indexOf(a.genre) - GENRES_REGLE.indexOf(b.genre) || a.commune.localeCompare(b.commune),
    );
}

function isEnVigueur(version: VersionRegle): version is RegleEnVigueur {
  return version.parametres !== null;
}

/** Which operations are counted: those that the programme has taken up, or those that are delivered. */
export const LECTURES_PROGRAMME = ["programme", "livre"] as const;
export type LectureProgramme = (typeof LECTURES_PROGRAMME)[number];

export const LIBELLE_LECTURE_PROGRAMME: Readonly<Record<LectureProgramme, string>> = {
  programme: "Au programme",
  livre: "Terminé",
};

/** A submission that is not examined yet, refused or given up is in neither. */
export const ETATS_LECTURE: Readonly<Record<LectureProgramme, readonly EtatOperation[]>> = {
  programme: ["prevue", "engagee", "en-cours", "terminee"],
  livre: ["terminee"],
};

export const ISSUES_REGLE = ["respectee", "non-respectee", "indecidable", "aucune-regle", "sans-objet"] as const;
export type IssueRegle = (typeof ISSUES_REGLE)[number];

export const LIBELLE_ISSUE_REGLE: Readonly<Record<IssueRegle, string>> = {
  respectee: "Respectée",
  "non-respectee": "Non respectée",
  indecidable: "Indécidable",
  "aucune-regle": "Aucune règle",
  "sans-objet": "Sans objet",
};
