import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { CubeQueries } from "../ports.ts";

/** The same queries, by signatory (« alors ») or by present holder (« aujourdhui »). */
export function cubesDeLaVue(cubes: CubeQueries, vue: VueBailleurs): CubeQueries {
  return vue === "alors" ? cubes : cubes.aujourdhui();
}
