import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { CubeQueries } from "../ports.ts";

/** The same questions, as of then or as of now. */
export function cubesDeLaVue(cubes: CubeQueries, vue: VueBailleurs): CubeQueries {
  return vue === "alors" ? cubes : cubes.aujourdhui();
}
