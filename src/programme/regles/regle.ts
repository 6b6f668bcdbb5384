import type { CadreOperation, EtatOperation, GenreOperation } from "#donnees/regles/programme/operation.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { TranchePlh } from "./plh-tranche.ts";

/** Closed list of the rules that Blaise implements; their numbers are data of the territory. */
export const GENRES_REGLE = [
  "reconstitution-part",
  "reconstitution-plai",
  "neuf-hors-qpv-plai",
  "neuf-hors-qpv-baux",
  "reconstitution-habitants",
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
  "reconstitution-habitants": "Premiers baux de la reconstitution aux habitants des quartiers prioritaires",
  "production-annuelle": "Logements sociaux produits par an",
  "part-residences-principales": "Part des logements sociaux dans les résidences principales",
  "taux-communes": "Taux de logements sociaux par commune",
};

export const SENS_REGLE = ["au-moins", "au-plus"] as const;
export type SensRegle = (typeof SENS_REGLE)[number];

/** Rates and points between 0 and 1; counts are dwellings. Without `cadres`, operations of every document count. */
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
      /** null: the text gives no proportion; the operations are counted, without a verdict. */
      readonly min: number | null;
      readonly genres: readonly GenreOperation[];
      readonly cadres: readonly CadreOperation[];
    }
  | {
      readonly genre: "reconstitution-habitants";
      /** null: the text gives no proportion. */
      readonly min: number | null;
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
      /** Year that defines the communes of the rule: those with known figures then. null: those of today. */
      readonly perimetre: number | null;
      readonly depart: { readonly annee: number; readonly taux: number } | null;
    }
  | {
      readonly genre: "taux-communes";
      /** The first box that holds is the answer. */
      readonly tranches: readonly TranchePlh[];
      /** Maximum share of the new construction of the period that the rule may ask; null: no limit. */
      readonly plafond: number | null;
      readonly reference: number;
      readonly horizon: number;
    };

/**
 * A version of a rule, in force from a day on, until the next one or `jusque`. The past is never rewritten: a later
 * version changes a rule, and one without parameters ends it.
 */
export type VersionRegle = {
  readonly id: number;
  readonly genre: GenreRegle;
  /** INSEE code for a rule of one commune; empty otherwise. Genre and commune identify the rule. */
  readonly commune: string;
  /** null: the rule ends on that day. */
  readonly parametres: ParametresRegle | null;
  readonly depuis: string;
  readonly jusque: string | null;
  /** Sentence of the rule, as printed in the text. */
  readonly texte: string;
  readonly reference: string;
  readonly confiance: Confiance;
};

/** A version in force, with its parameters. */
export type RegleEnVigueur = VersionRegle & { readonly parametres: ParametresRegle };

/** Versions in force on a day, one a rule, sorted by genre then commune. `versions`: in any order. */
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

/** Operations counted: those accepted in the programme, or those delivered. */
export const LECTURES_PROGRAMME = ["programme", "livre"] as const;
export type LectureProgramme = (typeof LECTURES_PROGRAMME)[number];

export const LIBELLE_LECTURE_PROGRAMME: Readonly<Record<LectureProgramme, string>> = {
  programme: "Au programme",
  livre: "Terminé",
};

/** A submission not examined, refused or given up is in neither reading. */
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
