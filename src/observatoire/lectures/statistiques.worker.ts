import { lowerPriority } from "#socle/fils/lower-priority.ts";

lowerPriority();

/** Statistics that would hold a page back, in threads of their own. Asked for by `statistiques.ts`. */
export { analyserDesequilibres } from "./desequilibre/analyser.ts";
export { countOccupation } from "./segregation/compter-occupation.ts";
