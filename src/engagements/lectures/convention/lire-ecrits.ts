import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { ObjectifsEcrits } from "../../regles/convention/tranches-annee.ts";
import type { Version } from "../../regles/convention/version.ts";

/** Objectives written by the versions of the convention, and the acts on bailleurs that transfer them; « alors » or « aujourdhui ». */
export async function readEcrits(
  base: Pick<Base, "conventions" | "bailleurs">,
  epci: string,
  vue: VueBailleurs = "alors",
): Promise<ObjectifsEcrits<Version>> {
  const [versions, successions] = await Promise.all([
    base.conventions.versions(epci),
    base.bailleurs.successions(epci),
  ]);
  return { versions, reprises: { successions, vue } };
}
