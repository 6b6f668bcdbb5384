import type { Base } from "#socle/lectures/base.ts";
import type { NaturePoint } from "#socle/regles/gouvernance/reunion.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { POINTS_ACTIONS } from "./points-actions.ts";
import { POINTS_CAS } from "./points-cas.ts";
import { POINTS_CONTINGENTS } from "./points-contingents.ts";
import { POINTS_CONVENTIONS_OBJECTIFS, POINTS_REVISION } from "./points-conventions.ts";
import { POINTS_DECISIONS } from "./points-decisions.ts";
import { POINTS_DEMANDES } from "./points-demandes.ts";
import { POINTS_DESEQUILIBRES } from "./points-desequilibres.ts";
import { POINTS_BILANS, POINTS_FICHIERS } from "./points-donnees.ts";
import { POINTS_MESURES } from "./points-mesures.ts";
import { POINTS_OBJECTIFS } from "./points-objectifs.ts";
import { POINTS_RELOGEMENT } from "./points-relogement.ts";
import type { QuestionPoints, SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** In the order of an agenda: decisions, delays, missing data. */
const SOURCES: readonly SourcePoints[] = [
  POINTS_CAS,
  POINTS_MESURES,
  POINTS_OBJECTIFS,
  POINTS_DECISIONS,
  POINTS_ACTIONS,
  POINTS_DESEQUILIBRES,
  POINTS_DEMANDES,
  POINTS_RELOGEMENT,
  POINTS_REVISION,
  POINTS_CONVENTIONS_OBJECTIFS,
  POINTS_CONTINGENTS,
  POINTS_FICHIERS,
  POINTS_BILANS,
];

export type PointsProposes = {
  readonly points: readonly PointPropose[];
  /** « Non lu : les cas bloqués. … »: sources that the actor may not read, or that refuse today. */
  readonly nonLus: readonly string[];
};

/** Sources that may give points of these natures. */
export function sourcesOf(natures: readonly NaturePoint[]): readonly SourcePoints[] {
  return SOURCES.filter((source) => source.natures.some((nature) => natures.includes(nature)));
}

/**
 * Points that Blaise proposes for an agenda today, each with its figure and the path of its evidence. A source that refuses is left out and
 * reported; any other error is a defect, and is thrown.
 */
export async function proposerPoints(
  base: Base,
  question: QuestionPoints,
  sources: readonly SourcePoints[] = SOURCES,
): Promise<PointsProposes> {
  const lus = await Promise.all(sources.map((source) => readSource(base, source, question)));
  return { points: lus.flatMap(({ points }) => points), nonLus: lus.flatMap(({ nonLu }) => nonLu ?? []) };
}

async function readSource(
  base: Base,
  { nom, read }: SourcePoints,
  question: QuestionPoints,
): Promise<{ readonly points: readonly PointPropose[]; readonly nonLu: string | null }> {
  try {
    return { points: await read(base, question), nonLu: null };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { points: [], nonLu: `Non lu : ${nom}. ${error.message}` };
  }
}
