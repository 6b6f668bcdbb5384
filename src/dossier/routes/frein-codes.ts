import { networkOf } from "#socle/routes/serveur/client-address.ts";
import { CASES, openCases, openCompteur, type Palier, type Partage } from "#socle/routes/serveur/compteur.ts";

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

/** `partage`: counted by all the processes together; null: by this one alone. */
export function createFreinCodes(
  nom: string,
  paliers: readonly Palier[],
  partage: Partage | null | undefined,
): FreinCodes {
  const caseOf = openCases(CASES, partage ?? null);
  const compteurs = paliers.map((palier) => openCompteur(nom, palier, partage ?? null));
  return {
    async reserver(adresse) {
      for (const compteur of compteurs) {
        const attente = await compteur.consume(caseOf(networkOf(adresse)));
        if (attente !== null) return attente;
      }
      return null;
    },
  };
}
