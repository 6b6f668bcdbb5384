import type { Droit } from "./composer.ts";
import { DROIT_LIVRE } from "./livre.ts";

/** The law that the rules read, and the territory whose own values come first; null: none. */
export type DroitLu = { readonly droit: Droit; readonly territoire: string | null };

const LIVRE: DroitLu = { droit: DROIT_LIVRE, territoire: null };

let lecture: () => DroitLu | undefined = () => undefined;

/**
 * The law is not handed from function to function: it is what surrounds them, as for everybody. Whoever runs the rules says once where it is
 * read from; a request reads one law from its beginning to its end. Without it: the sets shipped.
 */
export function readDroitFrom(source: () => DroitLu | undefined): void {
  lecture = source;
}

export function droitLu(): DroitLu {
  return lecture() ?? LIVRE;
}
