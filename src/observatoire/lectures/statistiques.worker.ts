import { lowerPriority } from "#socle/fils/lower-priority.ts";

lowerPriority();

/** Statistics too slow for a page, in threads of their own. Called through `statistiques.ts`. */
export { analyserDesequilibres } from "./desequilibre/analyser.ts";
export { countOccupation } from "./segregation/compter-occupation.ts";
