/**
 * How mixed the rents of a résidence are. The signed diagnosis prints « forte / faible mixité » and defines neither: these cuts are ours, and the
 * page says so.
 */
export const MIXITES_LOYERS = ["forte", "moyenne", "faible", "inconnue"] as const;
export type MixiteLoyers = (typeof MIXITES_LOYERS)[number];

/** No band of a euro holds half of the known rents: forte. One holds nine tenths: faible. */
const PART_FORTE = 0.5;
const PART_FAIBLE = 0.9;

/** `classes`: dwellings of known rent by band of a euro; under `minimum` of them, nothing is said. */
export function readMixiteLoyers(classes: readonly number[], minimum: number): MixiteLoyers {
  const connus = classes.reduce((sum, nombre) => sum + nombre, 0);
  if (connus < minimum) return "inconnue";
  const dominante = Math.max(...classes) / connus;
  if (dominante < PART_FORTE) return "forte";
  return dominante >= PART_FAIBLE ? "faible" : "moyenne";
}
