import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../serveur/client-address.ts";

/** Trials of codes from one network: a code is 80 bits, so that these only keep the server from being asked without end. */
export const PALIERS_CODES = [
  { nombre: 10, secondes: 5 * 60 },
  { nombre: 40, secondes: 3600 },
] as const;

/** Files that one network may begin: an office where many are received has the second, nobody the whole table. */
export const PALIERS_OUVERTURES = [
  { nombre: 20, secondes: 10 * 60 },
  { nombre: 100, secondes: 24 * 3600 },
] as const;

export type FreinCodes = {
  /** Seconds to wait; null: go on. */
  reserver(adresse: string): Promise<number | null>;
};

/** In memory: each process counts for itself, and a restart forgets. */
export function createFreinCodes(nom: string, paliers: readonly { nombre: number; secondes: number }[]): FreinCodes {
  const compteurs = paliers.map(
    ({ nombre, secondes }) =>
      new RateLimiterMemory({ keyPrefix: `${nom}-${secondes}`, points: nombre, duration: secondes }),
  );
  return {
    async reserver(adresse) {
      for (const compteur of compteurs) {
        try {
          await compteur.consume(networkOf(adresse), 1);
        } catch (error) {
          if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
          throw error;
        }
      }
      return null;
    },
  };
}
