import type { Droit } from "./composer.ts";
import { DROIT_LIVRE } from "./livre.ts";

/** The law that the rules read, and the territory whose own values win; null: none. */
export type DroitLu = { readonly droit: Droit; readonly territoire: string | null };

const LIVRE: DroitLu = { droit: DROIT_LIVRE, territoire: null };

let lecture: () => DroitLu | undefined = () => undefined;

/**
 * The law is ambient rather than a parameter of every function. The program says once where it is read from, and a request reads the same law
 * throughout. Without it: the shipped sets.
 */
export function readDroitFrom(source: () => DroitLu | undefined): void {
  lecture = source;
}

export function droitLu(): DroitLu {
  return lecture() ?? LIVRE;
}
