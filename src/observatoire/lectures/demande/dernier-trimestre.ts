import type { CubeQueries } from "#bilan/lectures/ports.ts";
import { lastEntier } from "#droit/regles/attribution/trimestre-publie.ts";
import type { QuestionPack } from "./compute-pack.ts";

/** The last wholly published quarter, in any year; null: none. */
export async function findDernierTrimestre(
  cubes: Pick<CubeQueries, "annees" | "trimestres">,
  epci: string,
): Promise<Pick<QuestionPack, "annee" | "trimestre"> | null> {
  for (const annee of (await cubes.annees(epci)).toReversed()) {
    const trimestre = lastEntier(annee, await cubes.trimestres(epci, annee));
    if (trimestre !== null) return { annee, trimestre };
  }
  return null;
}
