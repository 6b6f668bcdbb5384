import type { VueBailleurs } from "#domain/bailleur/succession.ts";
import type { CubeQueries } from "../bilan/ports.ts";

/** The same questions, as of then or as of now. */
export function cubesDeLaVue(cubes: CubeQueries, vue: VueBailleurs): CubeQueries {
  return vue === "alors" ? cubes : cubes.aujourdhui();
}
